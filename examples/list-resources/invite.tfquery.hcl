list "openai_invite" "all" {
  provider = openai
}
