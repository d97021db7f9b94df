data "openai_project_role" "member" {
  project_id = openai_project.example.id
  name       = "member"
}

resource "openai_project_user" "example" {
  project_id = openai_project.example.id
  user_id    = var.user_id
  role_ids   = [data.openai_project_role.member.id]
}

output "user_email" {
  value = openai_project_user.example.email
}
