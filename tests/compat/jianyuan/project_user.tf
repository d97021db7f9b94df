resource "openai_project_user" "example" {
  project_id = openai_project.example.id
  user_id    = var.user_id
  role       = "member"
}
