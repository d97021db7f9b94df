resource "openai_group_user" "example" {
  group_id = openai_group.example.group_id
  user_id  = var.user_id
}
