# What somebody wrote for jianyuan/openai, by its documentation: it must go on working with this provider.
terraform {
  required_providers {
    openai = { source = "jianyuan/openai" }
  }
}

variable "user_id" {
  type = string
}

variable "api_url" {
  type = string
}

variable "keys" {
  type = object({ project = string, admin = string })
}

provider "openai" {
  admin_key               = var.keys.admin
  base_url                = var.api_url
  max_retries             = 3
  request_timeout_seconds = 60
}
