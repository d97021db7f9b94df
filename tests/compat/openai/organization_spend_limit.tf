resource "openai_organization_spend_limit" "example" {
  threshold_amount = 100000
  currency         = "USD"
  interval         = "month"
}

output "organization_limit" {
  value = openai_organization_spend_limit.example.enforcement_status
}
