list "openai_fine_tuning_job" "all" {
  provider = openai

  config {
    metadata = { team = "search" }
  }
}
