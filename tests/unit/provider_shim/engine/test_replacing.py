"""A delete does not delete an object that the same run has created, also under another type or name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance


def delete(driver: Driver, instance: Instance) -> Instance:
    """Delete in the current run."""
    done = driver.provider.apply(instance.type_name, instance.state, None, None, instance.private)
    return Instance(
        type_name=instance.type_name, private=done.private, diagnostics=done.diagnostics
    )


@pytest.fixture
def group(sandbox: Sandbox) -> str:
    made = sandbox.admin.post("/organization/groups", json={"name": "Support"}).json()
    return str(made["id"])


def members(sandbox: Sandbox, group: str) -> set[str]:
    response = sandbox.admin.get(f"/organization/groups/{group}/users").json()
    return {one["id"] for one in response["data"]}


def test_a_separate_member_survives_the_delete_of_the_list_with_it(
    driver: Driver, sandbox: Sandbox, group: str
) -> None:
    ada, grace = (sandbox.join(f"{name}@example.com")["id"] for name in ("ada", "grace"))
    every = driver.create("openai_group_users", {"group_id": group, "user_ids": [ada, grace]})
    driver.provider.begin_run()
    driver.create("openai_group_user", {"group_id": group, "user_id": ada})
    assert not delete(driver, every).errors
    assert members(sandbox, group) == {ada}


def test_a_list_survives_the_delete_of_the_members_that_it_replaces(
    driver: Driver, sandbox: Sandbox, group: str
) -> None:
    ada = sandbox.join("ada@example.com")["id"]
    one = driver.create("openai_group_user", {"group_id": group, "user_id": ada})
    driver.provider.begin_run()
    driver.create("openai_group_users", {"group_id": group, "user_ids": [ada]})
    assert not delete(driver, one).errors
    assert members(sandbox, group) == {ada}


def test_a_user_of_a_project_is_the_same_by_id_and_by_address(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    ada = sandbox.join("ada@example.com")["id"]
    by_id = {"project_id": project, "user_id": ada, "role": "member"}
    one = driver.create("openai_project_user", by_id)
    driver.provider.begin_run()
    everybody = {"user_id": None, "email": "Ada@example.com", "role": "member"}
    driver.create("openai_project_users", {"project_id": project, "users": [everybody]})
    assert not delete(driver, one).errors
    response = sandbox.admin.get(f"/organization/projects/{project}/users").json()["data"]
    assert ada in {user["id"] for user in response}


def test_a_predefined_role_is_the_same_with_and_without_its_place(
    driver: Driver, sandbox: Sandbox, project: str, group: str
) -> None:
    given = {"project_id": project, "group_id": group}
    short = "role-api-project-viewer"
    one = driver.create("openai_project_group_role", {**given, "role_id": short})
    driver.provider.begin_run()
    full = f"{short}__api-project__{project}"
    driver.create("openai_project_group_roles", {**given, "role_ids": [full]})
    assert not delete(driver, one).errors
    response = sandbox.admin.get(f"/projects/{project}/groups/{group}/roles").json()["data"]
    assert [role["id"] for role in response] == [full]


def test_a_rewritten_file_survives_the_delete_of_the_earlier_resource(
    driver: Driver, tmp_path: Path
) -> None:
    spoken = {
        "input": "Hello!",
        "model": "gpt-4o-mini-tts",
        "voice": "alloy",
        "output_path": str(tmp_path / "hello.mp3"),
    }
    one = driver.create("openai_text_to_speech", spoken)
    driver.provider.begin_run()
    driver.create("openai_text_to_speech", spoken)
    assert not delete(driver, one).errors
    assert (tmp_path / "hello.mp3").exists()


def test_a_lost_original_value_is_a_warning(driver: Driver, sandbox: Sandbox, project: str) -> None:
    config = {"project_id": project, "model": "gpt-4o-mini", "max_requests_per_1_minute": 5}
    one = driver.create("openai_project_rate_limit", config)
    driver.provider.begin_run()
    driver.create("openai_project_rate_limit", config)  # the machine of the apply has no note
    (warning,) = delete(driver, one).warnings
    assert warning.summary == "Original project rate limit not known"
    assert '"max_requests_per_1_minute": 10000' in warning.detail


def test_a_note_of_an_original_value_is_valid_only_for_an_unchanged_setting(
    driver_for: Callable[..., Driver],
    sandbox: Sandbox,
    project: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path))
    environment = sandbox.environment
    driver = driver_for(
        base_url=environment["OPENAI_BASE_URL"], admin_api_key=environment["OPENAI_ADMIN_KEY"]
    )
    config: dict[str, Any] = {"project_id": project, "model": "gpt-4o-mini"}
    one = driver.create("openai_project_rate_limit", {**config, "max_requests_per_1_minute": 5})
    driver.provider.plan(one.type_name, one.state, None, None, one.private)  # and never applied
    limit = f"/organization/projects/{project}/rate_limits/rl-gpt-4o-mini"
    sandbox.admin.post(limit, json={"max_requests_per_1_minute": 7}).raise_for_status()
    driver.provider.begin_run()
    other = driver.create("openai_project_rate_limit", {**config, "max_requests_per_1_minute": 9})
    driver.destroy(other)
    response = sandbox.admin.get(f"/organization/projects/{project}/rate_limits?limit=1000").json()
    found = next(item for item in response["data"] if item["model"] == "gpt-4o-mini")
    assert found["max_requests_per_1_minute"] == 7
