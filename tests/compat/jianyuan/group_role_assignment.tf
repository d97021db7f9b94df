resource "openai_group_role_assignment" "example" {
  group_id = openai_group.example.id
  role_id  = openai_organization_role.example.id
}
