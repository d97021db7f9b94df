list "openai_project_user_role" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
    user_id    = "user-abc123"
  }
}
