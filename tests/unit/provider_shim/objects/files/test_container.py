"""``openai_container``: its expiry, its secrets (sent and never stored), and its ephemeral resource."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.objects.files.container import Container
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, configured
from tests.unit.provider_shim.odd_server import Say, odd_server

CONTAINER = "openai_container"
SECRET = {
    "name": "workshop",
    "network_policy": {
        "type": "allowlist",
        "allowed_domains": ["a.example"],
        "domain_secrets": [{"domain": "a.example", "name": "TOKEN", "value": "hush"}],
    },
}


def test_a_secret_is_sent_and_not_stored(driver_for: Any) -> None:
    returned = {"id": "cntr_1", "name": "workshop", "status": "running"}
    with odd_server(Say(body=returned)) as odd:
        made = driver_for(base_url=odd.base_url, api_key="k").create(CONTAINER, SECRET)
    assert made.errors == []
    assert b"hush" in odd.heard[0].body
    assert "hush" not in repr(made.state)


def test_a_changed_secrets_version_replaces_the_container(driver: Driver) -> None:
    made = driver.create(CONTAINER, SECRET)
    assert made.errors == []
    assert driver.has_no_changes(driver.read(made), SECRET)
    plan = driver.plan(made, {**SECRET, "secrets_version": 2})
    assert plan.requires_replace == [("secrets_version",)]


def test_an_expired_container_is_removed_from_the_state(driver_for: Any) -> None:
    returned = {"id": "cntr_1", "name": "workshop", "status": "running"}
    with odd_server(Say(body=returned), Say(body={**returned, "status": "expired"})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        made = driver.create(CONTAINER, {"name": "workshop"})
        assert driver.read(made).state is None


def test_the_defaults_do_not_replace_an_imported_container(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(CONTAINER, {"name": "workshop"})
    said = {
        "name": "workshop",
        "memory_limit": "1g",
        "expires_after": {"anchor": "last_active_at", "minutes": 20},
        "network_policy": {"type": "disabled"},
    }
    imported = driver.adopt(CONTAINER, made["id"])
    assert driver.plan(imported, said).requires_replace == []
    same = driver.update(imported, said)
    assert (same.errors, same["id"]) == ([], made["id"])
    assert driver.has_no_changes(driver.read(same), said)
    assert len(sandbox.requests(method="POST")) == 1
    assert driver.plan(same, {**said, "memory_limit": "4g"}).requires_replace == [("memory_limit",)]


@pytest.mark.parametrize(
    "policy", [{"type": "allowlist"}, {"type": "disabled", "allowed_domains": ["a.example"]}]
)
def test_the_plan_reports_an_invalid_network_policy(driver: Driver, policy: dict[str, Any]) -> None:
    config = configured(Container.schema.attributes, {"name": "workshop", "network_policy": policy})
    [found] = driver.provider.validate_resource(CONTAINER, config)
    assert found.path[0] == "network_policy"


def test_an_ephemeral_container_is_kept_alive_and_deleted(driver: Driver, sandbox: Sandbox) -> None:
    provider = driver.provider
    attributes = provider.ephemeral_resources[CONTAINER].attributes
    opened = provider.open_ephemeral(CONTAINER, configured(attributes, {"name": "workshop"}))
    assert opened.diagnostics == []
    assert opened.result is not None
    path = f"/containers/{opened.result['id']}"
    assert opened.renew_at is not None
    renewed = provider.renew_ephemeral(CONTAINER, opened.private)
    assert sandbox.requests(method="GET", path=path)
    assert provider.close_ephemeral(CONTAINER, renewed.private) == []
    assert sandbox.client.get(path).status_code == 404
    assert provider.close_ephemeral(CONTAINER, renewed.private) == []
