list "openai_group_role" "all" {
  provider = openai

  config {
    group_id = "group_abc123"
  }
}
