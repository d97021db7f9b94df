list "openai_webhook_endpoint" "all" {
  provider = openai
}
