resource "openai_organization_user_role" "example" {
  user_id = var.user_id
  role_id = openai_organization_role.example.id
}
