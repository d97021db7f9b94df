"""``openai_project_user`` with ``invite_if_missing``: people who are invited, accept, or never do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance

USER = "openai_project_user"
INVITES = "/organization/invites"
VIEWER = "role-api-project-viewer"


@pytest.fixture
def config(project: str) -> dict[str, Any]:
    return {
        "project_id": project,
        "email": "mary@example.com",
        "role": "member",
        "invite_if_missing": True,
    }


@pytest.fixture
def pending(driver: Driver, config: dict[str, Any]) -> Instance:
    made = driver.create(USER, config)
    assert made.diagnostics == []
    return made


def members(sandbox: Sandbox, project: str) -> dict[str, str]:
    listed = sandbox.admin.get(f"/organization/projects/{project}/users").json()["data"]
    return {one["email"]: one["role"] for one in listed}


def test_a_missing_person_is_invited_to_the_project(
    driver: Driver, sandbox: Sandbox, project: str, config: dict[str, Any], pending: Instance
) -> None:
    (invite,) = sandbox.admin.get(INVITES).json()["data"]
    assert (invite["role"], invite["projects"]) == (
        "reader",
        [{"id": project, "role": "member"}],
    )
    assert (pending["user_id"], pending["invite_id"]) == (None, invite["id"])
    assert pending["id"] == f"{project}/mary@example.com"
    for _ in range(2):
        assert driver.has_no_changes(driver.read(pending), config)


def test_an_accepted_invite_becomes_a_member_without_a_change(
    driver: Driver, sandbox: Sandbox, project: str, config: dict[str, Any], pending: Instance
) -> None:
    user = sandbox.accept(pending["invite_id"])
    member = driver.read(pending)
    assert (member.diagnostics, member["user_id"], member["invite_id"]) == ([], user["id"], None)
    assert (member["id"], member["name"]) == (f"{project}/{user['id']}", "Mary")
    assert driver.has_no_changes(member, config)
    assert members(sandbox, project) == {"mary@example.com": "member"}
    driver.destroy(member)
    assert members(sandbox, project) == {}


def test_a_role_that_changes_before_the_acceptance_is_set_in_place(
    driver: Driver, sandbox: Sandbox, project: str, config: dict[str, Any], pending: Instance
) -> None:
    more = {**config, "role": "owner"}
    changed = driver.update(pending, more)
    assert driver.has_no_changes(driver.read(changed), more)
    assert len(sandbox.requests(method="POST", path=INVITES)) == 1
    sandbox.accept(pending["invite_id"])
    member = driver.read(changed)
    assert driver.has_no_changes(driver.read(driver.update(member, more)), more)
    assert members(sandbox, project) == {"mary@example.com": "owner"}


def test_a_set_of_roles_is_given_after_the_acceptance(
    driver: Driver, sandbox: Sandbox, project: str, config: dict[str, Any]
) -> None:
    several = {**config, "role": None, "role_ids": [VIEWER]}
    pending = driver.create(USER, several)
    assert driver.has_no_changes(driver.read(pending), several)
    user = sandbox.accept(pending["invite_id"])
    member = driver.update(driver.read(pending), several)
    assert driver.has_no_changes(driver.read(member), several)
    listed = sandbox.admin.get(f"/projects/{project}/users/{user['id']}/roles").json()["data"]
    assert [one["name"] for one in listed] == ["viewer"]


def test_an_expired_invite_is_sent_again(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any], pending: Instance
) -> None:
    sandbox.expire(pending["invite_id"])
    assert driver.read(pending).state is None
    again = driver.create(USER, config)
    assert again["invite_id"] != pending["invite_id"]


def test_a_person_with_another_invite_is_added_after_the_acceptance(
    driver: Driver, sandbox: Sandbox, project: str, config: dict[str, Any]
) -> None:
    body = {"email": "Mary@example.com", "role": "reader", "projects": []}
    invite = sandbox.admin.post(INVITES, json=body).json()["id"]
    pending = driver.create(USER, config)
    assert pending["invite_id"] == invite
    sandbox.accept(invite)
    assert driver.read(pending).state is None
    member = driver.create(USER, config)
    assert (member.diagnostics, member["invite_id"]) == ([], None)
    assert members(sandbox, project) == {"Mary@example.com": "member"}


def test_destroying_a_pending_member_deletes_the_invite(
    driver: Driver, sandbox: Sandbox, pending: Instance
) -> None:
    assert driver.destroy(pending).diagnostics == []
    assert sandbox.admin.get(INVITES).json()["data"] == []
    assert driver.destroy(pending).diagnostics == []


def test_destroying_a_member_who_has_just_accepted_ends_the_membership(
    driver: Driver, sandbox: Sandbox, project: str, pending: Instance
) -> None:
    sandbox.accept(pending["invite_id"])
    assert driver.destroy(pending).diagnostics == []
    assert members(sandbox, project) == {}


def test_a_pending_member_disappears_with_the_project(
    driver: Driver, sandbox: Sandbox, project: str, pending: Instance
) -> None:
    users = f"/organization/projects/{project}/users"
    with sandbox.faults(f"404:method=GET:path={users}"):
        assert driver.read(pending).state is None
    with sandbox.faults(f"403:method=GET:path={users}"):
        assert driver.read(pending).state == pending.state
    sandbox.admin.post(f"/organization/projects/{project}/archive").raise_for_status()
    assert driver.read(pending).state is None


def test_a_rejected_invite_is_the_error_of_the_api(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    with sandbox.faults(f"403:method=POST:path={INVITES}:message=No seats are left."):
        (refused,) = driver.create(USER, config).errors
    assert "No seats are left." in refused.detail
