import {
  to = openai_organization_user.example
  id = var.user_id
}

resource "openai_organization_user" "example" {
  role = "owner"
}

output "email" {
  value = openai_organization_user.example.email
}
