list "openai_project_rate_limit" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
