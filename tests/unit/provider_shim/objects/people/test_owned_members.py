"""``openai_project_users`` and ``openai_project_groups``: one resource manages the whole list of members."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import has_errors
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

USERS, GROUPS = "openai_project_users", "openai_project_groups"
PROJECTS = "/organization/projects"
MEMBER, VIEWER = "role-api-project-member", "role-api-project-viewer"
ADA, GRACE, MARY = (f"{name}@example.com" for name in ("ada", "grace", "mary"))


@pytest.fixture
def project(sandbox: Sandbox, project: str) -> str:
    for email in (ADA, GRACE, MARY):
        sandbox.join(email)
    return project


def users(project: str, **roles: str) -> dict[str, Any]:
    text = [{"email": f"{name}@example.com", "role": role} for name, role in roles.items()]
    return {"project_id": project, "users": text}


def members(sandbox: Sandbox, project: str) -> dict[str, str]:
    listed = sandbox.admin.get(f"{PROJECTS}/{project}/users").json()["data"]
    return {one["email"].partition("@")[0]: one["role"] for one in listed}


def add(sandbox: Sandbox, project: str, email: str, role: str = "member") -> str:
    body = {"email": email, "role": role}
    answer = sandbox.admin.post(f"{PROJECTS}/{project}/users", json=body).raise_for_status()
    return str(answer.json()["id"])


def group(sandbox: Sandbox, name: str) -> str:
    return str(sandbox.admin.post("/organization/groups", json={"name": name}).json()["id"])


def roles(sandbox: Sandbox, project: str) -> dict[str, set[str]]:
    listed = sandbox.admin.get(f"{PROJECTS}/{project}/groups").json()["data"]
    return {
        one["group_name"]: {
            role["name"]
            for role in sandbox.admin.get(
                f"/projects/{project}/groups/{one['group_id']}/roles"
            ).json()["data"]
        }
        for one in listed
    }


def test_configured_users_are_added_and_others_removed_with_a_warning(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    add(sandbox, project, GRACE)
    add(sandbox, project, MARY)
    config = users(project, ada="owner", grace="owner")
    made = driver.create(USERS, config)
    assert members(sandbox, project) == {"ada": "owner", "grace": "owner"}
    (warning,) = made.warnings
    assert MARY in warning.detail
    assert GRACE not in warning.detail
    assert driver.has_no_changes(driver.read(made), config)


def test_nothing_is_sent_if_nothing_differs(driver: Driver, sandbox: Sandbox, project: str) -> None:
    add(sandbox, project, ADA)
    sandbox.clear_requests()
    driver.create(USERS, users(project, ada="member"))
    assert [one["method"] for one in sandbox.requests()] == ["GET"]


def test_a_user_added_elsewhere_is_shown_in_the_plan_and_removed(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    config = users(project, ada="owner")
    made = driver.create(USERS, config)
    add(sandbox, project, MARY)
    found = driver.read(made)
    assert {"user_id": None, "email": MARY, "role": "member"} in found["users"]
    assert driver.update(found, config).diagnostics == []
    assert members(sandbox, project) == {"ada": "owner"}


def test_a_role_changed_elsewhere_is_changed_back(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    ada = add(sandbox, project, ADA)
    config = {"project_id": project, "users": [{"user_id": ada, "role": "member"}]}
    made = driver.create(USERS, config)
    path = f"{PROJECTS}/{project}/users/{ada}"
    sandbox.admin.post(path, json={"role": "owner"}).raise_for_status()
    found = driver.read(made)
    assert not driver.has_no_changes(found, config)
    driver.update(found, config)
    assert members(sandbox, project) == {"ada": "member"}


def test_additions_come_before_removals(driver: Driver, sandbox: Sandbox, project: str) -> None:
    made = driver.create(USERS, users(project, ada="owner"))
    sandbox.clear_requests()
    driver.update(made, users(project, grace="owner"))
    written = [one["method"] for one in sandbox.requests() if one["method"] != "GET"]
    assert written == ["POST", "DELETE"]


def test_an_empty_set_removes_all_users(driver: Driver, sandbox: Sandbox, project: str) -> None:
    made = driver.create(USERS, users(project, ada="owner"))
    driver.update(made, users(project))
    assert members(sandbox, project) == {}


def test_the_next_apply_completes_after_a_failure(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    config = users(project, ada="owner", grace="member")
    with sandbox.faults("403:times=1:method=POST:message=Not yet."):
        failed = driver.create(USERS, config)
    assert (failed.state, len(failed.errors)) == (None, 1)
    assert driver.create(USERS, config).errors == []
    assert members(sandbox, project) == {"ada": "owner", "grace": "member"}


def test_a_destroy_removes_the_configured_users(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(USERS, users(project, ada="owner"))
    add(sandbox, project, MARY)
    assert driver.destroy(made).diagnostics == []
    assert members(sandbox, project) == {"mary": "member"}


def test_a_deleted_or_archived_project_has_no_list(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(USERS, users(project, ada="owner"))
    sandbox.admin.post(f"{PROJECTS}/{project}/archive").raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).diagnostics == []
    missing = driver.create(USERS, users("proj_none", ada="owner"))
    assert (missing.state, len(missing.errors)) == (None, 1)


def test_an_imported_list_names_users_by_address(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    add(sandbox, project, ADA, "owner")
    found = driver.adopt(USERS, project)
    assert driver.has_no_changes(found, users(project, ada="owner"))


@pytest.mark.parametrize(
    ("expected_text", "wrong"),
    [
        (
            [{"email": ADA, "role": "owner"}, {"email": ADA.upper(), "role": "member"}],
            "named twice",
        ),
        ([{"email": ADA, "user_id": "user-1", "role": "owner"}], "Only one of"),
        ([{"role": "owner"}], "must be set"),
    ],
)
def test_ambiguous_users_are_an_error(
    driver: Driver, project: str, expected_text: list[dict[str, str]], wrong: str
) -> None:
    attributes = driver.provider.resources[USERS].attributes
    config = configured(attributes, {"project_id": project, "users": expected_text})
    found = driver.provider.validate_resource(USERS, config)
    assert has_errors(found)
    assert wrong in found[0].detail


def test_configured_groups_are_added_and_others_removed_with_a_warning(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    ours, theirs = group(sandbox, "ours"), group(sandbox, "theirs")
    body = {"group_id": theirs, "role": MEMBER}
    sandbox.admin.post(f"{PROJECTS}/{project}/groups", json=body).raise_for_status()
    config = {"project_id": project, "groups": [{"group_id": ours, "role": VIEWER}]}
    made = driver.create(GROUPS, config)
    assert roles(sandbox, project) == {"ours": {"viewer"}}
    assert theirs in made.warnings[0].detail
    assert driver.has_no_changes(driver.read(made), config)


def test_an_existing_group_gets_the_configured_role_only(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    ours = group(sandbox, "ours")
    body = {"group_id": ours, "role": MEMBER}
    sandbox.admin.post(f"{PROJECTS}/{project}/groups", json=body).raise_for_status()
    config = {"project_id": project, "groups": [{"group_id": ours, "role": VIEWER}]}
    made = driver.create(GROUPS, config)
    assert roles(sandbox, project) == {"ours": {"viewer"}}
    changed = {"project_id": project, "groups": [{"group_id": ours, "role": MEMBER}]}
    made = driver.update(made, changed)
    assert (made["id"], roles(sandbox, project)) == (project, {"ours": {"member"}})
    assert driver.has_no_changes(driver.read(made), changed)


def test_imported_groups_have_their_first_role(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    ours = group(sandbox, "ours")
    body = {"group_id": ours, "role": MEMBER}
    sandbox.admin.post(f"{PROJECTS}/{project}/groups", json=body).raise_for_status()
    role = {"role_name": "A", "permissions": ["api.model.request"]}
    own = sandbox.admin.post(f"/projects/{project}/roles", json=role).json()["id"]
    sandbox.admin.post(f"/projects/{project}/groups/{ours}/roles", json={"role_id": own})
    found = driver.adopt(GROUPS, project)
    assert found["groups"] == [{"group_id": ours, "role": MEMBER}]
    config = {"project_id": project, "groups": [{"group_id": ours, "role": MEMBER}]}
    assert driver.has_no_changes(found, config)
    sandbox.clear_requests()
    driver.read(found)
    assert not sandbox.requests(path=f"/projects/{project}/groups/*")  # only at the import


def test_a_repeated_group_is_an_error_and_a_role_name_a_warning(
    driver: Driver, project: str
) -> None:
    attributes = driver.provider.resources[GROUPS].attributes
    returned = [{"group_id": "group_1", "role": role} for role in (MEMBER, "member")]
    config = configured(attributes, {"project_id": project, "groups": returned})
    warned, refused = driver.provider.validate_resource(GROUPS, config)
    assert "named twice" in refused.detail
    assert MEMBER in warned.detail
