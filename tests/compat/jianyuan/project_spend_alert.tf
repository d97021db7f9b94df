resource "openai_project_spend_alert" "example" {
  project_id       = openai_project.example.id
  threshold_amount = 20
  currency         = "USD"
  interval         = "month"
  notification_channel = {
    type       = "email"
    recipients = ["b@example.com", "a@example.com"]
  }
}
