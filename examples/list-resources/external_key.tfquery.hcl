list "openai_external_key" "all" {
  provider = openai
}
