resource "openai_moderation" "example" {
  input = "I love Terraform"
  model = "omni-moderation-latest"
}

output "flagged" {
  value = openai_moderation.example.flagged
}
