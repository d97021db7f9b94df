resource "openai_project_service_account" "example" {
  project_id = openai_project.example.project_id
  name       = "ci"
}

output "service_account_id" {
  value = openai_project_service_account.example.service_account_id
}
