list "openai_project_group_role" "all" {
  provider = openai

  config {
    project_id = "proj_abc123"
    group_id   = "group_abc123"
  }
}
