list "openai_vault_credential" "all" {
  provider = openai

  config {
    vault_id = "vault_abc123"
  }
}
