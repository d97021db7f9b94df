# What somebody wrote for openai/openai, by its documentation: it must go on working with this provider.
terraform {
  required_providers {
    openai = { source = "openai/openai" }
  }
}

variable "user_id" {
  type = string
}
