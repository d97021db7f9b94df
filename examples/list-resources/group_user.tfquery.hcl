list "openai_group_user" "all" {
  provider = openai

  config {
    group_id = "group_abc123"
  }
}
