list "openai_voice_consent" "all" {
  provider = openai
}
