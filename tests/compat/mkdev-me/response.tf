resource "openai_response" "example" {
  model        = "gpt-4o-mini"
  input        = "What is Terraform?"
  instructions = "Answer briefly."
}
