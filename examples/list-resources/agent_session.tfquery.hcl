list "openai_agent_session" "all" {
  provider = openai
}
