resource "openai_data_retention" "example" {
  type = "modified_abuse_monitoring"
}
