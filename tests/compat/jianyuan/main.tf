# What somebody wrote for jianyuan/openai, by its documentation: it must go on working with this provider.
terraform {
  required_providers {
    openai = { source = "jianyuan/openai" }
  }
}

variable "user_id" {
  type = string
}
