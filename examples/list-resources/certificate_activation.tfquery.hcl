list "openai_certificate_activation" "all" {
  provider = openai
}
