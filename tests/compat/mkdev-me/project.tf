resource "openai_project" "example" {
  name = "Example"
}
