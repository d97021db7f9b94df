list "openai_chat_completion" "all" {
  provider = openai

  config {
    metadata = { team = "search" }
  }
}
