list "openai_project_role" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
