resource "openai_batch" "example" {
  input_file_id     = openai_file.example.id
  endpoint          = "/v1/chat/completions"
  completion_window = "24h"
  metadata          = { team = "support" }
}
