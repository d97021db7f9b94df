list "openai_project_api_key" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
