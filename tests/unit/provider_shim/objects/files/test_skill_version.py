"""``openai_skill_version``: one version of a skill, which becomes the default version if `default` is true."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance

VERSION = "openai_skill_version"
MANIFEST = "---\nname: clerk\ndescription: Files papers.\n---\n\n"


def files(text: str) -> dict[str, str]:
    return {"SKILL.md": f"{MANIFEST}{text}\n"}


@pytest.fixture
def skill(driver: Driver) -> Instance:
    return driver.create("openai_skill", {"files": files("By date.")})


@pytest.fixture
def config(skill: Instance) -> dict[str, Any]:
    return {"skill_id": skill["id"], "files": files("By name.")}


def test_a_new_version_does_not_change_the_default(
    driver: Driver, skill: Instance, config: dict[str, Any]
) -> None:
    made = driver.create(VERSION, config)
    assert made["version"] == "2"
    assert made["id"].startswith("skillver_")
    assert driver.read(skill)["default_version"] == "1"
    assert driver.has_no_changes(driver.read(made), config)


def test_changed_content_replaces_the_version(driver: Driver, config: dict[str, Any]) -> None:
    made = driver.create(VERSION, config)
    plan = driver.plan(made, {**config, "files": files("By size.")})
    assert plan.requires_replace == [("content_sha256",)]


def test_a_default_version_is_made_the_default_again(
    driver: Driver, skill: Instance, config: dict[str, Any], sandbox: Sandbox
) -> None:
    wanted = {**config, "default": True}
    made = driver.create(VERSION, wanted)
    assert driver.read(skill)["default_version"] == "2"
    sandbox.client.post(f"/skills/{skill['id']}", json={"default_version": "1"}).raise_for_status()
    seen = driver.read(made)
    assert seen["default"] is False
    assert driver.update(seen, wanted)["default"] is True
    assert driver.read(skill)["default_version"] == "2"


def test_an_existing_version_can_become_the_default_and_stays_it(
    driver: Driver, skill: Instance, config: dict[str, Any]
) -> None:
    made = driver.update(driver.create(VERSION, config), {**config, "default": True})
    assert (made["version"], driver.read(skill)["default_version"]) == ("2", "2")
    left = driver.update(made, config)
    assert driver.read(skill)["default_version"] == "2"
    assert driver.has_no_changes(driver.read(left), config)


def test_after_a_destroy_the_newest_other_version_is_the_default(
    driver: Driver, skill: Instance, config: dict[str, Any]
) -> None:
    driver.create(VERSION, config)
    last = driver.create(VERSION, {**config, "default": True})
    assert driver.read(skill)["default_version"] == "3"
    assert driver.destroy(last).diagnostics == []
    assert driver.read(skill)["default_version"] == "2"


def test_skill_and_default_version_can_be_destroyed_in_either_order(
    driver: Driver, skill: Instance, config: dict[str, Any]
) -> None:
    made = driver.create(VERSION, {**config, "default": True})
    assert driver.destroy(skill).diagnostics == []
    assert driver.read(made).state is None
    assert driver.destroy(made).diagnostics == []


def test_destroying_the_last_version_deletes_the_skill(driver: Driver, skill: Instance) -> None:
    first = driver.adopt(VERSION, f"{skill['id']}/1")
    assert first["content_sha256"] == skill["content_sha256"]
    assert driver.destroy(first).diagnostics == []
    assert driver.read(skill).state is None
    assert driver.destroy(skill).diagnostics == []


def test_an_imported_version_is_compared_with_the_files(
    driver: Driver, skill: Instance, config: dict[str, Any]
) -> None:
    made = driver.create(VERSION, config)
    adopted = driver.adopt(VERSION, f"{skill['id']}/2")
    assert (adopted["id"], adopted["content_sha256"]) == (made["id"], made["content_sha256"])
    assert driver.has_no_changes(driver.update(adopted, config), config)
    other = driver.plan(adopted, {**config, "files": files("By size.")})
    assert other.requires_replace == [("content_sha256",)]


def test_many_versions_are_read_from_pages_of_the_list(
    driver: Driver, config: dict[str, Any], sandbox: Sandbox
) -> None:
    made = [driver.create(VERSION, {**config, "default": False}) for _ in range(12)]
    sandbox.clear_requests()
    assert [driver.read(one).state for one in made] == [one.state for one in made]
    assert len(sandbox.requests()) == 2


def test_versions_are_listed_and_found_by_their_numbers(
    driver: Driver, skill: Instance, config: dict[str, Any]
) -> None:
    made = driver.create(VERSION, config)
    where = {"skill_id": skill["id"]}
    every = driver.look_up("openai_skill_versions", {**where, "order": "asc"}).state or {}
    assert [one["version"] for one in every["versions"]] == ["1", "2"]
    found = driver.look_up(VERSION, {**where, "version": "2"}).state or {}
    assert (found["id"], "default" in found) == (made["id"], False)
