list "openai_project_service_account_api_key" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
