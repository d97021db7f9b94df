list "openai_skill" "all" {
  provider = openai
}
