resource "openai_text_to_speech" "example" {
  model       = "gpt-4o-mini-tts"
  input       = "Welcome"
  voice       = "alloy"
  output_file = "${path.module}/welcome.mp3"
}
