# A configuration for openai/openai, from its documentation. It must also work with this provider.
terraform {
  required_providers {
    openai = { source = "openai/openai" }
  }
}

variable "user_id" {
  type = string
}
