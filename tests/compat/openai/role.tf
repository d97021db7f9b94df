resource "openai_role" "example" {
  role_name   = "Key keeper"
  description = "Manages keys."
  permissions = ["api.organization.projects.api_keys.write", "api.organization.projects.api_keys.read"]
}
