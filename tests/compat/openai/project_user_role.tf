resource "openai_project_user_role" "example" {
  project_id = openai_project.example.project_id
  user_id    = openai_project_user.example.user_id
  role_id    = openai_project_role.example.role_id
}
