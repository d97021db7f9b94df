"""``openai_group_users`` and the lists of roles: one resource manages the whole list and sends only the difference."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

USERS = "openai_group_users"
ROLES = "openai_project_user_roles"
OWNER = "user-sandboxowner"
VIEWER, MEMBER = "role-api-project-viewer", "role-api-project-member"


@pytest.fixture
def people(sandbox: Sandbox) -> list[str]:
    return sorted(sandbox.join(f"{name}@example.com")["id"] for name in ("ada", "grace", "joan"))


@pytest.fixture
def group(sandbox: Sandbox, people: list[str]) -> str:
    made = sandbox.admin.post("/organization/groups", json={"name": "Support"}).json()["id"]
    sandbox.clear_requests()
    return str(made)


def in_group(sandbox: Sandbox, group: str) -> list[str]:
    response = sandbox.admin.get(f"/organization/groups/{group}/users").json()["data"]
    return sorted(one["id"] for one in response)


def sent(sandbox: Sandbox) -> list[tuple[str, str]]:
    """Return the methods and the users of the change requests."""
    return [
        (one["method"], (one["body"] or {}).get("user_id") or one["path"].rsplit("/", 1)[-1])
        for one in sandbox.requests()
        if one["method"] != "GET"
    ]


def test_only_the_difference_is_sent_with_additions_first(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    ada, grace, joan = people
    made = driver.create(USERS, {"group_id": group, "user_ids": [ada, grace]})
    assert made.diagnostics == []
    sandbox.clear_requests()
    changed = driver.update(made, {"group_id": group, "user_ids": [grace, joan]})
    assert sent(sandbox) == [("POST", joan), ("DELETE", ada)]
    assert in_group(sandbox, group) == changed["user_ids"] == [grace, joan]


def test_the_order_changes_nothing(driver: Driver, group: str, people: list[str]) -> None:
    made = driver.create(USERS, {"group_id": group, "user_ids": people})
    assert driver.has_no_changes(made, {"group_id": group, "user_ids": people[::-1]})


def test_existing_users_are_removed_with_a_warning(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    for one in people[:2]:
        path = f"/organization/groups/{group}/users"
        sandbox.admin.post(path, json={"user_id": one}).raise_for_status()
    sandbox.clear_requests()
    made = driver.create(USERS, {"group_id": group, "user_ids": people[1:]})
    assert sent(sandbox) == [("POST", people[2]), ("DELETE", people[0])]
    (warning,) = made.warnings
    assert (warning.path, people[0] in warning.detail) == (("user_ids",), True)


def test_changes_made_elsewhere_are_found_and_corrected(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    ada, grace, joan = people
    config = {"group_id": group, "user_ids": [ada, grace]}
    made = driver.create(USERS, config)
    users = f"/organization/groups/{group}/users"
    sandbox.admin.post(users, json={"user_id": joan}).raise_for_status()
    sandbox.admin.delete(f"{users}/{ada}").raise_for_status()
    found = driver.read(made)
    assert found["user_ids"] == [grace, joan]
    assert driver.update(found, config)["user_ids"] == in_group(sandbox, group) == [ada, grace]


def test_an_empty_list_exists_as_long_as_its_group(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    config: dict[str, Any] = {"group_id": group, "user_ids": people[:1]}
    emptied = driver.update(driver.create(USERS, config), {**config, "user_ids": []})
    assert driver.read(emptied)["user_ids"] == []
    sandbox.admin.delete(f"/organization/groups/{group}").raise_for_status()
    emptied.private = b""  # no longer created in this run
    assert driver.read(emptied).state is None
    assert driver.destroy(emptied).errors == []


def test_a_destroy_removes_only_the_users_in_the_state(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    made = driver.create(USERS, {"group_id": group, "user_ids": people[:2]})
    path = f"/organization/groups/{group}/users"
    sandbox.admin.post(path, json={"user_id": people[2]}).raise_for_status()
    sandbox.admin.delete(f"{path}/{people[0]}").raise_for_status()
    assert driver.destroy(made).state is None
    assert in_group(sandbox, group) == people[2:]


def test_an_import_reads_the_whole_list(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    config = {"group_id": group, "user_ids": people}
    made = driver.create(USERS, config)
    adopted = driver.adopt(USERS, group)
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, config)


def test_after_a_failure_halfway_the_state_is_correct(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str]
) -> None:
    ada, grace, _ = people
    made = driver.create(USERS, {"group_id": group, "user_ids": [ada]})
    wanted = {"group_id": group, "user_ids": [ada, grace, "user-~nobody"]}
    failed = driver.update(made, wanted)  # sent in the order of the ids, so this one is the last
    (refused,) = failed.errors
    assert "user-~nobody" in refused.detail
    assert failed["user_ids"] == in_group(sandbox, group) == [ada, grace]


def test_all_pages_of_users_are_read(
    driver: Driver, sandbox: Sandbox, group: str, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provider_shim.patterns.ownership._PAGE", 2)
    made = driver.create(USERS, {"group_id": group, "user_ids": people})
    assert driver.read(made).state == made.state


# --- roles ------------------------------------------------------------------------------------------------------


def of(project: str, *role_ids: str) -> dict[str, Any]:
    return {"project_id": project, "user_id": OWNER, "role_ids": list(role_ids)}


def long(role: str, project: str) -> str:
    return f"{role}__api-project__{project}"


def roles_of(sandbox: Sandbox, project: str) -> list[str]:
    response = sandbox.admin.get(f"/projects/{project}/users/{OWNER}/roles").json()["data"]
    return sorted(one["id"] for one in response)


def test_role_ids_stay_as_configured_if_the_api_returns_another_form(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    config = of(project, VIEWER, long(MEMBER, project))
    made = driver.create(ROLES, config)
    assert driver.read(made).state == made.state
    assert driver.has_no_changes(made, config)
    assert driver.has_no_changes(made, of(project, MEMBER, long(VIEWER, project)))
    adopted = driver.adopt(ROLES, f"{project}/{OWNER}")
    assert adopted["role_ids"] == roles_of(sandbox, project)
    assert driver.has_no_changes(adopted, config)


def test_a_role_is_added_and_removed_by_either_form_of_its_id(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(ROLES, of(project, VIEWER))
    sandbox.clear_requests()
    changed = driver.update(made, of(project, long(VIEWER, project), MEMBER))
    assert [one["body"] for one in sandbox.requests(method="POST")] == [{"role_id": MEMBER}]
    changed = driver.update(changed, of(project, MEMBER))
    assert roles_of(sandbox, project) == [long(MEMBER, project)]
    assert driver.destroy(changed).state is None
    assert roles_of(sandbox, project) == []


def test_roles_from_a_group_are_ignored(
    driver: Driver, sandbox: Sandbox, project: str, group: str
) -> None:
    members = f"/organization/groups/{group}/users"
    sandbox.admin.post(members, json={"user_id": OWNER}).raise_for_status()
    path = f"/projects/{project}/groups/{group}/roles"
    sandbox.admin.post(path, json={"role_id": VIEWER}).raise_for_status()
    made = driver.create(ROLES, of(project, MEMBER))
    assert made.warnings == []
    assert driver.read(made).state == made.state
    both = driver.update(made, of(project, MEMBER, VIEWER))
    assert driver.read(both).state == both.state
    assert driver.destroy(both).errors == []
    assert roles_of(sandbox, project) == [long(VIEWER, project)]


@pytest.mark.parametrize(
    ("type_name", "place"),
    [
        ("openai_user_roles", {"user_id": OWNER}),
        ("openai_group_roles", {"group_id": "{group}"}),
        ("openai_project_group_roles", {"project_id": "{project}", "group_id": "{group}"}),
        (ROLES, {"project_id": "{project}", "user_id": OWNER}),
    ],
)
def test_every_list_of_roles_is_managed_in_the_same_way(
    driver: Driver, project: str, group: str, type_name: str, place: dict[str, str]
) -> None:
    where = {name: one.format(project=project, group=group) for name, one in place.items()}
    kind = "project" if "project_id" in place else "organization"
    config: dict[str, Any] = {**where, "role_ids": [f"role-api-{kind}-owner"]}
    made = driver.create(type_name, config)
    assert made["id"] == "/".join(where.values())
    assert driver.read(made).state == made.state
    assert driver.has_no_changes(made, config)
    assert driver.destroy(made).state is None


def test_misspelt_ids_are_warnings_at_the_attribute(driver: Driver) -> None:
    attributes = driver.provider.resources[ROLES].attributes
    config = configured(attributes, of("proj_1", "role-api-project-membre", "role_1"))
    diagnostics = driver.provider.validate_resource(ROLES, config)
    assert not has_errors(diagnostics)
    (one,) = diagnostics
    assert (one.path, MEMBER in one.detail) == (("role_ids",), True)
    later = configured(attributes, {**of("proj_1"), "role_ids": UNKNOWN})
    assert driver.provider.validate_resource(ROLES, later) == []


def test_the_same_role_by_two_ids_is_an_error(driver: Driver) -> None:
    attributes = driver.provider.resources[ROLES].attributes
    config = configured(attributes, of("proj_1", VIEWER, long(VIEWER, "proj_1")))
    (refused,) = driver.provider.validate_resource(ROLES, config)
    assert has_errors([refused])
    assert (refused.path, "the same role" in refused.detail) == (("role_ids",), True)


def test_roles_in_an_archived_project_are_removed_from_the_state(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(ROLES, of(project, MEMBER))
    made.private = b""  # no longer created in this run
    sandbox.admin.post(f"/organization/projects/{project}/archive").raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).errors == []
