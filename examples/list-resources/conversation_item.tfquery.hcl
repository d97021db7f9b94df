list "openai_conversation_item" "all" {
  provider = openai

  config {
    conversation_id = "conv_abc123"
  }
}
