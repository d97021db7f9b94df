resource "openai_spend_alert" "example" {
  threshold_amount = 20
  currency         = "USD"
  interval         = "month"
  notification_channel = {
    type       = "email"
    recipients = ["b@example.com", "a@example.com"]
  }
}
