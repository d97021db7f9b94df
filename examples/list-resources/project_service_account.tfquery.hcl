list "openai_project_service_account" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
