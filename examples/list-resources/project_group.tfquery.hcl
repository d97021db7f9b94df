list "openai_project_group" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
  }
}
