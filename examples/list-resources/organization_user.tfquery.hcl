list "openai_organization_user" "all" {
  provider = openai

  config {
    emails = ["ada@example.com"]
  }
}
