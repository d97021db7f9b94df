"""Secrets of agents: Terraform sends them, and neither Terraform nor the provider stores them."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest

from tests.sandbox import Sandbox
from tests.terraform import Terraform

CREDENTIAL = """
variable "token" {
  type      = string
  ephemeral = true
}
variable "version_of_token" { default = 1 }

resource "openai_vault" "crm" { name = "CRM" }

resource "openai_vault_credential" "crm" {
  vault_id = openai_vault.crm.id
  name     = "crm"
  auth = {
    type           = "static_bearer"
    mcp_server_url = "https://mcp.example.com"
    token          = var.token
  }
  secrets_version = var.version_of_token
}
"""

SET_UP = """
variable "token" {
  type      = string
  ephemeral = true
}

resource "openai_agent_environment_template" "tools" {
  env_wo            = { TOKEN = var.token }
  setup_commands_wo = [{ command = "login ${var.token}" }]
  files             = [{ type = "inline", path = "/workspace/.token", data_wo = base64encode(var.token) }]
}

resource "openai_agent" "porter" { model = "gpt-5.1" }

resource "openai_agent_automation" "report" {
  name       = "Report"
  type       = "periodic"
  expression = "0 9 * * *"
  timezone   = "UTC"
  target = {
    type     = "new_session"
    agent_id = openai_agent.porter.id
    input    = [{ content = [{ type = "input_text", text = "Report." }] }]
    environment = {
      type                    = "openai_hosted"
      environment_template_id = openai_agent_environment_template.tools.id
    }
  }
  env_wo = { TOKEN = var.token }
}

resource "openai_agent_session" "talk" {
  agent_id    = openai_agent.porter.id
  environment = { type = "openai_hosted", env_wo = { TOKEN = var.token } }
}
"""


def everything_written(folder: Path) -> bytes:
    """Return the contents of all files in the folder, including the contents of plan files."""
    found = b""
    for file in folder.rglob("*"):
        if not file.is_file() or ".terraform/providers" in file.as_posix():
            continue
        found += file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                found += b"".join(packed.read(name) for name in packed.namelist())
    return found


def test_a_token_is_sent_and_never_stored(terraform: Terraform, sandbox: Sandbox) -> None:
    logged = terraform.logging().seeing(TF_VAR_token="s3cret-first")
    logged.write(CREDENTIAL)
    logged.init()
    planned = logged.plan()
    applied = logged.apply_plan()
    assert logged.plan().is_empty
    path = "/vaults/*/credentials"
    (sent,) = sandbox.requests(method="POST", path=path)
    assert sent["body"]["auth"]["token"] == "s3cret-first"
    assert b"openai_vault_credential" in everything_written(logged.folder)
    assert b"s3cret" not in everything_written(logged.folder)
    assert "s3cret" not in planned.text + applied.text


def test_secrets_of_environments_are_sent_and_never_stored(
    newest: Terraform, sandbox: Sandbox
) -> None:
    logged = newest.logging().seeing(TF_VAR_token="s3cret-first")
    logged.write(SET_UP)
    logged.init()
    logged.plan()
    logged.apply_plan()
    assert logged.plan().is_empty
    sent = [str(one["body"]) for one in sandbox.requests(method="POST", path="/agents/*")]
    assert sorted(one.count("s3cret-first") for one in sent) == [1, 1, 2]
    written = everything_written(logged.folder)
    for form in (b"s3cret", base64.b64encode(b"s3cret-first")):
        assert form not in written
    logged.destroy()


def test_a_new_version_rotates_the_token_in_place(newest: Terraform, sandbox: Sandbox) -> None:
    newest.write(CREDENTIAL)
    newest.init()
    newest.seeing(TF_VAR_token="s3cret-first").apply()
    other = newest.seeing(TF_VAR_token="s3cret-second")
    assert other.plan().is_empty, "Terraform cannot detect another token"
    rotated = other.seeing(TF_VAR_version_of_token="2")
    assert rotated.plan().actions == {"openai_vault_credential.crm": ["update"]}
    rotated.apply_plan()
    sent = sandbox.requests(method="POST", path="/vaults/*/credentials/*")
    assert [one["body"] for one in sent] == [
        {"auth": {"type": "static_bearer", "token": "s3cret-second"}}
    ]
    assert rotated.plan().is_empty


_SLIPS = {
    "headers": ('provider "openai"', """headers = { "bad name" = "hush-hush" }"""),
    "azure": (
        'provider "openai"',
        """azure = { endpoint = "http://a.example", api_key = "hush-hush" }""",
    ),
    "certificate": (
        'resource "openai_certificate" "x"',
        """
        certificate    = "hush-hush"
        certificate_wo = "hush-hush"
        """,
    ),
    "auth": (
        'resource "openai_vault_credential" "x"',
        """
        vault_id = "vault-1"
        name     = "x"
        auth     = { type = "static_bearer", token = "hush-hush", secret_name = "X" }
        """,
    ),
    "tools": (
        'resource "openai_response" "x"',
        """
        model = "gpt-5.1"
        input = "Hi."
        tools = [{ type = "mcp", server_label = "a", authorization = "hush-hush" }]
        """,
    ),
    "tools[0]": (
        'resource "openai_agent" "x"',
        """
        model = "gpt-5.1"
        tools = [{ type = "mcp", server_label = "a", authorization = "hush-hush" }]
        """,
    ),
    "env_wo": (
        'resource "openai_agent_environment_template" "x"',
        """
        env    = { A = "1" }
        env_wo = { A = "hush-hush" }
        """,
    ),
}
"""Configurations with a mistake in a secret, by the attribute in the error."""


@pytest.mark.parametrize("named", list(_SLIPS))
def test_the_line_with_a_secret_is_not_printed(newest: Terraform, named: str) -> None:
    block, arguments = _SLIPS[named]
    newest.write(f"{block} {{\n{arguments}\n}}", 'data "openai_models" "all" {}')
    newest.init()
    validated = newest.run("validate", fails=None)
    assert f"{named}`" in validated.flat or f"`{named}" in validated.flat
    assert "hush-hush" not in validated.text


def test_the_warning_about_a_deprecated_key_has_no_line(newest: Terraform) -> None:
    # Terraform shows the first line of the block.
    provider = 'provider "openai" {\n  admin_key = "hush-hush"\n}'
    newest.write(provider, 'data "openai_models" "all" {}')
    newest.init()
    validated = newest.run("validate", fails=False)
    assert "Warning: Argument is deprecated" in validated.text
    assert "In `admin_key`: Use `admin_api_key`, which means the same." in validated.flat
    assert "hush-hush" not in validated.text
