resource "openai_project_group" "example" {
  project_id = openai_project.example.id
  group_id   = openai_group.example.id
  role_ids   = [openai_project_role.example.id]
}

output "group_name" {
  value = openai_project_group.example.group_name
}
