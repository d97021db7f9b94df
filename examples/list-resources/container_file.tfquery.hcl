list "openai_container_file" "all" {
  provider = openai

  config {
    container_id = "cntr_abc123"
  }
}
