"""``openai_invite``: sent once, remembered once accepted, replaced once expired."""

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


def test_projects_that_are_left_out_are_those_that_the_api_chooses(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    assert [one["role"] for one in pending["projects"]] == ["member"]
    assert driver.has_no_changes(driver.read(pending), ADA)
    nowhere = driver.create(INVITE, {**ADA, "email": "grace@example.com", "projects": []})
    assert nowhere["projects"] == []


def test_accepted_invite_tells_the_user_and_leads_to_nothing(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    assert (accepted["status"], accepted["user_id"]) == ("accepted", people(sandbox)[ADA["email"]])
    assert driver.has_no_changes(accepted, ADA)


def test_accepted_invite_is_remembered_without_asking(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    sandbox.clear_requests()
    assert driver.read(accepted).state == accepted.state
    assert sandbox.requests() == []


def test_change_of_what_an_accepted_invite_granted_is_warned_of_and_sends_nothing(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    config = {**ADA, "role": "owner", "projects": []}
    planned = driver.plan(accepted, config)
    assert [one.path for one in planned.diagnostics] == [("role",), ("projects",)]
    changed = driver.update(accepted, config)
    assert (changed["id"], changed["role"], sent(sandbox)) == (accepted["id"], "owner", 1)
    assert driver.has_no_changes(driver.read(changed), config)


def test_another_address_is_another_invite_even_after_the_first_was_accepted(
    driver: Driver, accepted: Instance
) -> None:
    planned = driver.plan(accepted, {**ADA, "email": "grace@example.com"})
    assert planned.requires_replace == [("email",)]


def test_same_address_in_other_capitals_is_the_same_invite(
    driver: Driver, pending: Instance
) -> None:
    assert driver.has_no_changes(pending, {**ADA, "email": "Ada@Example.com"})


def test_accepted_invite_that_the_api_has_forgotten_is_still_accepted(
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


def test_who_has_left_is_neither_invited_again_nor_looked_for_again(
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


def test_who_is_in_the_organization_already_is_not_invited(
    driver: Driver, sandbox: Sandbox
) -> None:
    user = sandbox.join("ada@example.com", "owner")
    made = driver.create(INVITE, ADA)
    assert (made.errors, made["status"], made["user_id"]) == ([], "accepted", user["id"])
    assert "as owner: no invite was sent" in made.warnings[0].detail
    assert driver.has_no_changes(driver.read(made), ADA)


def test_state_that_was_lost_is_found_again_with_the_invite_that_was_accepted(
    driver: Driver, accepted: Instance
) -> None:
    again = driver.create(INVITE, {**ADA, "role": "owner"})
    assert (again["id"], again["user_id"], again["role"]) == (
        accepted["id"],
        accepted["user_id"],
        "owner",
    )


def test_pending_invite_of_the_same_kind_is_taken_over_where_the_api_sends_no_second(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    with sandbox.faults(f"400:method=POST:path={PATH}:message=Already invited."):
        again = driver.create(INVITE, ADA)
        (refused,) = driver.create(INVITE, {**ADA, "role": "owner"}).errors
    assert again["id"] == pending["id"]
    assert "Already invited." in refused.detail


def test_refusal_for_another_reason_is_told(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults(f"403:method=POST:path={PATH}:message=Not you."):
        (refused,) = driver.create(INVITE, ADA).errors
    assert "Not you." in refused.detail


def test_invite_whose_answer_was_lost_is_not_sent_twice(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults(f"drop-after:method=POST:path={PATH}"):
        made = driver.create(INVITE, ADA)
    assert (made.errors, made["status"], sent(sandbox)) == ([], "pending", 1)


def test_expired_invite_is_replaced(driver: Driver, sandbox: Sandbox, pending: Instance) -> None:
    sandbox.expire(pending["id"])
    found = driver.read(pending)
    planned = driver.plan(found, ADA)
    assert planned.requires_replace == [("status",)]
    assert "has expired" in planned.diagnostics[0].detail
    driver.destroy(found)
    assert driver.create(INVITE, ADA)["status"] == "pending"


def test_expired_invite_is_only_reported_if_the_user_says_so(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    config = {**ADA, "replace_expired": False}
    kept = driver.update(pending, config)
    sandbox.expire(kept["id"])
    found = driver.read(kept)
    planned = driver.plan(found, config)
    assert (planned.planned, planned.requires_replace) == (found.state, [])
    assert "It is left" in planned.diagnostics[0].detail


def test_pending_invite_is_withdrawn(driver: Driver, sandbox: Sandbox, pending: Instance) -> None:
    assert driver.destroy(pending).diagnostics == []
    assert sandbox.admin.get(f"{PATH}/{pending['id']}").status_code == 404


def test_user_stays_when_an_accepted_invite_is_destroyed(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    (diagnostic,) = driver.destroy(accepted).diagnostics
    assert "stays in the organization" in diagnostic.detail
    assert ADA["email"] in people(sandbox)


def test_user_is_removed_if_destroying_should(
    driver: Driver, sandbox: Sandbox, accepted: Instance
) -> None:
    chosen = driver.update(accepted, {**ADA, "on_destroy": "remove"})
    assert driver.destroy(chosen).diagnostics == []
    assert ADA["email"] not in people(sandbox)


def test_user_who_accepted_since_the_last_look_is_treated_as_such(
    driver: Driver, sandbox: Sandbox
) -> None:
    pending = driver.create(INVITE, {**ADA, "on_destroy": "remove"})
    sandbox.accept(pending["id"])
    assert driver.destroy(pending).diagnostics == []
    assert ADA["email"] not in people(sandbox)


def test_invite_that_cannot_be_withdrawn_is_an_error(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    with sandbox.faults("400:method=DELETE:message=Not now."):
        (refused,) = driver.destroy(pending).errors
    assert "Not now." in refused.detail


def test_expired_invite_that_the_api_keeps_is_as_good_as_withdrawn(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    sandbox.expire(pending["id"])
    with sandbox.faults("400:method=DELETE:message=Not now."):
        assert driver.destroy(pending).diagnostics == []


def test_invite_is_imported_by_id_or_address(driver: Driver, pending: Instance) -> None:
    for identity in (pending["id"], "ADA@example.com"):
        found = driver.adopt(INVITE, identity)
        assert (found["id"], found["status"]) == (pending["id"], "pending")
        assert driver.has_no_changes(found, ADA)


def test_user_who_came_by_other_ways_can_be_imported_as_accepted(
    driver: Driver, sandbox: Sandbox
) -> None:
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
def test_state_of_another_provider_is_taken_over(
    driver: Driver, pending: Instance, provider: str, more: dict[str, Any]
) -> None:
    moved = driver.move(provider, INVITE, {"id": pending["id"], **ADA, **more}, INVITE)
    assert (moved["id"], moved["status"]) == (pending["id"], "pending")
    assert driver.has_no_changes(moved, ADA)


def test_data_source_finds_the_newest_invite_to_an_address(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    found = driver.look_up(INVITE, {"email": "Ada@example.com"}).state
    assert found is not None
    assert (found["id"], found["status"]) == (pending["id"], "pending")
    (missing,) = driver.look_up(INVITE, {"email": "eve@example.com"}).diagnostics
    assert "no invite to eve@example.com" in missing.detail


def test_the_newest_invite_counts() -> None:
    old = {"id": "a", "status": "expired", "created_at": 1}
    new = {"id": "b", "status": "pending", "created_at": 2}
    assert newest([old, new]) == newest([new, old]) == new
    assert newest([old, new], "expired") == old
    assert newest([old, new], "accepted") is None


def test_import_id_of_another_shape_is_refused_with_the_right_one(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="<id>"):
        driver.adopt(INVITE, "proj_1/invite-1")
