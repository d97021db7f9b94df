list "openai_file" "all" {
  provider = openai

  config {
    purpose = "batch"
  }
}
