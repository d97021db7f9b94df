"""``openai_vault`` and ``openai_vault_credential``: new secrets are sent, and no secret is stored or logged."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from provider_shim.logs import TRACE
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import Say, odd_server

VAULT, CREDENTIAL = "openai_vault", "openai_vault_credential"
BEARER = {"type": "static_bearer", "mcp_server_url": "https://mcp.example", "token": "hush-token"}
VARIABLE = {
    "type": "environment_variable",
    "secret_name": "API_KEY",
    "secret_value": "hush-value",
    "networking": {"type": "limited", "allowed_hosts": ["API.example"]},
}
OAUTH: dict[str, Any] = {
    "type": "mcp_oauth",
    "mcp_server_url": "https://mcp.example",
    "access_token": "hush-access",
    "expires_at": "2030-01-01T00:00:00Z",
    "refresh": {
        "client_id": "app",
        "token_endpoint": "https://login.example/token",
        "token_endpoint_auth": {"type": "client_secret_basic", "client_secret": "hush-client"},
        "refresh_token": "hush-refresh",
        "scope": "read",
    },
}
METHODS = pytest.mark.parametrize("auth", [BEARER, VARIABLE, OAUTH], ids=lambda auth: auth["type"])


@pytest.fixture
def vault(driver: Driver) -> str:
    return str(driver.create(VAULT, {"name": "CRM"})["id"])


def credential(vault: str, auth: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"vault_id": vault, "name": "crm", "auth": auth, **more}


def oauth(**changes: Any) -> dict[str, Any]:
    return {**OAUTH, **changes}


def refreshed_by(**changes: Any) -> dict[str, Any]:
    return oauth(refresh={**OAUTH["refresh"], **changes})


def sent(sandbox: Sandbox, made: Instance) -> dict[str, Any]:
    body = sandbox.requests(method="POST", path=f"/vaults/*/credentials/{made['id']}")[-1]["body"]
    assert isinstance(body, dict)
    return body


def faults(driver: Driver, auth: dict[str, Any]) -> list[str]:
    attributes = driver.provider.resources[CREDENTIAL].attributes
    diagnostics = driver.provider.validate_resource(
        CREDENTIAL, configured(attributes, credential("v", auth))
    )
    return [one.detail for one in diagnostics]


# --- secrets ----------------------------------------------------------------------------------------------------


@METHODS
def test_secrets_are_sent_but_not_stored_or_logged(
    driver: Driver,
    sandbox: Sandbox,
    vault: str,
    auth: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    config = credential(vault, auth)
    with caplog.at_level(TRACE, logger="provider_shim"):
        plan = driver.plan(Instance(type_name=CREDENTIAL), config)
        made = driver.create(CREDENTIAL, config)
        now = driver.read(made)
    assert made.errors == []
    created = sandbox.requests(method="POST", path="/vaults/*/credentials")[-1]["body"]
    assert created["auth"].keys() == auth.keys()
    assert "hush" in str(created)
    assert "hush" not in repr((plan, made, now))
    assert any("hush" in str(vars(record)) for record in caplog.records) is False
    assert driver.has_no_changes(now, config)


@METHODS
def test_secrets_are_sent_again_only_when_secrets_version_changes(
    driver: Driver, sandbox: Sandbox, vault: str, auth: dict[str, Any]
) -> None:
    made = driver.create(CREDENTIAL, credential(vault, auth))
    changed = driver.update(made, credential(vault, auth, metadata={"team": "sales"}))
    assert sent(sandbox, made) == {"metadata": {"team": "sales"}}
    config = credential(vault, auth, metadata={"team": "sales"}, secrets_version=2)
    rotated = driver.update(changed, config)
    assert rotated.errors == []
    assert rotated["id"] == made["id"]
    assert str(sent(sandbox, made)).count("hush") == str(auth).count("hush")
    assert driver.has_no_changes(driver.read(rotated), config)


def test_a_rotation_sends_only_members_that_the_api_accepts(
    driver: Driver, sandbox: Sandbox, vault: str
) -> None:
    made = driver.create(CREDENTIAL, credential(vault, OAUTH))
    driver.update(made, credential(vault, OAUTH, secrets_version=1))
    assert sent(sandbox, made) == {
        "auth": {
            "type": "mcp_oauth",
            "access_token": "hush-access",
            "expires_at": "2030-01-01T00:00:00Z",
            "refresh": {
                "refresh_token": "hush-refresh",
                "scope": "read",
                "token_endpoint_auth": {
                    "type": "client_secret_basic",
                    "client_secret": "hush-client",
                },
            },
        }
    }


def test_a_client_without_a_secret_can_be_rotated(driver: Driver, vault: str) -> None:
    auth = refreshed_by(token_endpoint_auth={"type": "none"})
    made = driver.create(CREDENTIAL, credential(vault, auth))
    assert driver.update(made, credential(vault, auth, secrets_version=1)).errors == []


def test_an_imported_credential_keeps_its_secrets(
    driver: Driver, sandbox: Sandbox, vault: str
) -> None:
    config = credential(vault, OAUTH, secrets_version=3)
    made = driver.create(CREDENTIAL, config)
    adopted = driver.adopt(CREDENTIAL, f"{vault}/{made['id']}")
    assert driver.plan(adopted, config).requires_replace == []
    applied = driver.update(adopted, config)
    assert "hush" not in str(sent(sandbox, made))
    assert driver.has_no_changes(driver.read(applied), config)
    driver.update(applied, {**config, "secrets_version": 4})
    assert "hush-access" in str(sent(sandbox, made))


@METHODS
def test_a_secret_is_removed_from_a_quoted_error_message(
    driver_for: Any, auth: dict[str, Any]
) -> None:
    message = f"These values are bad: {auth}"
    with odd_server(Say(status=400, body={"error": {"message": message}})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        (refused,) = driver.create(CREDENTIAL, credential("vault_1", auth)).errors
    assert b"hush" in odd.heard[0].body
    assert "These values are bad" in refused.detail
    assert "hush" not in refused.detail


# --- changes in place and replacement ---------------------------------------------------------------------------


def test_scope_and_expiry_change_in_place_without_sending_secrets(
    driver: Driver, sandbox: Sandbox, vault: str
) -> None:
    made = driver.create(CREDENTIAL, credential(vault, OAUTH))
    other = {**refreshed_by(scope="write"), "expires_at": "2031-01-01T00:00:00Z"}
    changed = driver.update(made, credential(vault, other))
    assert sent(sandbox, made) == {
        "auth": {
            "type": "mcp_oauth",
            "expires_at": "2031-01-01T00:00:00Z",
            "refresh": {"scope": "write"},
        }
    }
    assert changed["access_token_expires_at"] == "2031-01-01T00:00:00Z"
    less = copy.deepcopy(OAUTH)
    del less["expires_at"], less["refresh"]["scope"]
    cleared = driver.update(changed, credential(vault, less))
    assert sent(sandbox, made)["auth"] == {
        "type": "mcp_oauth",
        "expires_at": None,
        "refresh": {"scope": None},
    }
    assert cleared["access_token_expires_at"] is None
    assert driver.has_no_changes(driver.read(cleared), credential(vault, less))


@pytest.mark.parametrize(
    ("auth", "replaced"),
    [
        (oauth(mcp_server_url="https://other.example"), ("auth", "mcp_server_url")),
        (refreshed_by(client_id="other"), ("auth", "refresh", "client_id")),
        (
            refreshed_by(token_endpoint_auth={"type": "none"}),
            ("auth", "refresh", "token_endpoint_auth", "type"),
        ),
        (oauth(refresh=None), ("auth", "refresh")),
        (BEARER, ("auth", "type")),
    ],
)
def test_a_change_that_the_api_cannot_make_replaces_the_credential(
    driver: Driver, vault: str, auth: dict[str, Any], replaced: tuple[str, ...]
) -> None:
    made = driver.create(CREDENTIAL, credential(vault, OAUTH))
    assert replaced in driver.plan(made, credential(vault, auth)).requires_replace


def test_adding_refresh_replaces_the_credential(driver: Driver, vault: str) -> None:
    made = driver.create(CREDENTIAL, credential(vault, oauth(refresh=None)))
    assert made.errors == []
    assert driver.plan(made, credential(vault, OAUTH)).requires_replace


def test_a_token_that_openai_refreshed_plans_no_change(
    driver: Driver, sandbox: Sandbox, vault: str
) -> None:
    made = driver.create(CREDENTIAL, credential(vault, OAUTH))
    body = {"auth": {"type": "mcp_oauth", "expires_at": "2032-01-01T00:00:00Z"}}
    sandbox.client.post(
        f"/vaults/{vault}/credentials/{made['id']}",
        json=body,
        headers={"OpenAI-Beta": "agents=v1"},
    ).raise_for_status()
    now = driver.read(made)
    assert now["access_token_expires_at"] == "2032-01-01T00:00:00Z"
    assert driver.has_no_changes(now, credential(vault, OAUTH))


# --- names and values -------------------------------------------------------------------------------------------


def test_blanks_around_names_and_the_case_of_hosts_plan_no_change(
    driver: Driver, sandbox: Sandbox
) -> None:
    vault = driver.create(VAULT, {"name": " CRM "})
    assert vault["name"] == " CRM "
    assert driver.has_no_changes(driver.read(vault), {"name": "CRM"})
    config = credential(vault["id"], VARIABLE)
    made = driver.create(CREDENTIAL, {**config, "name": " crm"})
    assert driver.has_no_changes(driver.read(made), config)
    adopted = driver.adopt(CREDENTIAL, f"{vault['id']}/{made['id']}")
    assert adopted["auth"]["networking"]["allowed_hosts"] == ["api.example"]
    assert driver.plan(adopted, config).requires_replace == []


@pytest.mark.parametrize(
    ("auth", "wrong"),
    [
        ({**BEARER, "mcp_server_url": "http://mcp.example"}, "https://"),
        ({**BEARER, "token": None}, "`token` must be set"),
        ({**BEARER, "secret_name": "KEY"}, "`secret_name` must not be set"),
        ({**VARIABLE, "secret_name": "1KEY"}, "regular expression"),
        ({**VARIABLE, "secret_name": "CODEX_KEY"}, "reserved"),
        ({**VARIABLE, "secret_value": "hush\n"}, "trimspace"),
        ({**VARIABLE, "networking": {"type": "limited"}}, "`allowed_hosts` must be set"),
        (refreshed_by(refresh_token=""), "At least one"),
    ],
)
def test_an_invalid_credential_is_an_error_without_the_secret(
    driver: Driver, auth: dict[str, Any], wrong: str
) -> None:
    found = faults(driver, auth)
    assert any(wrong in one for one in found), found
    assert "hush" not in str(found)


@pytest.mark.parametrize("name", ["", "  ", "ü" * 129])
def test_a_name_must_have_1_to_256_bytes(driver: Driver, name: str) -> None:
    attributes = driver.provider.resources[VAULT].attributes
    (wrong,) = driver.provider.validate_resource(VAULT, configured(attributes, {"name": name}))
    assert "256 bytes" in wrong.detail


def test_removed_name_and_metadata_of_a_vault_are_cleared(driver: Driver) -> None:
    made = driver.create(VAULT, {"name": "CRM", "metadata": {"team": "sales"}})
    less = driver.update(made, {})
    assert (less["name"], less["metadata"]) == (None, None)
    assert driver.has_no_changes(driver.read(less), {})


# --- data sources -----------------------------------------------------------------------------------------------


def test_data_sources_find_vaults_and_credentials_by_name_and_filters(
    driver: Driver, vault: str
) -> None:
    driver.create(VAULT, {"name": "Support", "metadata": {"team": "support"}})
    found = driver.look_up(VAULT, {"name": "CRM"}).state or {}
    assert found["id"] == vault
    listed = driver.look_up("openai_vaults", {"metadata": {"team": "support"}}).state or {}
    assert [one["name"] for one in listed["vaults"]] == ["Support"]
    none = driver.look_up("openai_vaults", {"status": ["archived"]}).state or {}
    assert none["vaults"] == []
    made = driver.create(CREDENTIAL, credential(vault, OAUTH))
    found = driver.look_up(CREDENTIAL, {"vault_id": vault, "name": "crm"}).state or {}
    assert found["id"] == made["id"]
    assert found["auth"]["expires_at"] == "2030-01-01T00:00:00Z"
    assert "access_token" not in found["auth"]
    listed = driver.look_up("openai_vault_credentials", {"vault_id": vault}).state or {}
    assert [one["id"] for one in listed["credentials"]] == [made["id"]]
