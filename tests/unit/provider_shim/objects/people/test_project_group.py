"""``openai_project_group``: create, existing groups, roles, deleted projects, import, and states of other providers."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import MKDEV, OFFICIAL
from provider_shim.vocabulary.diagnostics import ProviderError
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

GROUP = "openai_project_group"
PROJECTS = "/organization/projects"
MEMBER, VIEWER, OWNER = (f"role-api-project-{name}" for name in ("member", "viewer", "owner"))


@pytest.fixture
def config(sandbox: Sandbox) -> dict[str, Any]:
    project = sandbox.admin.post(PROJECTS, json={"name": "a"}).json()["id"]
    group = sandbox.admin.post("/organization/groups", json={"name": "support"}).json()["id"]
    return {"project_id": project, "group_id": group, "role": MEMBER}


def add(sandbox: Sandbox, config: dict[str, Any]) -> None:
    body = {name: config[name] for name in ("group_id", "role")}
    path = f"{PROJECTS}/{config['project_id']}/groups"
    sandbox.admin.post(path, json=body).raise_for_status()


def roles(sandbox: Sandbox, config: dict[str, Any]) -> set[str]:
    path = f"/projects/{config['project_id']}/groups/{config['group_id']}/roles"
    return {one["name"] for one in sandbox.admin.get(path).json()["data"]}


def test_a_group_gets_access_with_a_role(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    assert made["id"] == f"{config['project_id']}/{config['group_id']}"
    assert (made["group_name"], made["group_type"]) == ("support", "group")
    assert roles(sandbox, config) == {"member"}
    assert driver.has_no_changes(driver.read(made), config)


def test_the_new_role_is_added_before_the_old_one_is_removed(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    sandbox.clear_requests()
    wanted = {**config, "role": VIEWER}
    changed = driver.update(made, wanted)
    assert [one["method"] for one in sandbox.requests()] == ["POST", "DELETE"]
    assert (changed["id"], roles(sandbox, config)) == (made["id"], {"viewer"})
    assert driver.has_no_changes(driver.read(changed), wanted)


def test_an_existing_group_is_managed_and_gets_the_role_in_addition(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    add(sandbox, {**config, "role": VIEWER})
    made = driver.create(GROUP, config)
    assert (made.diagnostics, roles(sandbox, config)) == ([], {"member", "viewer"})


def test_a_role_id_with_the_project_is_the_same_role(
    driver: Driver, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    full = f"{MEMBER}__api-project__{config['project_id']}"
    assert driver.has_no_changes(made, {**config, "role": full})


def test_role_ids_are_all_roles_of_the_group(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    several = {**config, "role": None, "role_ids": [MEMBER, VIEWER]}
    made = driver.create(GROUP, several)
    assert roles(sandbox, config) == {"member", "viewer"}
    assert driver.has_no_changes(driver.read(made), several)
    path = f"/projects/{config['project_id']}/groups/{config['group_id']}/roles"
    sandbox.admin.post(path, json={"role_id": OWNER}).raise_for_status()
    found = driver.read(made)
    assert not driver.has_no_changes(found, several)
    mended = driver.update(found, several)
    assert roles(sandbox, config) == {"member", "viewer"}
    assert driver.has_no_changes(driver.read(mended), several)


def test_role_and_role_ids_replace_each_other_in_place(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    several = {**config, "role": None, "role_ids": [OWNER, VIEWER]}
    made = driver.update(driver.create(GROUP, config), several)
    assert roles(sandbox, config) == {"owner", "viewer"}
    back = driver.update(made, config)
    assert (back["role_ids"], roles(sandbox, config)) == (None, {"member"})
    assert driver.has_no_changes(driver.read(back), config)


def test_a_role_name_in_place_of_an_id_is_a_warning_with_the_id(
    driver: Driver, config: dict[str, Any]
) -> None:
    attributes = driver.provider.resources[GROUP].attributes
    for wrong in ({"role": "member"}, {"role": None, "role_ids": ["member"]}):
        diagnostics = driver.provider.validate_resource(
            GROUP, configured(attributes, {**config, **wrong})
        )
        assert [MEMBER in one.detail for one in diagnostics] == [True]


def test_an_unknown_group_is_reported_with_the_message_of_the_api(
    driver: Driver, config: dict[str, Any]
) -> None:
    (refused,) = driver.create(GROUP, {**config, "group_id": "group_none"}).errors
    assert "group_none" in refused.detail


def test_a_group_that_lost_access_elsewhere_is_removed_from_the_state(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    path = f"{PROJECTS}/{config['project_id']}/groups/{config['group_id']}"
    sandbox.admin.delete(path).raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).diagnostics == []


def test_an_archived_project_has_no_groups(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    sandbox.admin.post(f"{PROJECTS}/{config['project_id']}/archive").raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).diagnostics == []


@pytest.mark.parametrize(
    ("form", "role"),
    [
        ("{project_id}/{group_id}/{role}", MEMBER),
        ("{project_id}/{group_id}", None),
        ("{project_id}:{group_id}", None),
    ],
)
def test_a_group_is_imported_with_or_without_its_role(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any], form: str, role: str | None
) -> None:
    add(sandbox, config)
    found = driver.adopt(GROUP, form.format(**config))
    assert (found["group_name"], found["role"]) == ("support", role)
    assert not driver.plan(found, config).requires_replace
    assert driver.has_no_changes(driver.update(found, config), config)


@pytest.mark.parametrize("identity", ["group_1", "a/b/c/d"])
def test_an_invalid_import_id_is_an_error_with_the_right_form(
    driver: Driver, identity: str
) -> None:
    with pytest.raises(ProviderError, match="<project_id>/<group_id>"):
        driver.adopt(GROUP, identity)


def test_a_state_of_the_official_provider_is_accepted(
    driver: Driver, config: dict[str, Any]
) -> None:
    driver.create(GROUP, config)
    raw = {**config, "group_name": "support", "group_type": "group", "created_at": 1}
    moved = driver.move(OFFICIAL, GROUP, raw, GROUP)
    assert moved["group_name"] == "support"
    assert driver.has_no_changes(moved, config)


def test_a_state_of_mkdev_is_accepted_with_its_set_of_roles(
    driver: Driver, config: dict[str, Any]
) -> None:
    several = {**config, "role": None, "role_ids": [MEMBER, VIEWER]}
    driver.create(GROUP, several)
    raw = {
        "id": f"{config['project_id']}:{config['group_id']}",
        "project_id": config["project_id"],
        "group_id": config["group_id"],
        "group_name": "support",
        "role_ids": [f"{one}__api-project__{config['project_id']}" for one in (MEMBER, VIEWER)],
        "created_at": 1,
    }
    moved = driver.move(MKDEV, GROUP, raw, GROUP)
    assert driver.has_no_changes(moved, several)


def test_the_data_source_finds_a_group_by_name_or_id_and_kind(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    add(sandbox, config)
    project = {"project_id": config["project_id"]}
    by_name = driver.look_up(GROUP, {**project, "group_name": "support"}).state
    by_id = {"group_id": config["group_id"], "group_type": "group"}
    assert driver.look_up(GROUP, {**project, **by_id}).state == by_name
    assert sandbox.requests(path=f"{PROJECTS}/*/groups/*")[-1]["query"] == {"group_type": "group"}
    every = driver.look_up("openai_project_groups", project).state
    assert every is not None
    assert (every["group_ids"], every["group_count"]) == ([config["group_id"]], 1)
