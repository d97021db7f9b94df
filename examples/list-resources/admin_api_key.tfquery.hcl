list "openai_admin_api_key" "all" {
  provider = openai
}
