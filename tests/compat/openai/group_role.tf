resource "openai_group_role" "example" {
  group_id = openai_group.example.group_id
  role_id  = openai_role.example.role_id
}
