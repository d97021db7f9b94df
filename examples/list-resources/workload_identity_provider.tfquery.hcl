list "openai_workload_identity_provider" "all" {
  provider = openai
}
