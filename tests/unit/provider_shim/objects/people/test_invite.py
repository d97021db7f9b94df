"""``openai_invite``: sent once, kept after it was accepted, and replaced when it has expired."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from provider_shim.objects.people.invites import newest
from provider_shim.vocabulary.diagnostics import ProviderError
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance

INVITE = "openai_invite"
PATH = "/organization/invites"
USERS = "/organization/users"
ADA = {"email": "ada@example.com", "role": "reader"}


@pytest.fixture
def pending(driver: Driver) -> Instance:
    return driver.create(INVITE, ADA)


@pytest.fixture
def accepted(driver: Driver, sandbox: Sandbox, pending: Instance) -> Instance:
    sandbox.accept(pending["id"])
    return driver.read(pending)


def sent(sandbox: Sandbox) -> int:
    return len(sandbox.requests(method="POST", path=PATH))


def people(sandbox: Sandbox) -> dict[str, str]:
    return {one["email"]: one["id"] for one in sandbox.admin.get(USERS).json()["data"]}


def test_without_projects_the_api_chooses_the_projects(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    assert [one["role"] for one in pending["projects"]] == ["member"]
    assert driver.has_no_changes(driver.read(pending), ADA)
    nowhere = driver.create(INVITE, {**ADA, "email": "grace@example.com", "projects": []})
    assert nowhere["projects"] == []


def test_an_accepted_invite_has_the_user_and_plans_no_change(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    assert (accepted["status"], accepted["user_id"]) == ("accepted", people(sandbox)[ADA["email"]])
    assert driver.has_no_changes(accepted, ADA)


def test_an_accepted_invite_is_not_read_again(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    sandbox.clear_requests()
    assert driver.read(accepted).state == accepted.state
    assert sandbox.requests() == []


def test_a_changed_role_of_an_accepted_invite_is_only_a_warning(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    config = {**ADA, "role": "owner", "projects": []}
    planned = driver.plan(accepted, config)
    assert [one.path for one in planned.diagnostics] == [("role",), ("projects",)]
    changed = driver.update(accepted, config)
    assert (changed["id"], changed["role"], sent(sandbox)) == (accepted["id"], "owner", 1)
    assert driver.has_no_changes(driver.read(changed), config)


def test_another_address_replaces_an_accepted_invite(driver: Driver, accepted: Instance) -> None:
    planned = driver.plan(accepted, {**ADA, "email": "grace@example.com"})
    assert planned.requires_replace == [("email",)]


def test_an_address_in_other_capitals_changes_nothing(driver: Driver, pending: Instance) -> None:
    assert driver.has_no_changes(pending, {**ADA, "email": "Ada@Example.com"})


def test_an_accepted_invite_missing_in_the_api_stays_accepted(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    sandbox.admin.delete(f"{PATH}/{pending['id']}").raise_for_status()
    user = sandbox.join("ada@example.com")
    found = driver.read(pending)
    assert (found["status"], found["user_id"], found["id"]) == (
        "accepted",
        user["id"],
        pending["id"],
    )
    assert driver.has_no_changes(found, ADA)


def test_a_user_who_left_is_not_invited_or_searched_again(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    user = sandbox.accept(pending["id"])
    sandbox.admin.delete(f"{USERS}/{user['id']}").raise_for_status()
    found = driver.read(pending)
    assert (found["status"], found["user_id"]) == ("accepted", None)
    assert driver.has_no_changes(found, ADA)
    sandbox.clear_requests()
    assert driver.read(found).state == found.state
    assert sandbox.requests(path=USERS) == []
    assert driver.destroy(found).diagnostics == []


def test_a_user_of_the_organization_is_not_invited(driver: Driver, sandbox: Sandbox) -> None:
    user = sandbox.join("ada@example.com", "owner")
    made = driver.create(INVITE, ADA)
    assert (made.errors, made["status"], made["user_id"]) == ([], "accepted", user["id"])
    assert "as owner: no invite was sent" in made.warnings[0].detail
    assert driver.has_no_changes(driver.read(made), ADA)


def test_an_accepted_invite_is_found_again_after_the_state_is_lost(
    driver: Driver, accepted: Instance
) -> None:
    again = driver.create(INVITE, {**ADA, "role": "owner"})
    assert (again["id"], again["user_id"], again["role"]) == (
        accepted["id"],
        accepted["user_id"],
        "owner",
    )


def test_an_equal_pending_invite_is_managed_if_the_api_refuses_another(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    with sandbox.faults(f"400:method=POST:path={PATH}:message=Already invited."):
        again = driver.create(INVITE, ADA)
        (refused,) = driver.create(INVITE, {**ADA, "role": "owner"}).errors
    assert again["id"] == pending["id"]
    assert "Already invited." in refused.detail


def test_another_error_of_the_api_is_reported(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults(f"403:method=POST:path={PATH}:message=Not you."):
        (refused,) = driver.create(INVITE, ADA).errors
    assert "Not you." in refused.detail


def test_an_invite_with_a_lost_answer_is_not_sent_twice(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults(f"drop-after:method=POST:path={PATH}"):
        made = driver.create(INVITE, ADA)
    assert (made.errors, made["status"], sent(sandbox)) == ([], "pending", 1)


def test_an_expired_invite_is_replaced(driver: Driver, sandbox: Sandbox, pending: Instance) -> None:
    sandbox.expire(pending["id"])
    found = driver.read(pending)
    planned = driver.plan(found, ADA)
    assert planned.requires_replace == [("status",)]
    assert "expired before it was accepted" in planned.diagnostics[0].detail
    driver.destroy(found)
    assert driver.create(INVITE, ADA)["status"] == "pending"


def test_an_expired_invite_is_only_a_warning_if_configured(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    config = {**ADA, "replace_expired": False}
    kept = driver.update(pending, config)
    sandbox.expire(kept["id"])
    found = driver.read(kept)
    planned = driver.plan(found, config)
    assert (planned.planned, planned.requires_replace) == (found.state, [])
    assert "No new invite is sent" in planned.diagnostics[0].detail


def test_a_pending_invite_is_deleted_by_a_destroy(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    assert driver.destroy(pending).diagnostics == []
    assert sandbox.admin.get(f"{PATH}/{pending['id']}").status_code == 404


def test_the_user_stays_when_an_accepted_invite_is_destroyed(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    (diagnostic,) = driver.destroy(accepted).diagnostics
    assert "stays in the organization" in diagnostic.detail
    assert ADA["email"] in people(sandbox)


def test_the_user_is_removed_if_on_destroy_is_remove(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    chosen = driver.update(accepted, {**ADA, "on_destroy": "remove"})
    assert driver.destroy(chosen).diagnostics == []
    assert ADA["email"] not in people(sandbox)


def test_a_destroy_notices_that_the_invite_was_accepted_since_the_refresh(
    driver: Driver, sandbox: Sandbox
) -> None:
    pending = driver.create(INVITE, {**ADA, "on_destroy": "remove"})
    sandbox.accept(pending["id"])
    assert driver.destroy(pending).diagnostics == []
    assert ADA["email"] not in people(sandbox)


def test_an_invite_that_cannot_be_deleted_is_an_error(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    with sandbox.faults("400:method=DELETE:message=Not now."):
        (refused,) = driver.destroy(pending).errors
    assert "Not now." in refused.detail


def test_a_destroy_succeeds_if_the_api_keeps_an_expired_invite(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    sandbox.expire(pending["id"])
    with sandbox.faults("400:method=DELETE:message=Not now."):
        assert driver.destroy(pending).diagnostics == []


def test_an_invite_is_imported_by_id_or_address(driver: Driver, pending: Instance) -> None:
    for identity in (pending["id"], "ADA@example.com"):
        found = driver.adopt(INVITE, identity)
        assert (found["id"], found["status"]) == (pending["id"], "pending")
        assert driver.has_no_changes(found, ADA)


def test_a_user_without_an_invite_is_imported_as_accepted(driver: Driver, sandbox: Sandbox) -> None:
    user = sandbox.join("ada@example.com")
    found = driver.adopt(INVITE, "ada@example.com")
    assert (found["status"], found["user_id"]) == ("accepted", user["id"])
    assert driver.has_no_changes(found, ADA)
    assert driver.adopt(INVITE, "eve@example.com").state is None
    assert driver.adopt(INVITE, "invite-none").state is None


@pytest.mark.parametrize(
    ("provider", "more"),
    [
        (OFFICIAL, {"invite_id": "{id}", "projects": [], "status": "pending", "created_at": 1}),
        (JIANYUAN, {"status": "pending", "expires_at": 1, "accepted_at": None}),
        (MKDEV, {"invite_id": "{id}", "projects": [], "status": "pending", "created_at": 1}),
    ],
)
def test_a_state_of_another_provider_is_accepted(
    driver: Driver, pending: Instance, provider: str, more: dict[str, Any]
) -> None:
    moved = driver.move(provider, INVITE, {"id": pending["id"], **ADA, **more}, INVITE)
    assert (moved["id"], moved["status"]) == (pending["id"], "pending")
    assert driver.has_no_changes(moved, ADA)


def test_the_data_source_finds_the_newest_invite_to_an_address(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    found = driver.look_up(INVITE, {"email": "Ada@example.com"}).state
    assert found is not None
    assert (found["id"], found["status"]) == (pending["id"], "pending")
    (missing,) = driver.look_up(INVITE, {"email": "eve@example.com"}).diagnostics
    assert "no invite to eve@example.com" in missing.detail


def test_newest_returns_the_newest_invite() -> None:
    old = {"id": "a", "status": "expired", "created_at": 1}
    new = {"id": "b", "status": "pending", "created_at": 2}
    assert newest([old, new]) == newest([new, old]) == new
    assert newest([old, new], "expired") == old
    assert newest([old, new], "accepted") is None


def test_an_invalid_import_id_is_an_error_with_the_right_form(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="<id>"):
        driver.adopt(INVITE, "proj_1/invite-1")
