resource "openai_spend_limit" "example" {
  threshold_amount = 100000
  currency         = "USD"
  interval         = "month"
}
