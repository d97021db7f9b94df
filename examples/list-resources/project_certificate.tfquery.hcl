list "openai_project_certificate" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
