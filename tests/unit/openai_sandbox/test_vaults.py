"""Vaults and credentials. Secrets are neither returned nor stored in the state file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openai
import pytest

from tests.sandbox import start_sandbox
from tests.unit.openai_sandbox.strict import strict

if TYPE_CHECKING:
    from pathlib import Path

    from openai.resources.beta.agents import Agents
    from openai.resources.beta.agents.vaults import Vaults

OAUTH: Any = {
    "type": "mcp_oauth",
    "access_token": "s3cret-access",
    "mcp_server_url": "https://mcp.example",
    "expires_at": "2030-01-01T00:00:00Z",
    "refresh": {
        "client_id": "app",
        "token_endpoint": "https://login.example/token",
        "token_endpoint_auth": {"type": "client_secret_post", "client_secret": "s3cret-client"},
        "refresh_token": "s3cret-refresh",
        "scope": "read",
    },
}


@pytest.fixture
def vaults(agents: Agents) -> Vaults:
    return agents.vaults


def test_a_vault_has_a_trimmed_name_and_null_clears_it(vaults: Vaults) -> None:
    created = vaults.create(name="  CRM ", metadata={"team": "sales"})
    assert (created.name, created.metadata) == ("CRM", {"team": "sales"})
    assert vaults.update(created.id, metadata={}).name == "CRM"
    assert vaults.update(created.id, name=None).name is None
    for wrong in ("   ", "ü" * 129):
        with pytest.raises(openai.BadRequestError):
            vaults.create(name=wrong)


def test_vaults_are_filtered_by_metadata_and_status(vaults: Vaults) -> None:
    created = vaults.create(metadata={"team": "sales"})
    vaults.create(metadata={"team": "support"})
    found = vaults.list(metadata={"team": "sales"}, status=["active", "archived"])
    assert [one.id for one in found] == [created.id]
    assert list(vaults.list(status="archived")) == []


def test_deleting_a_vault_deletes_its_credentials(vaults: Vaults) -> None:
    vault = vaults.create()
    created = vaults.credentials.create(vault.id, name="crm", auth=OAUTH)
    assert vaults.delete(vault.id).deleted
    with pytest.raises(openai.NotFoundError):
        vaults.credentials.retrieve(created.id, vault_id=vault.id)


def test_secrets_are_neither_returned_nor_stored(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    with start_sandbox(state=file) as sandbox, strict(sandbox) as client:
        vaults = client.beta.agents.vaults
        vault = vaults.create()
        created = vaults.credentials.create(vault.id, name="crm", auth=OAUTH)
        vaults.credentials.update(
            created.id,
            vault_id=vault.id,
            auth={"type": "mcp_oauth", "access_token": "s3cret-other"},
        )
        (listed,) = vaults.credentials.list(vault.id)
    assert "s3cret" not in listed.to_json()
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert created.id.encode() in kept
    assert b"s3cret" not in kept


def test_rotation_changes_the_given_fields_and_clears_the_expiry(vaults: Vaults) -> None:
    vault = vaults.create()
    created = vaults.credentials.create(vault.id, name="crm", auth=OAUTH)
    assert created.auth.type == "mcp_oauth"
    assert created.auth.expires_at == "2030-01-01T00:00:00Z"

    def rotated(**changes: Any) -> Any:
        auth: Any = {"type": "mcp_oauth", **changes}
        return vaults.credentials.update(created.id, vault_id=vault.id, auth=auth).auth

    assert rotated(refresh={"scope": "write"}).expires_at == "2030-01-01T00:00:00Z"
    assert rotated(access_token="t").expires_at is None
    assert rotated(expires_at="2031-01-01T00:00:00Z").expires_at == "2031-01-01T00:00:00Z"
    assert rotated(refresh={"scope": None}).refresh.scope is None
    with pytest.raises(openai.BadRequestError, match="cannot be changed"):
        vaults.credentials.update(
            created.id, vault_id=vault.id, auth={"type": "static_bearer", "token": "t"}
        )


def test_a_refresh_cannot_be_added_later(vaults: Vaults) -> None:
    vault = vaults.create()
    auth: Any = {name: OAUTH[name] for name in ("type", "access_token", "mcp_server_url")}
    created = vaults.credentials.create(vault.id, name="crm", auth=auth)
    with pytest.raises(openai.BadRequestError, match="no refresh"):
        vaults.credentials.update(
            created.id, vault_id=vault.id, auth={"type": "mcp_oauth", "refresh": {"scope": "read"}}
        )


def test_a_variable_has_lower_case_hosts_and_a_valid_name(vaults: Vaults) -> None:
    vault = vaults.create()

    def create(name: str, value: str = "s3cret") -> Any:
        return vaults.credentials.create(
            vault.id,
            name="key",
            auth={
                "type": "environment_variable",
                "secret_name": name,
                "secret_value": value,
                "networking": {"type": "limited", "allowed_hosts": ["API.example", "api.example"]},
            },
        )

    assert create("API_KEY").auth.networking.allowed_hosts == ["api.example"]
    for wrong in ("1KEY", "CODEX_KEY"):
        with pytest.raises(openai.BadRequestError, match="name of the variable"):
            create(wrong)
    with pytest.raises(openai.BadRequestError, match="one line"):
        create("API_KEY", "s3cret\n")
