"""``openai_role`` and ``openai_project_role``: custom roles, data sources, warnings about permissions, and moved states."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from provider_shim.rules.permission_names import doubt
from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

ROLE = "openai_role"
OF_PROJECT = "openai_project_role"
REGISTRY = "registry.terraform.io/"
READ, WRITE = "api.groups.read", "api.groups.write"


def test_the_name_of_a_role_is_sent_and_read(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(ROLE, {"role_name": "Keeper", "permissions": [WRITE, READ]})
    (sent,) = sandbox.requests(method="POST")
    assert sent["body"] == {"role_name": "Keeper", "permissions": [READ, WRITE]}
    assert (made["role_name"], made["resource_type"], made["predefined_role"]) == (
        "Keeper",
        "api.organization",
        False,
    )
    assert driver.read(made).state == made.state


def test_another_order_of_permissions_plans_no_change(driver: Driver) -> None:
    config = {"role_name": "Keeper", "permissions": [READ, WRITE]}
    made = driver.create(ROLE, config)
    assert driver.has_no_changes(made, {**config, "permissions": [WRITE, READ]})


def test_a_role_changes_in_place_except_its_project(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    config = {"project_id": project, "role_name": "a", "permissions": [READ], "description": "A."}
    made = driver.create(OF_PROJECT, config)
    sandbox.clear_requests()
    changed = driver.update(
        made, {**config, "role_name": "b", "permissions": [], "description": None}
    )
    (sent,) = sandbox.requests(method="POST")
    assert sent["body"] == {"role_name": "b", "permissions": [], "description": None}
    assert (changed["id"], changed["description"]) == (made["id"], None)
    plan = driver.plan(changed, {**config, "project_id": "proj_other"})
    assert plan.requires_replace == [("project_id",)]


@pytest.mark.parametrize("between", ["/", ":"])
def test_a_role_of_a_project_is_imported_with_its_project(
    driver: Driver, project: str, between: str
) -> None:
    config = {"project_id": project, "role_name": "a", "permissions": [READ]}
    made = driver.create(OF_PROJECT, config)
    adopted = driver.adopt(OF_PROJECT, f"{project}{between}{made['id']}")
    assert adopted.state is not None
    assert adopted["role_name"] == "a"
    assert driver.has_no_changes(adopted, config)


def test_a_role_is_found_by_name_in_any_case(driver: Driver, project: str) -> None:
    made = driver.create(ROLE, {"role_name": "Key keeper", "permissions": [READ]})
    found = driver.look_up(ROLE, {"role_name": "KEY KEEPER"}).state or {}
    assert (found["id"], found["role_name"]) == (made["id"], "KEY KEEPER")
    wanted = {"project_id": project, "role_name": "Viewer"}
    viewer = driver.look_up(OF_PROJECT, wanted).state or {}
    assert viewer["id"] == f"role-api-project-viewer__api-project__{project}"
    assert viewer["predefined_role"] is True


def test_a_predefined_role_is_found_by_its_short_id(driver: Driver, project: str) -> None:
    wanted = {"project_id": project, "id": "role-api-project-owner"}
    assert (driver.look_up(OF_PROJECT, wanted).state or {})["role_name"] == "owner"


def test_a_list_of_roles_also_has_the_list_of_ids(driver: Driver) -> None:
    made = driver.create(ROLE, {"role_name": "a", "permissions": [READ]})
    found = driver.look_up("openai_roles", {"order": "desc", "limit": 1}).state or {}
    assert found["role_ids"] == [made["id"]]
    assert found["roles"][0]["name"] == "a"


@pytest.mark.parametrize(
    ("permission", "meant"),
    [
        ("api.group.read", "api.groups.read"),
        ("api.groups.reed", "api.groups.read"),
        ("api.models.requests", "api.model.request"),
        ("api.organization.project.api_keys.read", "api.organization.projects.api_keys.read"),
    ],
)
def test_a_warning_about_a_permission_suggests_a_known_name(permission: str, meant: str) -> None:
    assert f'"{meant}"' in (doubt(permission) or "")


@pytest.mark.parametrize(
    "permission",
    [
        READ,
        "api.vector_stores.write",
        "api.roles.read",
        "api.evals.write",
        "model.request",
        "api.skills.use",
    ],
)
def test_known_and_unrelated_permissions_are_no_warnings(permission: str) -> None:
    assert doubt(permission) is None


def test_doubtful_permissions_are_warnings_at_the_attribute(driver: Driver) -> None:
    attributes = driver.provider.resources[ROLE].attributes
    permissions = [READ, "api.group.read", "read groups", UNKNOWN]
    config = configured(attributes, {"role_name": "a", "permissions": permissions})
    diagnostics = driver.provider.validate_resource(ROLE, config)
    assert not has_errors(diagnostics)
    assert [one.path for one in diagnostics] == [("permissions",)] * 2
    unknown = configured(attributes, {"role_name": "a", "permissions": UNKNOWN})
    assert driver.provider.validate_resource(ROLE, unknown) == []


@pytest.mark.parametrize(
    ("provider", "type_name", "raw"),
    [
        (OFFICIAL, "openai_role", {"role_id": "{id}", "role_name": "a"}),
        (MKDEV, "openai_organization_role", {"name": "a"}),
        (JIANYUAN, "openai_organization_role", {"name": "a"}),
    ],
)
def test_roles_of_other_providers_move_without_a_change(
    driver: Driver, provider: str, type_name: str, raw: dict[str, Any]
) -> None:
    config = {"role_name": "a", "permissions": [WRITE, READ], "description": "A."}
    made = driver.create(ROLE, config)
    theirs = {
        "id": made["id"],
        "permissions": [WRITE, READ],
        "description": "A.",
        **{name: value.replace("{id}", made["id"]) for name, value in raw.items()},
    }
    moved = driver.provider.move_state(REGISTRY + provider, type_name, 0, theirs, b"", ROLE)
    adopted = driver.read(Instance(type_name=ROLE, state=moved.state, private=moved.private))
    assert adopted.state == made.state
    assert driver.has_no_changes(adopted, config)


@pytest.mark.parametrize(
    ("provider", "raw"),
    [
        (OFFICIAL, {"id": "{id}", "role_id": "{id}", "role_name": "a", "project_id": "{project}"}),
        (MKDEV, {"id": "{project}:{id}", "name": "a", "project_id": "{project}"}),
        (JIANYUAN, {"id": "{id}", "name": "a", "project_id": "{project}"}),
    ],
)
def test_project_roles_of_other_providers_move_without_a_change(
    driver: Driver, project: str, provider: str, raw: dict[str, str]
) -> None:
    config = {"project_id": project, "role_name": "a", "permissions": [READ]}
    made = driver.create(OF_PROJECT, config)
    theirs: dict[str, Any] = {
        name: value.format(id=made["id"], project=project) for name, value in raw.items()
    }
    theirs |= {"permissions": [READ], "resource_type": "api.project"}
    moved = driver.provider.move_state(REGISTRY + provider, OF_PROJECT, 0, theirs, b"", OF_PROJECT)
    adopted = driver.read(Instance(type_name=OF_PROJECT, state=moved.state, private=moved.private))
    assert adopted.state == made.state
    upgraded = driver.provider.upgrade_state(OF_PROJECT, 0, theirs)
    assert upgraded["id"] == made["id"]


def test_roles_of_an_archived_project_leave_the_state(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(
        OF_PROJECT, {"project_id": project, "role_name": "a", "permissions": [READ]}
    )
    made.private = b""  # not created in this run
    sandbox.admin.post(f"/organization/projects/{project}/archive").raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).errors == []


def test_an_error_without_an_archived_project_stays_an_error(
    driver: Driver, sandbox: Sandbox, project: str
) -> None:
    made = driver.create(
        OF_PROJECT, {"project_id": project, "role_name": "a", "permissions": [READ]}
    )
    with sandbox.faults("400:path=/projects/*"):
        assert driver.read(made).errors != []
        assert driver.destroy(made).errors != []
