resource "openai_rate_limit" "example" {
  project_id              = openai_project.example.id
  model                   = "gpt-4o"
  max_requests_per_minute = 50
  max_tokens_per_minute   = 30000
}
