list "openai_workload_identity_federation_rule" "all" {
  provider = openai

  config {
    workload_identity_provider_id = "wip_abc123"
  }
}
