list "openai_vault" "all" {
  provider = openai
}
