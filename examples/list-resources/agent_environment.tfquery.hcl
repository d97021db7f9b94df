list "openai_agent_environment" "all" {
  provider = openai
}
