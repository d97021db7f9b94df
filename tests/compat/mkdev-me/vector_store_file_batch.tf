resource "openai_file" "other" {
  file    = "${path.module}/notes.txt"
  purpose = "assistants"
}

resource "openai_vector_store_file_batch" "example" {
  vector_store_id = openai_vector_store.example.id
  file_ids        = [openai_file.other.id]
}
