list "openai_agent" "all" {
  provider = openai
}
