"""``openai_project_group``: added once, taken over where the group is there already, gone with the project."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.diagnostics import ProviderError
from provider_shim.moves import OFFICIAL
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

GROUP = "openai_project_group"
PROJECTS = "/organization/projects"
MEMBER = "role-api-project-member"


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


def test_group_gets_access_with_a_role(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    assert made["id"] == f"{config['project_id']}/{config['group_id']}"
    assert (made["group_name"], made["group_type"]) == ("support", "group")
    assert roles(sandbox, config) == {"member"}
    assert driver.is_settled(driver.read(made), config)


def test_unknown_group_is_refused_in_the_words_of_the_api(
    driver: Driver, config: dict[str, Any]
) -> None:
    (refused,) = driver.create(GROUP, {**config, "group_id": "group_none"}).errors
    assert "group_none" in refused.detail


def test_group_that_lost_access_elsewhere_is_gone(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any]
) -> None:
    made = driver.create(GROUP, config)
    path = f"{PROJECTS}/{config['project_id']}/groups/{config['group_id']}"
    sandbox.admin.delete(path).raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).diagnostics == []


def test_archived_project_has_no_groups(
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
def test_group_is_imported_with_or_without_its_role(
    driver: Driver, sandbox: Sandbox, config: dict[str, Any], form: str, role: str | None
) -> None:
    add(sandbox, config)
    found = driver.adopt(GROUP, form.format(**config))
    assert (found["group_name"], found["role"]) == ("support", role)
    assert not driver.plan(found, config).requires_replace
    assert driver.is_settled(driver.update(found, config), config)


@pytest.mark.parametrize("identity", ["group_1", "a/b/c/d"])
def test_import_id_of_another_shape_is_refused_with_the_right_one(
    driver: Driver, identity: str
) -> None:
    with pytest.raises(ProviderError, match="<project_id>/<group_id>"):
        driver.adopt(GROUP, identity)


def test_state_of_the_official_provider_is_taken_over(
    driver: Driver, config: dict[str, Any]
) -> None:
    driver.create(GROUP, config)
    raw = {**config, "group_name": "support", "group_type": "group", "created_at": 1}
    moved = driver.move(OFFICIAL, GROUP, raw, GROUP)
    assert moved["group_name"] == "support"
    assert driver.is_settled(moved, config)


def test_data_source_finds_a_group_by_name_or_by_id_and_kind(
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
