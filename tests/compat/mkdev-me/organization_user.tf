resource "openai_organization_user" "example" {
  user_id = var.user_id
  role    = "owner"
}
