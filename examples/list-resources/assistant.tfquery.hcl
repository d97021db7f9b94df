list "openai_assistant" "all" {
  provider = openai
}
