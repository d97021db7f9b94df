resource "openai_project_group_role_assignment" "example" {
  project_id = openai_project.example.id
  group_id   = openai_group.example.id
  role_id    = openai_project_role.example.id
}
