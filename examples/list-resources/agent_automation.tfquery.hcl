list "openai_agent_automation" "all" {
  provider = openai
}
