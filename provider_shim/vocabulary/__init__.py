"""What declarations are made of: attributes, values, paths and diagnostics. It knows neither the API nor Terraform's wire."""
