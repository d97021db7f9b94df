list "openai_certificate" "all" {
  provider = openai
}
