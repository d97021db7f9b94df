# What somebody wrote for mkdev-me/openai, by its documentation: it must go on working with this provider.
terraform {
  required_providers {
    openai = { source = "mkdev-me/openai" }
  }
}

variable "user_id" {
  type = string
}
