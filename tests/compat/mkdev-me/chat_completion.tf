resource "openai_chat_completion" "example" {
  model       = "gpt-4o-mini"
  max_tokens  = 50
  temperature = 0.5
  messages = [
    { role = "system", content = "Answer briefly." },
    { role = "user", content = "What is Terraform?" },
  ]
}
