resource "openai_file" "training" {
  file    = "${path.module}/training.jsonl"
  purpose = "fine-tune"
}

resource "openai_fine_tuning_job" "example" {
  model         = "gpt-4o-mini-2024-07-18"
  training_file = openai_file.training.id
  suffix        = "support"
}
