"""Permanent keys: created once by a managed resource, passed once to a secret store, and never in the state."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.acceptance.test_secrets import everything_written
from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Terraform

STORE = """
resource "openai_vault" "store" { name = "Store" }

resource "openai_vault_credential" "key" {
  vault_id        = openai_vault.store.id
  name            = "key"
  secrets_version = %(managed)s.secret_version
  auth = {
    type           = "static_bearer"
    mcp_server_url = "https://mcp.example.com"
    token          = ephemeral.%(managed)s.%(secret)s
  }
}

variable "rotation" { default = "1" }
"""

ACCOUNT = """
resource "openai_project" "it" { name = "it" }

resource "openai_project_service_account" "bot" {
  project_id = openai_project.it.id
  name       = "bot"
}
"""

KEY = "openai_project_service_account_api_key.key"
ADMIN = "openai_admin_api_key.key"
WEBHOOK = "openai_webhook_endpoint.key"
CREDENTIAL = "openai_vault_credential.key"

KEY_OF_ACCOUNT = (
    ACCOUNT
    + """
resource "openai_project_service_account_api_key" "key" {
  project_id         = openai_project.it.id
  service_account_id = openai_project_service_account.bot.id
  rotate_when        = { rotation = var.rotation }
  lifecycle { create_before_destroy = true }
}

ephemeral "openai_project_service_account_api_key" "key" {
  key_id = openai_project_service_account_api_key.key.id
}
"""
    + STORE % {"managed": KEY, "secret": "value"}
)

ADMIN_KEY = (
    """
resource "openai_admin_api_key" "key" {
  name        = "key"
  rotate_when = { rotation = var.rotation }
}

ephemeral "openai_admin_api_key" "key" { key_id = openai_admin_api_key.key.id }
"""
    + STORE % {"managed": ADMIN, "secret": "value"}
)

SIGNING_SECRET = (
    """
resource "openai_webhook_endpoint" "key" {
  name        = "key"
  url         = "https://example.com/openai"
  event_types = ["batch.completed"]
  rotate_when = { rotation = var.rotation }
}

ephemeral "openai_webhook_endpoint" "key" {
  webhook_endpoint_id = openai_webhook_endpoint.key.id
  secret_version      = openai_webhook_endpoint.key.secret_version
}
"""
    + STORE % {"managed": WEBHOOK, "secret": "signing_secret"}
)

MADE = {
    KEY: "*/service_accounts/*/api_keys",
    ADMIN: "/organization/admin_api_keys",
    WEBHOOK: "/webhook_endpoints*",
}
"""The endpoints that create or rotate each kind of secret."""

KINDS = {
    "service account": (KEY_OF_ACCOUNT, KEY, "sk-svcacct-"),
    "admin": (ADMIN_KEY, ADMIN, "sk-admin-"),
    "webhook": (SIGNING_SECRET, WEBHOOK, "whsec_"),
}
OLDEST, NEWEST = VERSIONS
# The oldest Terraform with one kind: the provider delivers all kinds in the same way.
STORIES = pytest.mark.parametrize(
    ("terraform", "story", "managed", "begins"),
    [
        pytest.param(version, *KINDS[kind], id=f"terraform-{version}-{kind}")
        for version, kinds in ((OLDEST, ["service account"]), (NEWEST, list(KINDS)))
        for kind in kinds
    ],
    indirect=["terraform"],
)
EACH_KIND = pytest.mark.parametrize(
    ("story", "managed", "begins"), [pytest.param(*row, id=kind) for kind, row in KINDS.items()]
)


def sent_tokens(sandbox: Sandbox) -> list[str]:
    """Return the tokens that were sent to the vault, with the oldest first."""
    sent = sandbox.requests(method="POST", path="/vaults/*/credentials*")
    return [one["body"]["auth"]["token"] for one in sent if one["body"] is not None]


def made(sandbox: Sandbox, managed: str) -> list[dict[str, Any]]:
    return sandbox.requests(method="POST", path=MADE[managed])


@STORIES
def test_a_secret_is_sent_once_per_rotation_and_never_stored(
    terraform: Terraform, sandbox: Sandbox, story: str, managed: str, begins: str
) -> None:
    logged = terraform.logging()
    logged.write(story)
    logged.init()
    logged.plan()
    logged.apply_plan()
    (first,) = sent_tokens(sandbox)
    assert first.startswith(begins)

    assert logged.plan().is_empty
    logged.apply_plan()
    assert logged.plan().is_empty
    assert sent_tokens(sandbox) == [first]
    assert len(made(sandbox, managed)) == 1

    rotated = logged.seeing(TF_VAR_rotation="2")
    assert set(rotated.plan().actions) >= {managed, CREDENTIAL}
    rotated.apply_plan()
    _, second = sent_tokens(sandbox)
    assert second.startswith(begins)
    assert second != first
    assert rotated.plan().is_empty
    assert len(made(sandbox, managed)) == 2

    written = everything_written(logged.folder)
    assert first.encode() not in written
    assert second.encode() not in written
    rotated.destroy()


def test_the_old_key_is_revoked_after_the_new_one_was_sent(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(KEY_OF_ACCOUNT)
    newest.init()
    newest.apply()
    sandbox.clear_requests()
    newest.seeing(TF_VAR_rotation="2").apply()
    changes = [one["path"] for one in sandbox.requests() if one["method"] in {"POST", "DELETE"}]
    kinds = ["credentials" if "/credentials/" in path else "api_keys" for path in changes]
    assert kinds == ["api_keys", "credentials", "api_keys"]


@EACH_KIND
def test_the_error_after_a_failed_consumer_says_how_to_rotate(
    newest: Terraform, sandbox: Sandbox, story: str, managed: str, begins: str
) -> None:
    newest.write(story)
    newest.init()
    with sandbox.faults("400:method=POST:path=/vaults/*/credentials"):
        newest.apply(fails=True)
    sandbox.clear_requests()
    for failed in (newest.plan(fails=True), newest.apply(fails=True)):
        (error,) = failed.errors
        assert "terraform apply -replace=" in error
    assert sent_tokens(sandbox) == []
    newest.apply(f"-replace={managed}")
    (token,) = sent_tokens(sandbox)
    assert token.startswith(begins)
    assert newest.plan().is_empty


def test_the_error_after_a_failed_rotation_says_how_to_rotate(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(KEY_OF_ACCOUNT)
    newest.init()
    newest.apply()
    other = newest.seeing(TF_VAR_rotation="2")
    with sandbox.faults("400:method=POST:path=/vaults/*/credentials/*"):
        other.apply(fails=True)
    (error,) = other.plan(fails=True).errors
    assert "terraform apply -replace=" in error
    sandbox.clear_requests()
    other.apply(f"-replace={KEY}")
    (token,) = sent_tokens(sandbox)
    assert token.startswith("sk-svcacct-")


def test_a_consumer_can_change_but_not_be_replaced_without_the_secret(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(KEY_OF_ACCOUNT)
    newest.init()
    newest.apply()
    newest.write(
        KEY_OF_ACCOUNT.replace('"key"\n  secrets', '"key"\n  metadata={ a = "b" }\n  secrets')
    )
    assert newest.plan().actions == {CREDENTIAL: ["update"]}
    newest.apply_plan()
    assert len(sandbox.requests(method="POST", path="/vaults/*/credentials")) == 1
    (error,) = newest.plan(f"-replace={CREDENTIAL}", fails=True).errors
    assert "terraform apply -replace=" in error
    assert "not-available" not in json.dumps(newest.state())


UNRECOGNIZED = KEY_OF_ACCOUNT.replace(
    f"ephemeral.{KEY}.value", f"base64encode(ephemeral.{KEY}.value)"
)
"""A secret store that does not recognize a placeholder, like those of other providers."""

DELIVERY = """
resource "openai_secret_delivery" "key" {
  secret_version = openai_project_service_account_api_key.key.secret_version
  delivered_to   = [openai_vault_credential.key.id]
}
"""


def test_the_delivery_prevents_that_the_placeholder_is_stored(
    newest: Terraform, sandbox: Sandbox
) -> None:
    newest.write(UNRECOGNIZED, DELIVERY)
    newest.init()
    with sandbox.faults("400:method=POST:path=/vaults/*/credentials"):
        newest.apply(fails=True)
    sandbox.clear_requests()
    (error,) = newest.apply(fails=True).errors
    assert "terraform apply -replace=" in error
    assert sent_tokens(sandbox) == []

    newest.apply(f"-replace={KEY}")
    assert newest.plan().is_empty
    rotated = newest.seeing(TF_VAR_rotation="2")
    with sandbox.faults("400:method=POST:path=/vaults/*/credentials/*"):
        rotated.apply(fails=True)
    assert "terraform apply -replace=" in rotated.plan(fails=True).errors[0]
    rotated.apply(f"-replace={KEY}")
    assert rotated.plan().is_empty
    assert (
        "terraform apply -replace=" in rotated.plan(f"-replace={CREDENTIAL}", fails=True).errors[0]
    )
    rotated.apply(f"-replace={CREDENTIAL}", f"-replace={KEY}")
    assert all(base64.b64decode(one).startswith(b"sk-svcacct-") for one in sent_tokens(sandbox))
    rotated.destroy()


def test_the_first_key_of_an_account_is_passed_on_too(newest: Terraform, sandbox: Sandbox) -> None:
    account = ACCOUNT.replace("name       =", "create_service_account_only = false\n  name =")
    ephemeral = """
    ephemeral "openai_project_service_account_api_key" "key" {
      key_id = openai_project_service_account.bot.api_key_id
    }
    """
    store = (STORE % {"managed": KEY, "secret": "value"}).replace(
        f"{KEY}.secret_version", "openai_project_service_account.bot.secret_version"
    )
    newest.write(account, ephemeral, store)
    newest.init()
    newest.apply()
    (token,) = sent_tokens(sandbox)
    assert token.startswith("sk-svcacct-")
    assert newest.plan().is_empty


def test_ephemeral_keys_without_an_end_are_an_error(newest: Terraform) -> None:
    newest.write(
        """
        ephemeral "openai_admin_api_key" "key" {
          name            = "key"
          revoke_on_close = false
        }
        """
    )
    newest.init()
    (error,) = newest.validate(fails=True).errors
    assert "`key_id`" in error
