"""``openai_workload_identity_provider`` and its federation rules: verification, attributes and permissions."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.values import plain, typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

PROVIDER = "openai_workload_identity_provider"
RULE = "openai_workload_identity_federation_rule"
PATH = "/organization/workload_identity_providers"
WANTED = {"name": "ci", "issuer": "https://ci.example", "audience": "openai"}
KEYS = {"type": "uploaded_jwks", "jwks": typed({"keys": [{"kty": "RSA", "n": "AQAB"}]})}


@pytest.fixture
def trusted(driver: Driver) -> Instance:
    return driver.create(PROVIDER, WANTED)


@pytest.fixture
def rule(sandbox: Sandbox, trusted: Instance) -> dict[str, Any]:
    project = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    accounts = f"/organization/projects/{project}/service_accounts"
    account = sandbox.admin.post(accounts, json={"name": "bot"}).json()["id"]
    return {
        "workload_identity_provider_id": trusted["id"],
        "project_id": project,
        "service_account_id": account,
        "attribute_matchers": typed({"repository": "acme/app", "protected": True}),
    }


def test_a_missing_discovery_url_is_sent_as_null(driver: Driver, sandbox: Sandbox) -> None:
    config = {**WANTED, "verification": {"type": "discovery"}}
    made = driver.create(PROVIDER, config)
    changed = driver.update(made, {**WANTED, "verification": KEYS})
    driver.update(changed, config)
    sent = [one["body"]["verification"] for one in sandbox.requests(method="POST")]
    without_url = {"type": "discovery", "discovery_url": None}
    assert [sent[0], sent[2]] == [without_url, without_url]
    assert sent[1] == {"type": "uploaded_jwks", "jwks": {"keys": [{"kty": "RSA", "n": "AQAB"}]}}


@pytest.mark.parametrize(
    "verification",
    [
        {"type": "uploaded_jwks"},
        {**KEYS, "discovery_url": "https://ci.example/keys"},
        {**KEYS, "type": "discovery"},
    ],
)
def test_an_invalid_verification_is_an_error_at_plan_time(
    driver: Driver, verification: dict[str, Any]
) -> None:
    attributes = driver.provider.resources[PROVIDER].attributes
    config = configured(attributes, {**WANTED, "verification": verification})
    [found] = driver.provider.validate_resource(PROVIDER, config)
    assert found.path == ("verification",)


def test_removed_arguments_of_a_provider_return_to_their_defaults(
    driver: Driver, sandbox: Sandbox
) -> None:
    more = {
        "description": "Ours.",
        "attribute_transformations": [{"attribute": "repo", "expression": "claims.repository"}],
        "enabled": False,
    }
    made = driver.update(driver.create(PROVIDER, {**WANTED, **more}), WANTED)
    assert driver.has_no_changes(driver.read(made), WANTED)
    response = sandbox.admin.get(f"{PATH}/{made['id']}").json()
    assert (
        response["description"],
        response["attribute_transformations"],
        response["enabled"],
    ) == (
        None,
        [],
        True,
    )


def test_a_rule_sends_typed_values_and_is_imported_by_both_ids(
    driver: Driver, sandbox: Sandbox, rule: dict[str, Any]
) -> None:
    made = driver.create(RULE, rule)
    sent = sandbox.requests(method="POST")[-1]
    assert sent["body"]["attribute_matchers"] == {"repository": "acme/app", "protected": True}
    adopted = driver.adopt(RULE, f"{rule['workload_identity_provider_id']}/{made['id']}")
    assert driver.has_no_changes(adopted, rule)


def test_removed_permissions_return_to_those_of_the_service_account(
    driver: Driver, sandbox: Sandbox, rule: dict[str, Any]
) -> None:
    narrow = {"type": "restricted", "scopes": ["api.model.request"]}
    made = driver.update(driver.create(RULE, {**rule, "permissions": narrow}), rule)
    assert driver.has_no_changes(driver.read(made), rule)
    response = sandbox.admin.get(
        f"{PATH}/{rule['workload_identity_provider_id']}/federation_rules/{made['id']}"
    ).json()
    assert response["permissions"] == {"type": "service_account_default"}


@pytest.mark.parametrize(
    "wrong", [{"type": "restricted"}, {"type": "service_account_default", "scopes": ["a"]}]
)
def test_scopes_must_be_set_exactly_for_restricted_permissions(
    driver: Driver, rule: dict[str, Any], wrong: dict[str, Any]
) -> None:
    attributes = driver.provider.resources[RULE].attributes
    config = configured(attributes, {**rule, "permissions": wrong})
    assert has_errors(driver.provider.validate_resource(RULE, config))


def test_deleting_a_provider_with_rules_is_an_error_with_the_reason(
    driver: Driver, trusted: Instance, rule: dict[str, Any]
) -> None:
    made = driver.create(RULE, rule)
    (refused,) = driver.destroy(trusted).errors
    assert "federation rules" in refused.detail
    assert driver.destroy(made).state is None
    assert driver.destroy(trusted).state is None


def test_rules_are_listed_by_service_account_and_found_by_name(
    driver: Driver, rule: dict[str, Any]
) -> None:
    made = driver.create(RULE, {**rule, "name": "app"})
    where = {"workload_identity_provider_id": rule["workload_identity_provider_id"]}
    listed = driver.look_up(f"{RULE}s", {**where, "service_account_id": "nobody"}).state
    assert plain((listed or {})["rules"]) == []
    assert (driver.look_up(RULE, {**where, "name": "app"}).state or {})["id"] == made["id"]
