resource "openai_embedding" "example" {
  model = "text-embedding-3-small"
  input = "The quick brown fox"
}
