resource "openai_project_user_role_assignment" "example" {
  project_id = openai_project.example.id
  user_id    = openai_project_user.example.user_id
  role_id    = openai_project_role.example.id
}
