list "openai_external_storage" "all" {
  provider = openai
}
