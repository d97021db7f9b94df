resource "openai_organization_group_role" "example" {
  group_id = openai_group.example.id
  role_id  = openai_organization_role.example.id
}
