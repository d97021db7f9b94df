"""``openai_user_role``, ``openai_group_role`` and their counterparts for projects: one role, by its short or long id."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from provider_shim.vocabulary.diagnostics import ProviderError, has_errors
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

OWNER = "user-sandboxowner"
MEMBER = "role-api-project-member"
REGISTRY = "registry.terraform.io/"
KINDS = (
    "openai_user_role",
    "openai_group_role",
    "openai_project_user_role",
    "openai_project_group_role",
)
OF_PROJECTS = KINDS[2:]


@pytest.fixture
def ids(sandbox: Sandbox) -> dict[str, str]:
    """Return the ids in the paths of assignments, by the names of the attributes."""
    project = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    group = sandbox.admin.post("/organization/groups", json={"name": "Support"}).json()["id"]
    made = {"project_id": project, "group_id": group, "user_id": OWNER}
    sandbox.clear_requests()
    return made


def role_in(sandbox: Sandbox, place: str, name: str = "a") -> str:
    body = {"role_name": name, "permissions": ["api.groups.read"]}
    return str(sandbox.admin.post(f"{place}/roles", json=body).json()["id"])


def of(driver: Driver, kind: str, ids: dict[str, str], **more: Any) -> dict[str, Any]:
    wanted = driver.provider.resources[kind].endpoint.identity
    return {**{name: ids[name] for name in wanted if name in ids}, **more}


def custom(sandbox: Sandbox, kind: str, ids: dict[str, str]) -> str:
    place = f"/projects/{ids['project_id']}" if kind in OF_PROJECTS else "/organization"
    return role_in(sandbox, place)


def predefined(kind: str, ids: dict[str, str]) -> tuple[str, str]:
    """Return the id of a predefined role: the short form, and the form that the API returns."""
    if kind in OF_PROJECTS:
        return MEMBER, f"{MEMBER}__api-project__{ids['project_id']}"
    reader = "role-api-organization-reader"
    return reader, f"{reader}__api-organization__org-sandbox"


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_is_assigned_read_and_removed(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str], kind: str
) -> None:
    role = custom(sandbox, kind, ids)
    sandbox.clear_requests()
    made = driver.create(kind, of(driver, kind, ids, role_id=role))
    (sent,) = sandbox.requests()
    assert sent["body"] == {"role_id": role}
    assert (made["name"], made["permissions"]) == ("a", ["api.groups.read"])
    assert made["assigned_role_id"] == role
    assert driver.read(made).state == made.state
    assert driver.destroy(made).errors == []
    made.private = b""  # not created in this run
    assert driver.read(made).state is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_configured_short_id_stays_when_the_api_returns_the_long(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str], kind: str
) -> None:
    short, full = predefined(kind, ids)
    config = of(driver, kind, ids, role_id=short)
    made = driver.create(kind, config)
    assert (made["role_id"], made["assigned_role_id"]) == (short, full)
    assert made["id"].endswith(f"/{short}")
    sandbox.clear_requests()
    refreshed = driver.read(made)
    assert refreshed.state == made.state
    assert len(sandbox.requests()) == 1  # found in the list
    assert driver.has_no_changes(refreshed, config)
    assert driver.has_no_changes(refreshed, {**config, "role_id": full})
    assert driver.destroy(refreshed).errors == []
    (last,) = sandbox.requests(method="DELETE")
    assert last["path"].endswith(f"/{full}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_long_id_can_be_configured(driver: Driver, ids: dict[str, str], kind: str) -> None:
    short, full = predefined(kind, ids)
    config = of(driver, kind, ids, role_id=full)
    made = driver.create(kind, config)
    assert made["role_id"] == full
    assert driver.has_no_changes(made, {**config, "role_id": short})
    other = {**config, "role_id": short.replace("member", "owner").replace("reader", "owner")}
    assert driver.plan(made, other).requires_replace == [("role_id",)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("which", [0, 1])
def test_an_import_accepts_the_short_and_the_long_id(
    driver: Driver, ids: dict[str, str], kind: str, which: int
) -> None:
    pair = predefined(kind, ids)
    config = of(driver, kind, ids, role_id=pair[0])
    driver.create(kind, config)
    names = driver.provider.resources[kind].endpoint.identity
    adopted = driver.adopt(kind, "/".join([*(ids[name] for name in names[:-1]), pair[which]]))
    assert adopted["assigned_role_id"] == pair[1]
    assert driver.has_no_changes(adopted, config)


def test_an_invalid_import_id_is_an_error_with_the_right_form(driver: Driver) -> None:
    with pytest.raises(ProviderError) as refused:
        driver.provider.import_state("openai_project_user_role", "proj_1/user-1")
    assert "<project_id>/<user_id>/<role_id>" in refused.value.detail


@pytest.mark.parametrize("kind", KINDS)
def test_an_existing_assignment_is_taken_over(
    driver: Driver, ids: dict[str, str], kind: str
) -> None:
    config = of(driver, kind, ids, role_id=predefined(kind, ids)[0])
    first = driver.create(kind, config)
    assert driver.create(kind, config).state == first.state


def test_a_conflict_is_no_error_if_the_role_is_assigned(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str]
) -> None:
    kind = "openai_project_user_role"
    config = of(driver, kind, ids, role_id=MEMBER)
    first = driver.create(kind, config)
    with sandbox.faults("409:method=POST"):
        again = driver.create(kind, config)
    assert (again.state, again.errors) == (first.state, [])


def test_a_conflict_is_an_error_if_the_role_is_not_assigned(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str]
) -> None:
    kind = "openai_project_user_role"
    with sandbox.faults("409:method=POST"):
        made = driver.create(kind, of(driver, kind, ids, role_id=MEMBER))
    assert made.errors != []
    assert made.state is None


def test_all_roles_of_a_user_are_read_with_one_request(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str]
) -> None:
    kind = "openai_project_user_role"
    roles = [role_in(sandbox, f"/projects/{ids['project_id']}", str(n)) for n in range(3)]
    made = [driver.create(kind, of(driver, kind, ids, role_id=one)) for one in [*roles, MEMBER]]
    sandbox.clear_requests()
    assert [driver.read(one).state for one in made] == [one.state for one in made]
    assert len(sandbox.requests()) == 1


def test_assignments_in_an_archived_project_leave_the_state(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str]
) -> None:
    kind = "openai_project_user_role"
    made = driver.create(kind, of(driver, kind, ids, role_id=MEMBER))
    made.private = b""
    sandbox.admin.post(f"/organization/projects/{ids['project_id']}/archive").raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).errors == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_predefined_role_is_a_warning_at_the_attribute(
    driver: Driver, ids: dict[str, str], kind: str
) -> None:
    wrong = predefined(kind, ids)[0].replace("er", "re")
    attributes = driver.provider.resources[kind].attributes
    diagnostics = driver.provider.validate_resource(
        kind, configured(attributes, of(driver, kind, ids, role_id=wrong))
    )
    assert not has_errors(diagnostics)
    assert [one.path for one in diagnostics] == [("role_id",)]
    assert predefined(kind, ids)[0] in diagnostics[0].detail


@pytest.mark.parametrize("kind", KINDS)
def test_an_assigned_role_is_found_by_id_and_by_name(
    driver: Driver, ids: dict[str, str], kind: str
) -> None:
    short, full = predefined(kind, ids)
    driver.create(kind, of(driver, kind, ids, role_id=short))
    by_id = driver.look_up(kind, of(driver, kind, ids, role_id=short)).state or {}
    assert (by_id["role_id"], by_id["id"], by_id["predefined_role"]) == (short, full, True)
    by_name = driver.look_up(kind, of(driver, kind, ids, name=by_id["name"])).state or {}
    assert (by_name["role_id"], by_name["id"]) == (full, full)
    every = driver.look_up(f"{kind}s", of(driver, kind, ids)).state or {}
    assert every["role_ids"] == [full]
    assert every["roles"][0]["assignment_sources"] is None


def test_a_role_of_a_group_is_returned_as_inherited(
    driver: Driver, sandbox: Sandbox, ids: dict[str, str]
) -> None:
    group = ids["group_id"]
    users = f"/organization/groups/{group}/users"
    sandbox.admin.post(users, json={"user_id": OWNER}).raise_for_status()
    role = role_in(sandbox, "/organization")
    driver.create("openai_group_role", {"group_id": group, "role_id": role})
    found = driver.look_up("openai_user_roles", {"user_id": OWNER}).state or {}
    (one,) = found["roles"]
    assert one["assignment_sources"] == [{"principal_id": group, "principal_type": "group"}]


MOVES = [
    (OFFICIAL, "openai_user_role", "openai_user_role"),
    (MKDEV, "openai_organization_user_role", "openai_user_role"),
    (JIANYUAN, "openai_user_role_assignment", "openai_user_role"),
    (OFFICIAL, "openai_group_role", "openai_group_role"),
    (MKDEV, "openai_organization_group_role", "openai_group_role"),
    (JIANYUAN, "openai_group_role_assignment", "openai_group_role"),
    (OFFICIAL, "openai_project_user_role", "openai_project_user_role"),
    (JIANYUAN, "openai_project_user_role_assignment", "openai_project_user_role"),
    (OFFICIAL, "openai_project_group_role", "openai_project_group_role"),
    (JIANYUAN, "openai_project_group_role_assignment", "openai_project_group_role"),
]


@pytest.mark.parametrize(("provider", "type_name", "kind"), MOVES)
@pytest.mark.parametrize("which", [0, 1])
def test_assignments_of_other_providers_move_without_a_change(
    driver: Driver, ids: dict[str, str], provider: str, type_name: str, kind: str, *, which: int
) -> None:
    pair = predefined(kind, ids)
    config = of(driver, kind, ids, role_id=pair[0])
    driver.create(kind, config)
    theirs: dict[str, Any] = {**config, "role_id": pair[which]}
    if provider == MKDEV:
        theirs = {"id": ":".join(str(one) for one in theirs.values())}
    moved = driver.provider.move_state(REGISTRY + provider, type_name, 0, theirs, b"", kind)
    adopted = driver.read(Instance(type_name=kind, state=moved.state, private=moved.private))
    assert adopted["assigned_role_id"] == pair[1]
    assert driver.has_no_changes(adopted, config)


def test_an_unrelated_resource_with_the_same_name_does_not_move(
    driver: Driver,
) -> None:
    theirs = {"user_id": OWNER, "role": "owner"}
    with pytest.raises(ProviderError, match="openai_organization_user"):
        driver.provider.move_state(
            REGISTRY + JIANYUAN, "openai_user_role", 0, theirs, b"", "openai_user_role"
        )
