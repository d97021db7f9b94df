resource "openai_user_role_assignment" "example" {
  user_id = var.user_id
  role_id = openai_organization_role.example.id
}
