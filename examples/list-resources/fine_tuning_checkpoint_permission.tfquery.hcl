list "openai_fine_tuning_checkpoint_permission" "all" {
  provider = openai

  config {
    fine_tuned_model_checkpoint = "ft:gpt-4o-mini-2024-07-18:acme:support:abc123"
  }
}
