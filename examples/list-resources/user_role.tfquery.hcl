list "openai_user_role" "all" {
  provider = openai

  config {
    user_id = "user-abc123"
  }
}
