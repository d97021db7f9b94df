"""``openai_organization_user``: an existing user is changed as configured, and left, restored or removed by a destroy."""

from __future__ import annotations

import json
from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from provider_shim.objects.people.organization_user import OrganizationUser
from provider_shim.vocabulary.diagnostics import ProviderError, has_errors
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

USER = "openai_organization_user"
USERS = "/organization/users"


@pytest.fixture
def ada(sandbox: Sandbox) -> str:
    user = sandbox.join("ada@example.com")
    more = {"technical_level": "expert"}
    sandbox.admin.post(f"{USERS}/{user['id']}", json=more).raise_for_status()
    sandbox.clear_requests()
    return str(user["id"])


def now(sandbox: Sandbox, user: str) -> dict[str, Any]:
    response: dict[str, Any] = sandbox.admin.get(f"{USERS}/{user}").json()
    return response


def test_arguments_that_are_not_configured_stay(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    made = driver.create(USER, {"email": "Ada@Example.com", "role": "owner"})
    assert (made["id"], made["user_id"], made["technical_level"]) == (ada, ada, "expert")
    assert [one["body"] for one in sandbox.requests(method="POST")] == [{"role": "owner"}]
    assert driver.has_no_changes(driver.read(made), {"email": "ada@example.com", "role": "owner"})


def test_nothing_is_sent_if_nothing_differs(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    driver.create(USER, {"user_id": ada, "role": "reader", "technical_level": "expert"})
    assert sandbox.requests(method="POST") == []


@pytest.mark.parametrize("who", [{"user_id": "user-none"}, {"email": "eve@example.com"}])
def test_an_unknown_user_is_an_error_that_explains_the_invite(
    driver: Driver, who: dict[str, str]
) -> None:
    made = driver.create(USER, who)
    assert made.state is None
    assert "Invite the person with `openai_invite`" in made.errors[0].detail
    assert made.errors[0].path == tuple(who)


def test_the_plan_requires_user_id_or_email(driver: Driver) -> None:
    planned = driver.plan(Instance(type_name=USER), {"role": "owner"})
    assert has_errors(planned.diagnostics)
    assert "`user_id` or `email`" in planned.diagnostics[0].detail


def test_an_imported_user_needs_no_user_id_or_email(driver: Driver, ada: str) -> None:
    for identity in (ada, "ADA@example.com"):
        found = driver.adopt(USER, identity)
        assert (found["user_id"], found["email"]) == (ada, "ada@example.com")
        changed = driver.update(found, {"role": "owner"})
        assert (changed["role"], changed["technical_level"]) == ("owner", "expert")
        assert driver.has_no_changes(driver.read(changed), {"role": "owner"})
    assert driver.adopt(USER, "eve@example.com").state is None


def test_an_empty_text_removes_the_text(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    config = {"user_id": ada, "technical_level": ""}
    made = driver.create(USER, config)
    assert now(sandbox, ada)["technical_level"] is None
    assert driver.has_no_changes(driver.read(made), config)


def test_a_role_id_sets_the_role_that_the_api_returns(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    body = {"role_name": "Auditor", "permissions": ["api.usage.read"]}
    role = sandbox.admin.post("/organization/roles", json=body).json()
    made = driver.create(USER, {"user_id": ada, "role": "reader"})
    config = {"user_id": ada, "role_id": role["id"]}
    changed = driver.update(made, config)
    assert changed["role"] == "Auditor"
    assert driver.has_no_changes(driver.read(changed), config)
    assert driver.create(USER, config)["role"] == "Auditor"


def test_a_role_that_is_no_longer_configured_stays(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner"})
    assert driver.has_no_changes(made, {"user_id": ada})


def test_a_destroy_leaves_the_user_with_a_warning(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner"})
    (diagnostic,) = driver.destroy(made).diagnostics
    assert "Terraform does not manage ada@example.com any more. The user stays" in diagnostic.detail
    assert now(sandbox, ada)["role"] == "owner"


def test_a_destroy_restores_the_original_values(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    config = {"user_id": ada, "role": "owner", "technical_level": "", "on_destroy": "restore"}
    made = driver.create(USER, config)
    assert driver.destroy(made).diagnostics == []
    assert (now(sandbox, ada)["role"], now(sandbox, ada)["technical_level"]) == ("reader", "expert")


def test_a_restore_sends_nothing_if_nothing_differs(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "on_destroy": "restore"})
    assert driver.destroy(made).diagnostics == []
    assert sandbox.requests(method="POST") == []


def test_an_imported_user_cannot_be_restored(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    found = driver.update(driver.adopt(USER, ada), {"role": "owner", "on_destroy": "restore"})
    (diagnostic,) = driver.destroy(found).diagnostics
    assert "the user was imported" in diagnostic.detail
    assert now(sandbox, ada)["role"] == "owner"


def test_a_user_is_removed_only_if_configured(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    made = driver.create(USER, {"user_id": ada, "on_destroy": "remove"})
    assert driver.destroy(made).diagnostics == []
    assert sandbox.admin.get(f"{USERS}/{ada}").status_code == 404
    assert driver.destroy(made).diagnostics == []


def test_a_restore_succeeds_for_a_user_who_left(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner", "on_destroy": "restore"})
    sandbox.admin.delete(f"{USERS}/{ada}").raise_for_status()
    assert driver.destroy(made).diagnostics == []


def test_a_rejected_change_leaves_nothing_in_the_state(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    config = {"user_id": ada, "role": "owner", "on_destroy": "remove"}
    with sandbox.faults("403:method=POST:message=Not you."):
        made = driver.create(USER, config)
    assert (made.state, len(made.errors)) == (None, 1)


def test_an_unknown_role_is_a_warning_with_a_suggestion(driver: Driver, ada: str) -> None:
    attributes = driver.provider.resources[USER].attributes
    config = configured(attributes, {"user_id": ada, "role": "raeder"})
    (warned,) = driver.provider.validate_resource(USER, config)
    assert 'Did you mean "reader"?' in warned.detail


@pytest.mark.parametrize(
    ("provider", "source_type", "more"),
    [
        (OFFICIAL, USER, {"id": "{id}", "email": "ada@example.com", "is_default": False}),
        (MKDEV, USER, {"id": "{id}", "email": "ada@example.com", "added_at": 1}),
        (JIANYUAN, "openai_user_role", {}),
    ],
)
def test_a_state_of_another_provider_is_accepted(
    driver: Driver, ada: str, provider: str, source_type: str, more: dict[str, Any]
) -> None:
    raw = {**more, "user_id": ada, "role": "reader"}
    moved = driver.move(provider, source_type, raw, USER)
    assert (moved["id"], moved["email"]) == (ada, "ada@example.com")
    assert driver.has_no_changes(moved, {"user_id": ada, "role": "reader"})


def test_projects_and_account_are_read_if_the_api_returns_them() -> None:
    projects = [{"id": "proj_1", "name": "a", "role": "owner"}]
    account = {"object": "user", "id": "acc_1", "enabled": True}
    answer = {"id": "user-1", "projects": {"object": "list", "data": projects}, "user": account}
    result = OrganizationUser().state(answer, {})
    assert result["projects"] == projects
    assert (result["user"]["id"], result["user"]["enabled"], result["user"]["banned"]) == (
        "acc_1",
        True,
        None,
    )


def test_data_sources_request_only_the_user_with_the_address(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    for name in (USER, "openai_user"):
        found = driver.look_up(name, {"email": "ADA@example.com"}).state
        assert found is not None
        assert (found["user_id"], found["technical_level"]) == (ada, "expert")
    requests = sandbox.requests(method="GET", path=USERS)
    assert {tuple(one["query"]["emails"]) for one in requests} == {("ADA@example.com",)}


def test_users_are_listed_by_addresses_or_by_id(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    sandbox.join("grace@example.com")

    def found(**config: Any) -> list[str]:
        state = driver.look_up("openai_users", config).state
        assert state is not None
        return sorted(one["email"].partition("@")[0] for one in state["users"])

    assert found() == ["ada", "grace", "owner"]
    assert found(emails=["grace@example.com", "ada@example.com"]) == ["ada", "grace"]
    assert found(user_id=ada) == ["ada"]


def test_an_invalid_import_id_is_an_error_with_the_right_form(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="<user_id>"):
        driver.adopt(USER, "proj_1/user-1")


def test_a_hidden_address_keeps_the_configured_value() -> None:
    known = {"email": "ada@example.com"}
    assert (
        OrganizationUser().state({"id": "user-1", "email": None}, known)["email"] == known["email"]
    )


def test_a_role_is_restored_from_the_private_data_of_an_older_state(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner", "on_destroy": "restore"})
    stored = json.loads(made.private)
    made.private = json.dumps({**stored, "before": stored["before"]["body"]}).encode()
    driver.destroy(made)
    assert sandbox.admin.get(f"/organization/users/{ada}").json()["role"] == "reader"
