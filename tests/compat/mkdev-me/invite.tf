resource "openai_invite" "example" {
  email = "terraform@example.com"
  role  = "reader"

  projects {
    id   = openai_project.example.id
    role = "member"
  }
}

output "invite_id" {
  value = openai_invite.example.invite_id
}
