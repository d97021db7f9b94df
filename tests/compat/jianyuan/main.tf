# A configuration for jianyuan/openai, from its documentation. It must also work with this provider.
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
