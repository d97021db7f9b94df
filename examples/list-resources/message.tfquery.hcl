list "openai_message" "all" {
  provider = openai

  config {
    thread_id = "thread_abc123"
  }
}
