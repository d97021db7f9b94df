list "openai_vector_store" "all" {
  provider = openai
}
