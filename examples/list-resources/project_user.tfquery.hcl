list "openai_project_user" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
