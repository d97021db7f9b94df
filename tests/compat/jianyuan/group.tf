resource "openai_group" "example" {
  name = "Support"
}
