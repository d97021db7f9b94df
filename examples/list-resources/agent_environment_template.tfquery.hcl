list "openai_agent_environment_template" "all" {
  provider = openai
}
