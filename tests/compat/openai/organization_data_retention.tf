resource "openai_organization_data_retention" "example" {
  type = "modified_abuse_monitoring"
}

output "retention" {
  value = openai_organization_data_retention.example.singleton_id
}
