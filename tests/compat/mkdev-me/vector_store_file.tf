resource "openai_file" "document" {
  file    = "${path.module}/notes.txt"
  purpose = "assistants"
}

resource "openai_vector_store_file" "example" {
  vector_store_id = openai_vector_store.example.id
  file_id         = openai_file.document.id
}
