list "openai_role" "all" {
  provider = openai
}
