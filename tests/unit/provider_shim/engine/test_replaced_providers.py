"""States of another provider after `terraform state replace-provider` are read as far as possible."""

from __future__ import annotations

from typing import Any

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.shapes import Shape
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance

LIMIT = "openai_project_rate_limit"


def taken(driver: Driver, type_name: str, raw: dict[str, Any], version: int = 0) -> Instance:
    """Return the state of an object after the upgrade and the refresh of a stored state."""
    shape = Shape(driver.provider.resources[type_name].schema)
    upgraded = driver.provider.upgrade_state(type_name, version, raw)
    state = shape.object(pb.DynamicValue(msgpack=shape.upgraded(upgraded).msgpack))
    return driver.read(Instance(type_name=type_name, state=state))


def test_settings_of_the_provider_have_their_defaults_after_an_import(
    driver: Driver, project: str
) -> None:
    raw = {"project_id": project, "object": "project.data_retention", "type": "none"}
    upgraded = driver.provider.upgrade_state("openai_project_data_retention", 0, raw)
    assert upgraded == {**raw, "on_destroy": "restore"}
    ours = {**raw, "on_destroy": None}
    assert driver.provider.upgrade_state("openai_project_data_retention", 0, ours) == ours


def test_computed_values_of_another_type_are_dropped(driver: Driver, project: str) -> None:
    raw = {"id": project, "name": "a", "created_at": "2026-11-27T03:47:51Z", "archived_at": None}
    state = taken(driver, "openai_project", raw).state
    assert state is not None
    assert isinstance(state["created_at"], int)
    assert driver.has_no_changes(Instance(type_name="openai_project", state=state), {"name": "a"})


def test_an_id_with_the_id_of_the_project_is_shortened(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = sandbox.admin.post(
        f"/organization/projects/{project}/service_accounts",
        json={"name": "ci", "create_service_account_only": True},
    ).json()
    raw = {"id": f"{project}:{made['id']}", "project_id": project, "name": "ci"}
    assert taken(driver, "openai_project_service_account", raw)["id"] == made["id"]


def test_a_rate_limit_with_an_artificial_id_is_found_by_its_model(
    driver: Driver, project: str
) -> None:
    made_up = f"rl-gpt-4o-{project[-8:]}"
    raw = {"id": made_up, "rate_limit_id": made_up, "project_id": project, "model": "gpt-4o"}
    limit = taken(driver, LIMIT, raw)
    assert (limit["rate_limit_id"], limit["id"]) == ("rl-gpt-4o", f"{project}/rl-gpt-4o")
    assert driver.has_no_changes(limit, {"project_id": project, "model": "gpt-4o"})


def test_the_rate_limit_of_a_removed_model_is_removed_from_the_state(
    driver: Driver, project: str
) -> None:
    raw = {"rate_limit_id": "rl-gone", "project_id": project, "model": "gone"}
    assert taken(driver, LIMIT, raw).state is None
