"""Groups, roles and assignments of roles, and the ids of predefined roles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox

GROUPS = "/organization/groups"
ROLES = "/organization/roles"
OWNER = "user-sandboxowner"


def create(sandbox: Sandbox, path: str, **body: Any) -> str:
    answer = sandbox.admin.post(path, json=body)
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


@pytest.fixture
def group(sandbox: Sandbox) -> str:
    return create(sandbox, GROUPS, name="Support")


@pytest.fixture
def project(sandbox: Sandbox) -> str:
    return create(sandbox, "/organization/projects", name="a")


def listed(sandbox: Sandbox, path: str, **query: Any) -> list[str]:
    return [one["id"] for one in sandbox.admin.get(path, params=query).json()["data"]]


def test_a_group_contains_each_existing_user_once(sandbox: Sandbox, group: str) -> None:
    users = f"{GROUPS}/{group}/users"
    assert sandbox.admin.post(users, json={"user_id": "user-nobody"}).status_code == 404
    assert sandbox.admin.post(users, json={"user_id": OWNER}).is_success
    refused = sandbox.admin.post(users, json={"user_id": OWNER})
    assert (refused.status_code, "already" in refused.text) == (400, True)
    (one,) = sandbox.admin.get(users).json()["data"]
    assert one == {"id": OWNER, "name": "Sandbox Owner", "email": "owner@example.com"}
    response = sandbox.admin.get(f"{users}/{OWNER}").json()
    assert (response["is_service_account"], response["user_type"]) == (False, "user")
    assert sandbox.admin.delete(f"{users}/{OWNER}").json()["deleted"] is True
    assert sandbox.admin.delete(f"{users}/{OWNER}").status_code == 404


def test_a_group_can_contain_service_accounts(sandbox: Sandbox, group: str, project: str) -> None:
    account = create(sandbox, f"/organization/projects/{project}/service_accounts", name="bot")
    users = f"{GROUPS}/{group}/users"
    assert sandbox.admin.post(users, json={"user_id": account}).is_success
    assert sandbox.admin.get(f"{users}/{account}").json()["is_service_account"] is True


def test_deleting_a_group_removes_it_from_projects_and_roles(
    sandbox: Sandbox, group: str, project: str
) -> None:
    places = (f"{GROUPS}/{group}/roles", f"/projects/{project}/groups/{group}/roles")
    for path, role in zip(
        places, ("role-api-organization-reader", "role-api-project-member"), strict=True
    ):
        assert sandbox.admin.post(path, json={"role_id": role}).is_success
    assert sandbox.admin.delete(f"{GROUPS}/{group}").is_success
    assert [sandbox.admin.get(path).status_code for path in places] == [404, 404]


@pytest.mark.parametrize("place", ["/organization", "/projects/{project}"])
def test_predefined_roles_are_found_without_their_suffix_and_cannot_change(
    sandbox: Sandbox, project: str, place: str
) -> None:
    roles = f"{place}/roles".format(project=project)
    kind = "organization" if place == "/organization" else "project"
    owner = f"role-api-{kind}-owner"
    response = sandbox.admin.get(f"{roles}/{owner}").json()
    assert (
        response["id"] == f"{owner}__api-{kind}__{project if kind == 'project' else 'org-sandbox'}"
    )
    assert response["predefined_role"] is True
    assert response["id"] in listed(sandbox, roles)
    assert sandbox.admin.get(f"{roles}/{response['id']}").json() == response
    assert sandbox.admin.post(f"{roles}/{owner}", json={"role_name": "x"}).status_code == 400
    assert sandbox.admin.delete(f"{roles}/{owner}").status_code == 400


def test_role_names_are_unique_in_the_organization_or_project(
    sandbox: Sandbox, project: str
) -> None:
    body = {"role_name": "a", "permissions": ["api.groups.read"]}
    one = create(sandbox, ROLES, **body)
    assert sandbox.admin.post(ROLES, json=body).status_code == 409
    create(sandbox, f"/projects/{project}/roles", **body)
    other = create(sandbox, ROLES, **{**body, "role_name": "b"})
    path = f"{ROLES}/{other}"
    assert sandbox.admin.post(path, json={"role_name": "a"}).status_code == 409
    changed = sandbox.admin.post(path, json={"role_name": "b", "description": "B."}).json()
    assert (changed["description"], changed["resource_type"]) == ("B.", "api.organization")
    cleared = sandbox.admin.post(path, json={"description": None, "permissions": None}).json()
    assert (cleared["description"], cleared["permissions"]) == (None, ["api.groups.read"])
    assert one in listed(sandbox, ROLES)


@pytest.mark.parametrize("principal", ["users", "groups"])
def test_an_assigned_role_has_its_suffix_and_either_id_unassigns_it(
    sandbox: Sandbox, project: str, group: str, principal: str
) -> None:
    identifier = OWNER if principal == "users" else group
    roles = f"/projects/{project}/{principal}/{identifier}/roles"
    alias = "role-api-project-member"
    full = f"{alias}__api-project__{project}"
    for given in (alias, full):
        for _ in range(2):
            answer = sandbox.admin.post(roles, json={"role_id": given}).json()
            assert answer["role"]["id"] == full
        assert listed(sandbox, roles) == [full]
        assert sandbox.admin.get(f"{roles}/{given}").json()["id"] == full
        kind = principal.removesuffix("s")
        response = sandbox.admin.delete(f"{roles}/{given}").json()
        assert response == {"object": f"{kind}.role.deleted", "deleted": True}
        assert sandbox.admin.delete(f"{roles}/{given}").status_code == 404
    assert sandbox.admin.post(roles, json={"role_id": "role_none"}).status_code == 404
    ours = create(sandbox, ROLES, role_name="a", permissions=[])
    assert sandbox.admin.post(roles, json={"role_id": ours}).status_code == 404


def test_a_user_has_the_roles_of_its_groups_with_their_source(sandbox: Sandbox, group: str) -> None:
    role = create(sandbox, ROLES, role_name="a", permissions=["api.groups.read"])
    sandbox.admin.post(f"{GROUPS}/{group}/users", json={"user_id": OWNER}).raise_for_status()
    sandbox.admin.post(f"{GROUPS}/{group}/roles", json={"role_id": role}).raise_for_status()
    roles = f"/organization/users/{OWNER}/roles"
    (item,) = sandbox.admin.get(roles).json()["data"]
    source = {"principal_id": group, "principal_type": "group"}
    assert (item["id"], item["assignment_sources"]) == (role, [source])
    assert sandbox.admin.delete(f"{roles}/{role}").status_code == 404
    sandbox.admin.delete(f"{GROUPS}/{group}/users/{OWNER}").raise_for_status()
    assert listed(sandbox, roles) == []


def test_assignments_follow_the_update_and_the_deletion_of_a_role(
    sandbox: Sandbox, group: str
) -> None:
    role = create(sandbox, ROLES, role_name="a", permissions=["api.groups.read"])
    roles = f"{GROUPS}/{group}/roles"
    sandbox.admin.post(roles, json={"role_id": role}).raise_for_status()
    sandbox.admin.post(f"{ROLES}/{role}", json={"permissions": ["api.groups.write"]})
    assert sandbox.admin.get(f"{roles}/{role}").json()["permissions"] == ["api.groups.write"]
    sandbox.admin.delete(f"{ROLES}/{role}").raise_for_status()
    assert listed(sandbox, roles) == []


def test_assigned_roles_are_listed_in_pages_in_both_orders(sandbox: Sandbox, group: str) -> None:
    roles = f"{GROUPS}/{group}/roles"
    ids = [create(sandbox, ROLES, role_name=str(n), permissions=[]) for n in range(3)]
    for role in ids:
        sandbox.admin.post(roles, json={"role_id": role}).raise_for_status()
    first = sandbox.admin.get(roles, params={"limit": 2}).json()
    assert (first["has_more"], first["next"]) == (True, ids[1])
    assert listed(sandbox, roles, after=first["next"]) == [ids[2]]
    assert listed(sandbox, roles, order="desc") == ids[::-1]
    assert sandbox.admin.get(roles, params={"after": "role_none"}).status_code == 400
