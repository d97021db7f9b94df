list "openai_project_spend_alert" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
