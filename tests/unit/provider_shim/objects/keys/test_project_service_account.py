"""``openai_project_service_account`` and its keys: roles, the first key, rotation, expiry, and existing keys."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.operations import OpenResult
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

ACCOUNT = "openai_project_service_account"
KEY = "openai_project_service_account_api_key"
ANY_KEY = "openai_project_api_key"


@pytest.fixture
def account(driver: Driver, project: str) -> Instance:
    return driver.create(ACCOUNT, {"project_id": project, "name": "bot"})


def of(account: Instance, **more: Any) -> dict[str, Any]:
    return {"project_id": account["project_id"], "service_account_id": account["id"], **more}


def opened(driver: Driver, account: Instance, **more: Any) -> OpenResult:
    attributes = driver.provider.ephemeral_resources[KEY].attributes
    result = driver.provider.open_ephemeral(KEY, configured(attributes, of(account, **more)))
    assert result.diagnostics == []
    return result


def test_a_service_account_is_created_without_key_and_role(
    driver: Driver, sandbox: Sandbox, account: Instance
) -> None:
    (sent,) = sandbox.requests(method="POST")
    assert sent["body"] == {"name": "bot", "create_service_account_only": True}
    assert (account["role"], account["api_key"], account["api_key_id"]) == ("none", None, None)


def test_the_role_is_set_after_the_creation_and_changes_in_place(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    config = {"project_id": project, "name": "bot", "role": "member"}
    made = driver.create(ACCOUNT, config)
    assert made["role"] == "member"
    assert [one["body"] for one in sandbox.requests(method="POST")][1:] == [{"role": "member"}]
    changed = driver.update(made, {**config, "role": "owner", "name": "robot"})
    assert (changed["id"], changed["role"], changed["name"]) == (made["id"], "owner", "robot")


def test_the_first_key_is_stored_only_with_store_secret_in_state(
    driver: Driver, project: str
) -> None:
    config: dict[str, Any] = {
        "project_id": project,
        "name": "bot",
        "create_service_account_only": False,
        "expires_in_seconds": 3600,
    }
    made = driver.create(ACCOUNT, config)
    assert made["api_key_id"].startswith("key_")
    assert (made["role"], made["api_key"]) == ("member", None)
    kept = driver.create(ACCOUNT, {**config, "store_secret_in_state": True})
    assert kept["api_key"].startswith("sk-svcacct-")
    assert driver.read(kept).state == kept.state


def test_a_service_account_is_replaced_only_for_a_missing_first_key(
    driver: Driver, account: Instance
) -> None:
    config = {"project_id": account["project_id"], "name": "bot"}
    for same in ({}, {"create_service_account_only": True}):
        assert driver.plan(account, {**config, **same}).requires_replace == []
    plan = driver.plan(account, {**config, "create_service_account_only": False})
    assert plan.requires_replace == [("create_service_account_only",)]


def test_an_expiry_without_a_first_key_is_an_error(driver: Driver, project: str) -> None:
    attributes = driver.provider.resources[ACCOUNT].attributes
    config = {"project_id": project, "name": "bot", "expires_in_seconds": 60}
    assert has_errors(driver.provider.validate_resource(ACCOUNT, configured(attributes, config)))


def test_a_service_account_is_imported_and_found_by_its_name(
    driver: Driver, account: Instance
) -> None:
    adopted = driver.adopt(ACCOUNT, f"{account['project_id']}/{account['id']}")
    assert adopted.state == account.state
    wanted = {"project_id": account["project_id"], "name": "bot"}
    assert (driver.look_up(ACCOUNT, wanted).state or {})["id"] == account["id"]


def test_a_key_is_rotated_and_its_value_stored(driver: Driver, account: Instance) -> None:
    config = of(account, name="ci", rotate_when={"month": "1"}, store_secret_in_state=True)
    made = driver.create(KEY, config)
    assert made["value"].startswith("sk-svcacct-")
    assert made["redacted_value"].endswith(made["value"][-4:])
    plan = driver.plan(made, {**config, "rotate_when": {"month": "2"}})
    assert plan.requires_replace == [("rotate_when",)]
    assert driver.create(KEY, of(account))["value"] is None


def test_the_expiry_is_sent_only_when_it_changes(
    driver: Driver, sandbox: Sandbox, account: Instance
) -> None:
    config = of(account, expires_in_seconds=3600, scopes=["api.all.read"])
    made = driver.create(KEY, config)
    sandbox.clear_requests()
    changed = driver.update(made, {**config, "scopes": ["api.files.read"]})
    changed = driver.update(changed, {**config, "expires_in_seconds": 7200, "scopes": None})
    assert [one["body"] for one in sandbox.requests(method="POST")] == [
        {"scopes": ["api.files.read"]},
        {"scopes": [], "expires_in_seconds": 7200},
    ]
    assert changed["expires_at"] >= made["expires_at"] + 3600


def test_a_removed_expiry_is_a_warning(driver: Driver, sandbox: Sandbox, account: Instance) -> None:
    made = driver.create(KEY, of(account, expires_in_seconds=3600))
    (diagnostic,) = driver.plan(made, of(account)).diagnostics
    assert diagnostic.path == ("expires_in_seconds",)
    sandbox.clear_requests()
    assert driver.update(made, of(account))["expires_at"] == made["expires_at"]
    assert sandbox.requests(method="POST") == []


def test_an_imported_key_has_its_service_account_and_plans_no_change(
    driver: Driver, account: Instance
) -> None:
    config = of(account, name="ci", expires_in_seconds=60, rotate_when={"a": "b"})
    made = driver.create(KEY, config)
    adopted = driver.adopt(KEY, f"{account['project_id']}/{made['id']}")
    assert adopted["service_account_id"] == account["id"]
    assert driver.plan(adopted, config).requires_replace == []


def test_many_keys_are_read_with_one_request(
    driver: Driver, sandbox: Sandbox, account: Instance
) -> None:
    made = [driver.create(KEY, of(account)) for _ in range(5)]
    sandbox.clear_requests()
    assert [driver.read(one).state for one in made] == [one.state for one in made]
    (requests,) = sandbox.requests()
    assert requests["query"] == {"limit": "100", "owner_project_access": "any"}


def test_a_key_revoked_outside_terraform_leaves_the_state(
    driver: Driver, sandbox: Sandbox, account: Instance
) -> None:
    made = driver.create(KEY, of(account))
    made.private = b""  # not created in this run
    path = f"/organization/projects/{account['project_id']}/api_keys/{made['id']}"
    sandbox.admin.delete(path).raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).errors == []


def test_a_created_key_is_kept_if_the_read_after_it_fails(
    driver: Driver, sandbox: Sandbox, account: Instance
) -> None:
    with sandbox.faults("403:method=GET"):
        made = driver.create(KEY, of(account, store_secret_in_state=True))
    assert made.errors == []
    assert made["value"].startswith("sk-svcacct-")


@pytest.mark.parametrize("revoke", [True, False])
def test_an_ephemeral_key_is_revoked_unless_revoke_on_close_is_false(
    driver: Driver, sandbox: Sandbox, account: Instance, *, revoke: bool
) -> None:
    result = opened(driver, account, revoke_on_close=revoke, expires_in_seconds=60)
    assert result.result is not None
    assert result.result["expires_at"] == result.result["created_at"] + 60
    assert result.result["value"].encode() not in result.private
    assert driver.provider.close_ephemeral(KEY, result.private) == []
    path = f"/organization/projects/{account['project_id']}/api_keys"
    left = [one["id"] for one in sandbox.admin.get(path).json()["data"]]
    assert left == ([] if revoke else [result.result["id"]])


def test_an_existing_key_is_taken_over_restricted_and_revoked(
    driver: Driver, sandbox: Sandbox, account: Instance
) -> None:
    key = driver.create(KEY, of(account, name="ci"))
    config = {"project_id": account["project_id"], "api_key_id": key["id"]}
    sandbox.clear_requests()
    found = driver.create(ANY_KEY, config)
    assert sandbox.requests(method="POST") == []
    assert (found["name"], found["owner"]["service_account"]["id"]) == ("ci", account["id"])
    limited = driver.update(found, {**config, "scopes": ["api.all.read"]})
    (sent,) = sandbox.requests(method="POST")
    assert sent["body"] == {"scopes": ["api.all.read"]}
    assert driver.destroy(limited).state is None
    assert driver.create(ANY_KEY, config).errors != []


def test_keys_of_a_project_are_listed_without_their_values(
    driver: Driver, account: Instance
) -> None:
    driver.create(KEY, of(account, name="ci"))
    wanted = {"project_id": account["project_id"], "owner_project_access": "any"}
    found = driver.look_up("openai_project_api_keys", wanted).state or {}
    (one,) = found["api_keys"]
    assert (one["name"], one["owner"]["type"], "value" in one) == ("ci", "service_account", False)
