list "openai_vector_store_file" "all" {
  provider = openai

  config {
    vector_store_id = "vs_abc123"
    filter          = "failed"
  }
}
