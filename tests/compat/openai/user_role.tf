resource "openai_user_role" "example" {
  user_id = var.user_id
  role_id = openai_role.example.role_id
}
