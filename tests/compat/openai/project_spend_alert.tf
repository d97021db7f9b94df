resource "openai_project_spend_alert" "example" {
  project_id                      = openai_project.example.project_id
  threshold_amount                = 20
  currency                        = "USD"
  interval                        = "month"
  notification_channel_type       = "email"
  notification_channel_recipients = ["b@example.com", "a@example.com"]
}

output "alert_id" {
  value = openai_project_spend_alert.example.alert_id
}
