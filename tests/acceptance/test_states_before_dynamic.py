"""States of an older version, in which objects with dynamic members were nested attributes."""

from __future__ import annotations

import json
from typing import Any

from tests.sandbox import Sandbox
from tests.terraform import Terraform

CONFIGURATION = """
variable "verbosity" { default = null }

resource "openai_agent" "porter" {
  model = "gpt-5.1"
  text = {
    format = { type = "json_schema", schema = { type = "object", properties = { x = { type = "string" } } } }
    verbosity = var.verbosity
  }
}

resource "openai_agent_automation" "report" {
  name       = "Report"
  type       = "periodic"
  expression = "0 9 * * *"
  timezone   = "UTC"
  target = {
    type  = "new_session"
    agent = { model = "gpt-5.1", tools = [{ type = "web_search" }] }
    input = [{ content = [{ type = "input_text", text = "Report." }] }]
    environment = {
      type  = "openai_hosted"
      env   = { A = "1" }
      files = [{ type = "inline", path = "/workspace/a", data = "YQ==" }]
    }
  }
}

resource "openai_agent_session" "talk" {
  agent       = { model = "gpt-5.1", tools = [{ type = "web_search" }], text = { verbosity = "low" } }
  environment = { type = "openai_hosted" }
}

resource "openai_response" "answer" {
  model = "gpt-5.1"
  input = "Hi."
  text = {
    format = { type = "json_schema", name = "n", schema = { type = "object", additionalProperties = false } }
  }
}
"""

_TOOLS = {
    "value": [{"type": "web_search"}],
    "type": ["tuple", [["object", {"type": "string"}]]],
}
_AGENT = dict.fromkeys(
    (
        "compaction",
        "experimental",
        "instructions",
        "multi_agent",
        "reasoning",
        "service_tier",
        "text",
    )
)

STORED: dict[str, tuple[str, dict[str, Any]]] = {
    "openai_agent": (
        "text",
        {
            "format": {
                "type": "json_schema",
                "schema": {
                    "value": {"properties": {"x": {"type": "string"}}, "type": "object"},
                    "type": [
                        "object",
                        {
                            "properties": ["object", {"x": ["object", {"type": "string"}]}],
                            "type": "string",
                        },
                    ],
                },
            },
            "verbosity": None,
        },
    ),
    "openai_agent_automation": (
        "target",
        {
            **dict.fromkeys(("agent_id", "instructions", "metadata", "session_id", "vault_ids")),
            "type": "new_session",
            "agent": {
                **_AGENT,
                "model": "gpt-5.1",
                "reasoning": {"effort": "medium", "summary": None},
                "tools": _TOOLS,
            },
            "environment": {
                **dict.fromkeys(
                    (
                        "capability_directories",
                        "container_size",
                        "desktop",
                        "env_wo",
                        "environment_id",
                        "environment_template_id",
                        "network",
                        "packages",
                        "plugins",
                        "setup_commands",
                        "setup_commands_wo",
                        "skills",
                        "workspace_directory",
                    )
                ),
                "type": "openai_hosted",
                "env": {"A": "1"},
                "files": [
                    {
                        "data": "YQ==",
                        "data_wo": None,
                        "file_id": None,
                        "path": "/workspace/a",
                        "size_bytes": 1,
                        "type": "inline",
                    }
                ],
            },
            "input": [
                {
                    "content": [{"image_url": None, "text": "Report.", "type": "input_text"}],
                    "role": "user",
                }
            ],
        },
    ),
    "openai_agent_session": (
        "agent",
        {
            **_AGENT,
            "model": "gpt-5.1",
            "text": {"format": None, "verbosity": "low"},
            "tools": _TOOLS,
        },
    ),
    "openai_response": (
        "text",
        {
            "format": {
                **dict.fromkeys(("description", "strict")),
                "name": "n",
                "type": "json_schema",
                "schema": {
                    "value": {"additionalProperties": False, "type": "object"},
                    "type": ["object", {"additionalProperties": "bool", "type": "string"}],
                },
            },
            "verbosity": None,
        },
    ),
}


def test_older_states_work_without_changes(newest: Terraform, sandbox: Sandbox) -> None:
    newest.write(CONFIGURATION)
    newest.init()
    newest.apply()
    state = newest.state()
    for resource in state["resources"]:
        name, stored = STORED[resource["type"]]
        resource["instances"][0]["attributes"][name] = stored
    (newest.folder / "terraform.tfstate").write_text(json.dumps(state))
    assert newest.plan().is_empty
    changed = newest.plan("-var=verbosity=low")
    assert changed.actions == {"openai_agent.porter": ["update"]}
    newest.apply_plan()
    assert newest.plan("-var=verbosity=low").is_empty
