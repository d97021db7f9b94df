# A configuration for mkdev-me/openai, from its documentation. It must also work with this provider.
terraform {
  required_providers {
    openai = { source = "mkdev-me/openai" }
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
  api_key   = var.keys.project
  admin_key = var.keys.admin
  api_url   = var.api_url
  timeout   = 300
}
