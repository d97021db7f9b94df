resource "openai_admin_api_key" "example" {
  name = "terraform"
}
