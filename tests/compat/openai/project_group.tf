resource "openai_project_group" "example" {
  project_id = openai_project.example.project_id
  group_id   = openai_group.example.group_id
  role       = "role-api-project-member"
}
