resource "openai_vector_store" "example" {
  name          = "library"
  metadata      = { team = "support" }
  expires_after = { anchor = "last_active_at", days = 7 }
}
