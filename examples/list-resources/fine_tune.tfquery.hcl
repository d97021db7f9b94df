list "openai_fine_tune" "all" {
  provider = openai
}
