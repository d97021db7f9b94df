"""``openai_fine_tuning_checkpoint_permission``: created and found in a list, with the admin key."""

from __future__ import annotations

from collections.abc import Callable

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

PERMISSION = "openai_fine_tuning_checkpoint_permission"
MODEL = "ft:gpt-4o-mini-2024-07-18:acme:support:A1b2C3d4"
PATH = f"/fine_tuning/checkpoints/{MODEL}/permissions"
WANTED = {"fine_tuned_model_checkpoint": MODEL, "project_id": "proj_1"}


def test_a_permission_is_created_for_one_project(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(PERMISSION, WANTED)
    assert made.errors == []
    [item] = sandbox.admin.get(PATH).json()["data"]
    assert (item["id"], item["project_id"]) == (made["permission_id"], "proj_1")
    assert made["id"] == f"{MODEL}/{item['id']}"


def test_a_permission_is_found_among_hundreds(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(PERMISSION, WANTED)
    others = [f"proj_{number}" for number in range(2, 300)]
    sandbox.admin.post(PATH, json={"project_ids": others}).raise_for_status()
    assert driver.read(made).state == made.state


def test_a_permission_deleted_elsewhere_is_removed_from_the_state(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(PERMISSION, WANTED)
    made.private = b""  # it was created long ago
    sandbox.admin.delete(f"{PATH}/{made['permission_id']}").raise_for_status()
    assert driver.read(made).state is None


def test_a_permission_is_imported_by_the_model_and_its_id(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(PERMISSION, WANTED)
    adopted = driver.adopt(PERMISSION, made["id"])
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, WANTED)


def test_a_permission_is_removed_from_the_state_with_its_model(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(PERMISSION, WANTED)
    made.private = b""  # it was created long ago
    with sandbox.faults("404:method=GET"):
        assert driver.read(made).state is None


def test_the_list_can_be_filtered_by_project(driver: Driver) -> None:
    for project in ("proj_1", "proj_2"):
        driver.create(PERMISSION, {**WANTED, "project_id": project})
    found = driver.look_up("openai_fine_tuning_checkpoint_permissions", WANTED)
    assert found.state is not None
    assert [one["project_id"] for one in found.state["permissions"]] == ["proj_1"]


def test_the_admin_key_is_sent_also_if_a_project_key_is_set(
    driver_for: Callable[..., Driver],
) -> None:
    returned = {
        "data": [{"id": "cp_1", "project_id": "proj_1", "created_at": 1}],
        "has_more": False,
    }
    with odd_server(Say(body=returned)) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-1", admin_api_key="sk-admin-1")
        made = driver.create(PERMISSION, WANTED)
        driver.destroy(driver.read(made))
    sent = [
        value
        for one in server.heard
        for name, value in one.headers.items()
        if name.lower() == "authorization"
    ]
    assert sent == ["Bearer sk-admin-1"] * 3
    assert [one.method for one in server.heard] == ["POST", "GET", "DELETE"]


def test_an_answer_about_a_different_project_is_an_error(
    driver_for: Callable[..., Driver],
) -> None:
    returned = {
        "data": [{"id": "cp_1", "project_id": "proj_2", "created_at": 1}],
        "has_more": False,
    }
    with odd_server(Say(body=returned)) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-1", admin_api_key="sk-admin-1")
        made = driver.create(PERMISSION, WANTED)
    assert made.state is None
    assert [error.summary for error in made.errors] == ["Malformed answer"]
