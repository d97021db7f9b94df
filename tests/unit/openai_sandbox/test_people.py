"""Users of the organization: invites, members of projects, and removal."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox

PROJECTS = "/organization/projects"
INVITES = "/organization/invites"


@pytest.fixture
def project(sandbox: Sandbox) -> str:
    created = sandbox.admin.post(PROJECTS, json={"name": "a"}).json()["id"]
    return f"{PROJECTS}/{created}"


def invited(sandbox: Sandbox, **more: Any) -> dict[str, Any]:
    body = {"email": "ada@example.com", "role": "reader", **more}
    response: dict[str, Any] = sandbox.admin.post(INVITES, json=body).json()
    return response


def members(sandbox: Sandbox, project: str) -> dict[str, str]:
    listed = sandbox.admin.get(f"{project}/users").json()["data"]
    return {one["email"]: one["role"] for one in listed}


def test_accepting_an_invite_adds_the_user_to_organization_and_projects(
    sandbox: Sandbox, project: str
) -> None:
    wanted = [{"id": project.rsplit("/", 1)[1], "role": "owner"}]
    invite = invited(sandbox, projects=wanted)
    assert (invite["status"], invite["projects"]) == ("pending", wanted)
    user = sandbox.accept(invite["id"])
    read = sandbox.admin.get(f"/organization/users/{user['id']}").json()
    assert (read["email"], read["role"]) == ("ada@example.com", "reader")
    assert members(sandbox, project) == {"ada@example.com": "owner"}
    accepted = sandbox.admin.get(f"{INVITES}/{invite['id']}").json()
    assert (accepted["status"], accepted["accepted_at"] > 0) == ("accepted", True)


def test_an_invite_without_projects_is_for_the_default_project(sandbox: Sandbox) -> None:
    (default,) = sandbox.admin.get(PROJECTS).json()["data"]
    assert invited(sandbox)["projects"] == [{"id": default["id"], "role": "member"}]
    assert invited(sandbox, projects=[])["projects"] == []


def test_an_accepted_invite_cannot_be_deleted_or_repeated(sandbox: Sandbox) -> None:
    invite = invited(sandbox)
    sandbox.accept(invite["id"])
    assert sandbox.admin.delete(f"{INVITES}/{invite['id']}").status_code == 400
    again = {"email": "ADA@example.com", "role": "reader"}
    assert sandbox.admin.post(INVITES, json=again).status_code == 400


def test_an_expired_invite_can_be_deleted_but_not_accepted(sandbox: Sandbox) -> None:
    invite = invited(sandbox)
    sandbox.expire(invite["id"])
    url = f"{sandbox.origin}/_sandbox/invites/{invite['id']}/accept"
    assert sandbox.client.post(url).status_code == 400
    assert sandbox.client.post(url.replace(invite["id"], "nobody")).status_code == 404
    assert sandbox.admin.delete(f"{INVITES}/{invite['id']}").is_success


def test_users_are_found_by_email_in_any_case(sandbox: Sandbox) -> None:
    user = sandbox.join("Ada.Lovelace@example.com")
    assert user["name"] == "Ada Lovelace"
    path = "/organization/users?emails[]=ada.lovelace@example.com"
    assert [one["id"] for one in sandbox.admin.get(path).json()["data"]] == [user["id"]]


def test_a_project_accepts_each_user_of_the_organization_once(
    sandbox: Sandbox, project: str
) -> None:
    path = f"{project}/users"
    stranger = {"email": "eve@example.com", "role": "member"}
    assert sandbox.admin.post(path, json=stranger).status_code == 400
    user = sandbox.join("ada@example.com")
    assert sandbox.admin.post(path, json={"role": "member"}).status_code == 400
    body = {"user_id": user["id"], "role": "member"}
    assert sandbox.admin.post(path, json={**body, "role": "king"}).status_code == 400
    assert sandbox.admin.post(path, json=body).json()["email"] == "ada@example.com"
    again = sandbox.admin.post(path, json=body)
    assert "already exists in project" in again.json()["error"]["message"]
    assert sandbox.admin.post(f"{path}/{user['id']}", json={"role": "owner"}).is_success
    assert members(sandbox, project) == {"ada@example.com": "owner"}


def test_removing_a_user_from_the_organization_removes_its_memberships(
    sandbox: Sandbox, project: str
) -> None:
    user = sandbox.join("ada@example.com")
    body = {"user_id": user["id"], "role": "member"}
    sandbox.admin.post(f"{project}/users", json=body).raise_for_status()
    sandbox.admin.delete(f"/organization/users/{user['id']}").raise_for_status()
    assert members(sandbox, project) == {}


def test_an_archived_project_has_no_members(sandbox: Sandbox, project: str) -> None:
    sandbox.admin.post(f"{project}/archive").raise_for_status()
    assert sandbox.admin.get(f"{project}/users").status_code == 400
    assert sandbox.admin.get(f"{project}/groups").status_code == 400


def test_the_default_project_cannot_be_updated_or_archived(sandbox: Sandbox) -> None:
    (default,) = sandbox.admin.get(PROJECTS).json()["data"]
    path = f"{PROJECTS}/{default['id']}"
    assert sandbox.admin.post(path, json={"name": "b"}).status_code == 400
    assert sandbox.admin.post(f"{path}/archive").status_code == 400


def test_a_user_update_changes_the_role_and_null_clears_texts(sandbox: Sandbox) -> None:
    path = f"/organization/users/{sandbox.join('ada@example.com')['id']}"
    returned = {"role": "owner", "technical_level": "expert"}
    changed = sandbox.admin.post(path, json=returned).json()
    assert (changed["role"], changed["technical_level"]) == ("owner", "expert")
    again = sandbox.admin.post(path, json={"role": None, "technical_level": None}).json()
    assert (again["role"], again["technical_level"]) == ("owner", None)
    assert sandbox.admin.post(path, json={"role": "king"}).status_code == 400
    assert sandbox.admin.post(path, json={"role_id": "role_none"}).status_code == 404


def test_a_project_accepts_each_existing_group_once(sandbox: Sandbox, project: str) -> None:
    group = sandbox.admin.post("/organization/groups", json={"name": "support"}).json()
    body = {"group_id": group["id"], "role": "role-api-project-member"}
    created = sandbox.admin.post(f"{project}/groups", json=body).json()
    assert (created["group_id"], created["group_name"]) == (group["id"], "support")
    assert sandbox.admin.post(f"{project}/groups", json=body).status_code == 400
    assert (
        sandbox.admin.post(f"{project}/groups", json={**body, "group_id": "x"}).status_code == 404
    )
    (listed,) = sandbox.admin.get(f"{project}/groups").json()["data"]
    assert listed == created


def test_members_have_the_role_of_their_membership_until_it_ends(
    sandbox: Sandbox, project: str
) -> None:
    group = sandbox.admin.post("/organization/groups", json={"name": "support"}).json()["id"]
    user = sandbox.join("ada@example.com")["id"]
    below = project.removeprefix("/organization")
    body = {"group_id": group, "role": "role-api-project-viewer"}
    sandbox.admin.post(f"{project}/groups", json=body).raise_for_status()
    body = {"user_id": user, "role": "member"}
    sandbox.admin.post(f"{project}/users", json=body).raise_for_status()

    def roles(principal: str) -> list[str]:
        listed = sandbox.admin.get(f"{below}/{principal}/roles").json()["data"]
        return [one["name"] for one in listed]

    assert (roles(f"users/{user}"), roles(f"groups/{group}")) == (["member"], ["viewer"])
    sandbox.admin.post(f"{project}/users/{user}", json={"role": "owner"}).raise_for_status()
    assert roles(f"users/{user}") == ["owner"]
    for principal in (f"users/{user}", f"groups/{group}"):
        sandbox.admin.delete(f"{project}/{principal}").raise_for_status()
        assert roles(principal) == []
