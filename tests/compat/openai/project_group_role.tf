resource "openai_project_group_role" "example" {
  project_id = openai_project.example.project_id
  group_id   = openai_project_group.example.group_id
  role_id    = openai_project_role.example.role_id
}
