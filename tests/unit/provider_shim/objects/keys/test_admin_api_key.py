"""``openai_admin_api_key``: storing its value, rotation, expiry, and the ephemeral key."""

from __future__ import annotations

import time
from typing import Any

import pytest

from provider_shim.vocabulary.operations import OpenResult
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

KEY = "openai_admin_api_key"
PATH = "/organization/admin_api_keys"


def opened(driver: Driver, **config: Any) -> OpenResult:
    attributes = driver.provider.ephemeral_resources[KEY].attributes
    result = driver.provider.open_ephemeral(KEY, configured(attributes, {"name": "a", **config}))
    assert result.diagnostics == []
    return result


def test_the_value_is_stored_only_with_store_secret_in_state(driver: Driver) -> None:
    config = {"name": "a"}
    assert (driver.plan(driver.create(KEY, config), config).planned or {})["value"] is None
    made = driver.create(KEY, config)
    assert made["value"] is None
    assert made["redacted_value"].startswith("sk-admin-")
    assert b"sk-admin" not in made.private


def test_a_stored_value_stays_until_store_secret_in_state_is_removed(
    driver: Driver,
) -> None:
    config = {"name": "a", "store_secret_in_state": True}
    made = driver.create(KEY, config)
    assert made["value"].startswith("sk-admin-")
    assert driver.read(made)["value"] == made["value"]
    assert driver.has_no_changes(made, config)
    dropped = driver.update(made, {**config, "store_secret_in_state": False})
    assert (dropped["id"], dropped["value"]) == (made["id"], None)


def test_a_value_that_was_not_stored_cannot_be_stored_later(driver: Driver) -> None:
    made = driver.create(KEY, {"name": "a"})
    wanted = {"name": "a", "store_secret_in_state": True}
    (diagnostic,) = driver.plan(made, wanted).diagnostics
    assert diagnostic.path == ("store_secret_in_state",)
    assert driver.update(made, wanted)["value"] is None


def test_a_change_of_rotate_when_replaces_the_key(driver: Driver) -> None:
    made = driver.create(KEY, {"name": "a", "rotate_when": {"quarter": "1"}})
    plan = driver.plan(made, {"name": "a", "rotate_when": {"quarter": "2"}})
    assert plan.requires_replace == [("rotate_when",)]


def test_values_that_the_api_does_not_return_replace_no_imported_key(driver: Driver) -> None:
    config = {
        "name": "a",
        "expires_in_seconds": 60,
        "rotate_when": {"a": "b"},
        "store_secret_in_state": True,
    }
    made = driver.create(KEY, config)
    adopted = driver.adopt(KEY, made["id"])
    assert driver.plan(adopted, config).requires_replace == []


def test_expires_at_is_sent_as_seconds_from_now(driver: Driver, sandbox: Sandbox) -> None:
    moment = int(time.time()) + 3600
    config = {"name": "a", "expires_at": moment}
    made = driver.create(KEY, config)
    (sent,) = sandbox.requests(method="POST", path=PATH)
    assert 3590 <= sent["body"]["expires_in_seconds"] <= 3600
    assert made["expires_at"] == moment
    assert driver.has_no_changes(driver.read(made), config)


@pytest.mark.parametrize("moment", [1, 2**40])
def test_expires_at_must_be_within_the_next_year(driver: Driver, moment: int) -> None:
    made = driver.create(KEY, {"name": "a", "expires_at": moment})
    assert made.state is None
    assert [one.path for one in made.errors] == [("expires_at",)]


def test_an_ephemeral_key_is_revoked_when_it_is_closed(driver: Driver, sandbox: Sandbox) -> None:
    result = opened(driver)
    assert result.result is not None
    assert result.result["value"].startswith("sk-admin-")
    assert result.result["value"].encode() not in result.private
    assert driver.provider.close_ephemeral(KEY, result.private) == []
    assert sandbox.admin.get(PATH).json()["data"] == []
    assert driver.provider.close_ephemeral(KEY, result.private) == []


def test_an_ephemeral_key_remains_if_revoke_on_close_is_false(
    driver: Driver, sandbox: Sandbox
) -> None:
    result = opened(driver, revoke_on_close=False)
    assert driver.provider.close_ephemeral(KEY, result.private) == []
    (left,) = sandbox.admin.get(PATH).json()["data"]
    assert left["id"] == (result.result or {})["id"]


def test_a_key_is_found_by_its_name_without_its_value(driver: Driver) -> None:
    made = driver.create(KEY, {"name": "a"})
    driver.create(KEY, {"name": "b"})
    found = driver.look_up(KEY, {"name": "a"}).state
    assert found is not None
    assert (found["id"], "value" in found) == (made["id"], False)
    listed = driver.look_up("openai_admin_api_keys", {"order": "asc"}).state
    assert [one["name"] for one in (listed or {})["api_keys"]] == ["a", "b"]
