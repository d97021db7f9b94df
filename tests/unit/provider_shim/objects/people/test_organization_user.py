"""``openai_organization_user``: taken over, changed as configured, and left, given back or removed in the end."""

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


def test_user_is_taken_over_and_what_is_not_configured_stays(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"email": "Ada@Example.com", "role": "owner"})
    assert (made["id"], made["user_id"], made["technical_level"]) == (ada, ada, "expert")
    assert [one["body"] for one in sandbox.requests(method="POST")] == [{"role": "owner"}]
    assert driver.has_no_changes(driver.read(made), {"email": "ada@example.com", "role": "owner"})


def test_nothing_is_sent_where_all_is_as_it_should_be(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    driver.create(USER, {"user_id": ada, "role": "reader", "technical_level": "expert"})
    assert sandbox.requests(method="POST") == []


@pytest.mark.parametrize("who", [{"user_id": "user-none"}, {"email": "eve@example.com"}])
def test_who_is_not_there_is_to_be_invited(driver: Driver, who: dict[str, str]) -> None:
    made = driver.create(USER, who)
    assert made.state is None
    assert "Invite them with `openai_invite`" in made.errors[0].detail
    assert made.errors[0].path == tuple(who)


def test_nobody_is_told_apart_before_anything_is_done(driver: Driver) -> None:
    planned = driver.plan(Instance(type_name=USER), {"role": "owner"})
    assert has_errors(planned.diagnostics)
    assert "`user_id` or `email`" in planned.diagnostics[0].detail


def test_imported_user_needs_no_name_in_the_configuration(driver: Driver, ada: str) -> None:
    for identity in (ada, "ADA@example.com"):
        found = driver.adopt(USER, identity)
        assert (found["user_id"], found["email"]) == (ada, "ada@example.com")
        changed = driver.update(found, {"role": "owner"})
        assert (changed["role"], changed["technical_level"]) == ("owner", "expert")
        assert driver.has_no_changes(driver.read(changed), {"role": "owner"})
    assert driver.adopt(USER, "eve@example.com").state is None


def test_text_is_taken_away_by_an_empty_one(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    config = {"user_id": ada, "technical_level": ""}
    made = driver.create(USER, config)
    assert now(sandbox, ada)["technical_level"] is None
    assert driver.has_no_changes(driver.read(made), config)


def test_role_by_its_id_is_called_what_the_api_calls_it(
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


def test_role_that_is_left_out_again_stays(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner"})
    assert driver.has_no_changes(made, {"user_id": ada})


def test_user_is_left_as_they_are_and_the_user_of_terraform_is_told(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner"})
    (diagnostic,) = driver.destroy(made).diagnostics
    assert "ada@example.com is not managed any more, and stays" in diagnostic.detail
    assert now(sandbox, ada)["role"] == "owner"


def test_user_gets_back_what_they_were(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    config = {"user_id": ada, "role": "owner", "technical_level": "", "on_destroy": "restore"}
    made = driver.create(USER, config)
    assert driver.destroy(made).diagnostics == []
    assert (now(sandbox, ada)["role"], now(sandbox, ada)["technical_level"]) == ("reader", "expert")


def test_user_who_is_what_they_were_is_not_written_to(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "on_destroy": "restore"})
    assert driver.destroy(made).diagnostics == []
    assert sandbox.requests(method="POST") == []


def test_imported_user_cannot_be_given_back(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    found = driver.update(driver.adopt(USER, ada), {"role": "owner", "on_destroy": "restore"})
    (diagnostic,) = driver.destroy(found).diagnostics
    assert "they were imported" in diagnostic.detail
    assert now(sandbox, ada)["role"] == "owner"


def test_user_is_removed_only_if_the_configuration_says_so(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "on_destroy": "remove"})
    assert driver.destroy(made).diagnostics == []
    assert sandbox.admin.get(f"{USERS}/{ada}").status_code == 404
    assert driver.destroy(made).diagnostics == []


def test_user_who_has_left_cannot_be_given_back_and_that_is_as_good(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner", "on_destroy": "restore"})
    sandbox.admin.delete(f"{USERS}/{ada}").raise_for_status()
    assert driver.destroy(made).diagnostics == []


def test_refused_change_leaves_nothing_behind_that_could_be_removed(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    config = {"user_id": ada, "role": "owner", "on_destroy": "remove"}
    with sandbox.faults("403:method=POST:message=Not you."):
        made = driver.create(USER, config)
    assert (made.state, len(made.errors)) == (None, 1)


def test_unknown_role_is_warned_of_with_the_nearest_that_is_known(driver: Driver, ada: str) -> None:
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
def test_state_of_another_provider_is_taken_over(
    driver: Driver, ada: str, provider: str, source_type: str, more: dict[str, Any]
) -> None:
    raw = {**more, "user_id": ada, "role": "reader"}
    moved = driver.move(provider, source_type, raw, USER)
    assert (moved["id"], moved["email"]) == (ada, "ada@example.com")
    assert driver.has_no_changes(moved, {"user_id": ada, "role": "reader"})


def test_projects_and_account_are_told_where_the_api_tells_them() -> None:
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


def test_data_sources_find_users_by_address_asking_for_no_others(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    for name in (USER, "openai_user"):
        found = driver.look_up(name, {"email": "ADA@example.com"}).state
        assert found is not None
        assert (found["user_id"], found["technical_level"]) == (ada, "expert")
    requests = sandbox.requests(method="GET", path=USERS)
    assert {tuple(one["query"]["emails"]) for one in requests} == {("ADA@example.com",)}


def test_users_are_listed_all_or_some_or_one(driver: Driver, sandbox: Sandbox, ada: str) -> None:
    sandbox.join("grace@example.com")

    def found(**config: Any) -> list[str]:
        state = driver.look_up("openai_users", config).state
        assert state is not None
        return sorted(one["email"].partition("@")[0] for one in state["users"])

    assert found() == ["ada", "grace", "owner"]
    assert found(emails=["grace@example.com", "ada@example.com"]) == ["ada", "grace"]
    assert found(user_id=ada) == ["ada"]


def test_import_id_of_another_shape_is_refused_with_the_right_one(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="<user_id>"):
        driver.adopt(USER, "proj_1/user-1")


def test_address_that_the_api_hides_stays_what_is_configured() -> None:
    known = {"email": "ada@example.com"}
    assert (
        OrganizationUser().state({"id": "user-1", "email": None}, known)["email"] == known["email"]
    )


def test_role_is_restored_from_the_private_data_of_an_older_state(
    driver: Driver, sandbox: Sandbox, ada: str
) -> None:
    made = driver.create(USER, {"user_id": ada, "role": "owner", "on_destroy": "restore"})
    stored = json.loads(made.private)
    made.private = json.dumps({**stored, "before": stored["before"]["body"]}).encode()
    driver.destroy(made)
    assert sandbox.admin.get(f"/organization/users/{ada}").json()["role"] == "reader"
