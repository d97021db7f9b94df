"""Webhook endpoints with Terraform: secrets are rotated in place, and stored only if this is set."""

from __future__ import annotations

import json

from tests.sandbox import Sandbox
from tests.terraform import Terraform

STORY = """
variable "quarter" { default = "1" }
variable "keep" { default = false }

data "openai_webhook_event_types" "batches" { prefix = "batch." }

resource "openai_webhook_endpoint" "batches" {
  name                  = "batches"
  url                   = "https://example.com/openai"
  event_types           = data.openai_webhook_event_types.batches.event_types
  rotate_when           = { quarter = var.quarter }
  store_secret_in_state = var.keep
}

output "secret" {
  value     = openai_webhook_endpoint.batches.signing_secret
  sensitive = true
}
output "hint" { value = openai_webhook_endpoint.batches.signing_secret_hint }
"""


def test_a_secret_is_rotated_in_place_and_stored_only_if_set(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(STORY)
    newest.init()
    newest.apply()
    first = newest.output()["hint"]
    assert newest.plan().is_empty
    assert "whsec_" not in json.dumps(newest.state()).replace(first, "")

    newest.write(STORY.replace('default = "1"', 'default = "2"').replace("false", "true"))
    assert newest.plan().actions == {"openai_webhook_endpoint.batches": ["update"]}
    newest.apply_plan()
    output = newest.output()
    assert output["secret"].startswith("whsec_")
    assert output["secret"][-4:] == output["hint"][-4:]
    assert output["hint"] != first
    assert newest.plan().is_empty

    (endpoint,) = sandbox.client.get("/webhook_endpoints").json()["data"]
    assert endpoint["signing_secret_hint"] == output["hint"]
    newest.destroy()
