resource "openai_organization_role" "example" {
  name        = "Key keeper"
  permissions = ["api.organization.projects.api_keys.write", "api.organization.projects.api_keys.read"]
}
