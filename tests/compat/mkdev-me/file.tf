resource "openai_file" "example" {
  file    = "${path.module}/requests.jsonl"
  purpose = "batch"
}
