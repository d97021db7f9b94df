"""``openai_project``: created or found by name, and archived or left by a destroy."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

PROJECT = "openai_project"
PROJECTS = "/organization/projects"
DEFAULT = {"name": "Default project", "adopt_existing": True}


def made_elsewhere(sandbox: Sandbox, **more: Any) -> str:
    return str(sandbox.admin.post(PROJECTS, json={"name": "a", **more}).json()["id"])


def status(sandbox: Sandbox, project: str) -> str:
    return str(sandbox.admin.get(f"{PROJECTS}/{project}").json()["status"])


def test_by_default_a_project_with_the_same_name_is_created(
    driver: Driver, sandbox: Sandbox
) -> None:
    there = made_elsewhere(sandbox)
    assert driver.create(PROJECT, {"name": "a"})["id"] != there


def test_an_adopted_project_is_left_by_a_destroy(driver: Driver, sandbox: Sandbox) -> None:
    there = made_elsewhere(sandbox)
    config = {"name": "a", "adopt_existing": True}
    made = driver.create(PROJECT, config)
    assert made["id"] == there
    assert driver.has_no_changes(driver.read(made), config)
    (diagnostic,) = driver.destroy(made).diagnostics
    assert "was not archived because it existed before" in diagnostic.detail
    assert status(sandbox, there) == "active"


def test_an_adopted_project_is_archived_if_configured(driver: Driver, sandbox: Sandbox) -> None:
    there = made_elsewhere(sandbox)
    made = driver.create(PROJECT, {"name": "a", "adopt_existing": True, "on_destroy": "archive"})
    assert driver.destroy(made).diagnostics == []
    assert status(sandbox, there) == "archived"


def test_a_project_is_created_if_there_is_none_to_adopt(driver: Driver, sandbox: Sandbox) -> None:
    archived = made_elsewhere(sandbox)
    sandbox.admin.post(f"{PROJECTS}/{archived}/archive").raise_for_status()
    made = driver.create(PROJECT, {"name": "a", "adopt_existing": True})
    assert made["id"] != archived
    assert driver.destroy(made).diagnostics == []
    assert status(sandbox, made["id"]) == "archived"


def test_several_projects_with_the_name_are_an_error_with_their_ids(
    driver: Driver, sandbox: Sandbox
) -> None:
    ids = [made_elsewhere(sandbox) for _ in range(2)]
    (refused,) = driver.create(PROJECT, {"name": "a", "adopt_existing": True}).errors
    assert all(one in refused.detail for one in ids)
    assert refused.path == ("name",)


def test_a_project_with_another_residency_is_not_adopted(driver: Driver, sandbox: Sandbox) -> None:
    made_elsewhere(sandbox, residency="JP_STORAGE")
    config = {"name": "a", "adopt_existing": True, "residency": "AU_STORAGE"}
    made = driver.create(PROJECT, config)
    assert made.state is None
    assert "its residency is JP_STORAGE, which cannot be changed" in made.errors[0].detail


def test_an_adopted_project_keeps_unset_arguments_until_the_next_plan(
    driver: Driver, sandbox: Sandbox
) -> None:
    there = made_elsewhere(sandbox, external_key_id="extkey_1")
    made = driver.create(PROJECT, {"name": "a", "adopt_existing": True})
    assert sandbox.requests(method="POST", path=f"{PROJECTS}/{there}") == []
    found = driver.read(made)
    assert found["external_key_id"] == "extkey_1"
    assert not driver.has_no_changes(found, {"name": "a", "adopt_existing": True})
    made_elsewhere(sandbox, name="b", external_key_id="extkey_1")
    config = {"name": "b", "adopt_existing": True, "external_key_id": "extkey_2"}
    changed = driver.create(PROJECT, config)
    assert driver.has_no_changes(driver.read(changed), config)


def test_the_default_project_is_adopted_and_left(driver: Driver, sandbox: Sandbox) -> None:
    (default,) = sandbox.admin.get(PROJECTS).json()["data"]
    made = driver.create(PROJECT, DEFAULT)
    assert made["id"] == default["id"]
    assert driver.has_no_changes(driver.read(made), DEFAULT)
    (diagnostic,) = driver.destroy(made).diagnostics
    assert "Project not archived" in diagnostic.summary


@pytest.mark.parametrize("own", [{}, {"on_destroy": "leave"}])
def test_an_imported_project_plans_no_change_and_is_left(
    driver: Driver, sandbox: Sandbox, own: dict[str, str]
) -> None:
    there = made_elsewhere(sandbox)
    found = driver.adopt(PROJECT, there)
    assert driver.has_no_changes(found, {"name": "a", **own})
    assert "`on_destroy` is `leave`" in driver.destroy(found).diagnostics[0].detail
    assert status(sandbox, there) == "active"


def test_an_error_for_the_default_project_says_what_to_do(driver: Driver, sandbox: Sandbox) -> None:
    (default,) = sandbox.admin.get(PROJECTS).json()["data"]
    archived = {"name": default["name"], "on_destroy": "archive"}
    found = driver.update(driver.adopt(PROJECT, default["id"]), archived)
    left = driver.destroy(found)
    assert 'set `on_destroy = "leave"`, apply, and destroy again' in left.errors[0].detail
    assert left.state == found.state
    chosen = driver.update(found, {"name": default["name"], "on_destroy": "leave"})
    assert driver.destroy(chosen).errors == []


@pytest.mark.parametrize(
    ("provider", "more"),
    [
        (OFFICIAL, {"project_id": "{id}", "geography": None, "status": "active"}),
        (MKDEV, {"created_at": "2026-01-01T00:00:00Z", "status": "active"}),
        (JIANYUAN, {"geography": None, "external_key_id": None, "created_at": 1}),
    ],
)
def test_a_state_of_another_provider_is_accepted(
    driver: Driver, sandbox: Sandbox, provider: str, more: dict[str, Any]
) -> None:
    there = made_elsewhere(sandbox)
    moved = driver.move(provider, PROJECT, {"id": there, "name": "a", **more}, PROJECT)
    assert moved["status"] == "active"
    assert driver.has_no_changes(moved, {"name": "a"})
