"""``openai_group`` and ``openai_group_user``: create, read, import, and move from other providers."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from provider_shim.vocabulary.diagnostics import ProviderError
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance

GROUP = "openai_group"
USER = "openai_group_user"
OWNER = "user-sandboxowner"
REGISTRY = "registry.terraform.io/"


@pytest.fixture
def group(driver: Driver) -> Instance:
    return driver.create(GROUP, {"name": "Support"})


@pytest.fixture
def account(sandbox: Sandbox) -> str:
    project = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    path = f"/organization/projects/{project}/service_accounts"
    return str(sandbox.admin.post(path, json={"name": "bot"}).json()["id"])


def test_a_group_is_renamed_in_place_imported_and_found_by_name(
    driver: Driver, group: Instance
) -> None:
    renamed = driver.update(group, {"name": "Help"})
    assert (renamed["id"], renamed["group_type"]) == (group["id"], "group")
    assert driver.adopt(GROUP, group["id"]).state == renamed.state
    assert (driver.look_up(GROUP, {"name": "Help"}).state or {})["id"] == group["id"]
    (refused,) = driver.look_up(GROUP, {"name": "help"}).diagnostics
    assert refused.path == ("name",)


def test_groups_are_listed_with_a_list_of_their_ids(driver: Driver, group: Instance) -> None:
    other = driver.create(GROUP, {"name": "Ops"})
    found = driver.look_up("openai_groups", {"order": "desc"}).state or {}
    assert found["group_ids"] == [other["id"], group["id"]]
    assert [one["name"] for one in found["groups"]] == ["Ops", "Support"]


def test_a_create_returns_all_fields_and_a_refresh_reads_the_list(
    driver: Driver, sandbox: Sandbox, group: Instance, account: str
) -> None:
    members = [
        driver.create(USER, {"group_id": group["id"], "user_id": user}) for user in (OWNER, account)
    ]
    assert [one["is_service_account"] for one in members] == [False, True]
    assert members[0]["email"] == "owner@example.com"
    sandbox.clear_requests()
    assert [driver.read(one).state for one in members] == [one.state for one in members]
    (requests,) = sandbox.requests()
    assert requests["template"] == "/organization/groups/{group_id}/users"


def test_imported_members_are_read_with_one_list_request(
    driver: Driver, sandbox: Sandbox, group: Instance, account: str
) -> None:
    configs = [{"group_id": group["id"], "user_id": user} for user in (OWNER, account)]
    for one in configs:
        driver.create(USER, one)
    sandbox.clear_requests()
    adopted = [driver.adopt(USER, f"{group['id']}/{one['user_id']}") for one in configs]
    assert len(sandbox.requests()) == 1
    assert [one["email"] for one in adopted] == ["owner@example.com", None]
    assert [one["user_type"] for one in adopted] == [None, None]
    assert all(driver.has_no_changes(*pair) for pair in zip(adopted, configs, strict=True))


def test_an_existing_member_is_managed(driver: Driver, group: Instance) -> None:
    config = {"group_id": group["id"], "user_id": OWNER}
    first = driver.create(USER, config)
    again = driver.create(USER, config)
    assert (again.state, again.errors) == (first.state, [])


def test_a_request_with_a_lost_answer_is_sent_again(
    driver: Driver, sandbox: Sandbox, group: Instance
) -> None:
    with sandbox.faults("drop-after:method=POST:times=1"):
        made = driver.create(USER, {"group_id": group["id"], "user_id": OWNER})
    assert made.errors == []
    assert made["user_id"] == OWNER


def test_an_unknown_user_is_an_error_and_not_in_the_state(driver: Driver, group: Instance) -> None:
    made = driver.create(USER, {"group_id": group["id"], "user_id": "user-nobody"})
    (refused,) = made.errors
    assert "user-nobody" in refused.detail
    assert made.state is None


def test_a_member_is_kept_if_the_details_cannot_be_read(
    driver: Driver, sandbox: Sandbox, group: Instance
) -> None:
    with sandbox.faults("403:method=GET"):
        made = driver.create(USER, {"group_id": group["id"], "user_id": OWNER})
    assert made.errors == []
    assert made["id"] == f"{group['id']}/{OWNER}"
    assert driver.read(made)["email"] == "owner@example.com"


def test_a_member_removed_elsewhere_is_removed_from_the_state(
    driver: Driver, sandbox: Sandbox, group: Instance
) -> None:
    made = driver.create(USER, {"group_id": group["id"], "user_id": OWNER})
    made.private = b""  # no longer added in this run
    path = f"/organization/groups/{group['id']}/users/{OWNER}"
    sandbox.admin.delete(path).raise_for_status()
    assert driver.read(made).state is None
    assert driver.destroy(made).errors == []


def test_members_of_a_deleted_group_are_removed_from_the_state(
    driver: Driver, sandbox: Sandbox, group: Instance
) -> None:
    made = driver.create(USER, {"group_id": group["id"], "user_id": OWNER})
    made.private = b""
    sandbox.admin.delete(f"/organization/groups/{group['id']}").raise_for_status()
    assert driver.read(made).state is None


def test_a_member_found_by_address_has_all_fields(driver: Driver, group: Instance) -> None:
    driver.create(USER, {"group_id": group["id"], "user_id": OWNER})
    wanted = {"group_id": group["id"], "email": "owner@example.com"}
    found = driver.look_up(USER, wanted).state or {}
    assert (found["user_id"], found["user_type"]) == (OWNER, "user")
    listed = driver.look_up("openai_group_users", {"group_id": group["id"]}).state or {}
    assert listed["user_ids"] == [OWNER]


@pytest.mark.parametrize("wrong", ["group_1", "group_1/", "group_1/user-1/role_1"])
def test_an_invalid_import_id_is_an_error_with_the_right_form(driver: Driver, wrong: str) -> None:
    with pytest.raises(ProviderError) as refused:
        driver.provider.import_state(USER, wrong)
    assert "<group_id>/<user_id>" in refused.value.detail


@pytest.mark.parametrize(
    ("provider", "raw"),
    [
        (OFFICIAL, {"group_id": "{group}", "user_id": OWNER}),
        (MKDEV, {"id": "{group}:" + OWNER, "user_name": "Old", "is_service_account": False}),
        (JIANYUAN, {"group_id": "{group}", "user_id": OWNER}),
    ],
)
def test_members_move_from_other_providers_without_changes(
    driver: Driver, group: Instance, provider: str, raw: dict[str, Any]
) -> None:
    config = {"group_id": group["id"], "user_id": OWNER}
    made = driver.create(USER, config)
    theirs = {
        name: value.replace("{group}", group["id"]) if isinstance(value, str) else value
        for name, value in raw.items()
    }
    moved = driver.provider.move_state(REGISTRY + provider, USER, 0, theirs, b"", USER)
    adopted = driver.read(Instance(type_name=USER, state=moved.state, private=moved.private))
    assert [adopted[one] for one in ("id", "email")] == [made[one] for one in ("id", "email")]
    assert driver.has_no_changes(adopted, config)


@pytest.mark.parametrize(
    ("provider", "raw"),
    [
        (OFFICIAL, {"group_type": "group", "is_scim_managed": False, "created_at": 1}),
        (MKDEV, {"is_scim_managed": False, "created_at": 1}),
        (JIANYUAN, {"created_at": 1}),
    ],
)
def test_groups_move_from_other_providers_without_changes(
    driver: Driver, group: Instance, provider: str, raw: dict[str, Any]
) -> None:
    theirs = {"id": group["id"], "name": "Support", **raw}
    moved = driver.provider.move_state(REGISTRY + provider, GROUP, 0, theirs, b"", GROUP)
    adopted = driver.read(Instance(type_name=GROUP, state=moved.state, private=moved.private))
    assert adopted.state == group.state
