resource "openai_project_rate_limit" "example" {
  project_id                = openai_project.example.project_id
  rate_limit_id             = "rl-gpt-4o"
  max_requests_per_1_minute = 50
}

output "limited_model" {
  value = openai_project_rate_limit.example.model
}
