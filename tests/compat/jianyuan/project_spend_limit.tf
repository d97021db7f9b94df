resource "openai_project_spend_limit" "example" {
  project_id       = openai_project.example.id
  threshold_amount = 5000
  currency         = "USD"
  interval         = "month"
}

output "enforced" {
  value = openai_project_spend_limit.example.enforcement.status
}
