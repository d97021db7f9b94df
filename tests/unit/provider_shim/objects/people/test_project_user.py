"""``openai_project_user``: create, existing members, roles, deleted projects, import, and states of other providers."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.engine.moves import JIANYUAN, MKDEV, OFFICIAL
from provider_shim.objects.people.project_user import ProjectUser
from provider_shim.vocabulary.diagnostics import ProviderError
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

USER = "openai_project_user"
PROJECTS = "/organization/projects"
VIEWER, OWNER = "role-api-project-viewer", "role-api-project-owner"


@pytest.fixture
def ada(sandbox: Sandbox) -> str:
    return str(sandbox.join("ada@example.com")["id"])


def members(sandbox: Sandbox, project: str) -> dict[str, str]:
    listed = sandbox.admin.get(f"{PROJECTS}/{project}/users").json()["data"]
    return {one["id"]: one["role"] for one in listed}


def add(sandbox: Sandbox, project: str, user: str, role: str) -> None:
    body = {"user_id": user, "role": role}
    sandbox.admin.post(f"{PROJECTS}/{project}/users", json=body).raise_for_status()


def test_a_user_is_added_by_address_in_any_capitals(driver: Driver, project: str, ada: str) -> None:
    config = {"project_id": project, "email": "Ada@Example.com", "role": "member"}
    made = driver.create(USER, config)
    assert (made["id"], made["user_id"], made["name"]) == (f"{project}/{ada}", ada, "Ada")
    assert driver.has_no_changes(driver.read(made), config)


def test_an_existing_member_is_managed_and_gets_the_role(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    add(sandbox, project, ada, "owner")
    config = {"project_id": project, "user_id": ada, "role": "member"}
    made = driver.create(USER, config)
    assert made.diagnostics == []
    assert members(sandbox, project) == {ada: "member"}
    assert driver.has_no_changes(made, config)


def test_an_existing_member_is_found_by_address(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    add(sandbox, project, ada, "member")
    made = driver.create(
        USER, {"project_id": project, "email": "ADA@example.com", "role": "member"}
    )
    assert (made.errors, made["user_id"]) == ([], ada)


def test_a_request_with_a_lost_answer_is_sent_again(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    with sandbox.faults("drop-after:times=1:method=POST"):
        made = driver.create(USER, {"project_id": project, "user_id": ada, "role": "owner"})
    assert (made.errors, members(sandbox, project)) == ([], {ada: "owner"})


@pytest.mark.parametrize("who", [{"email": "eve@example.com"}, {"user_id": "user-none"}])
def test_an_unknown_user_is_an_error_that_explains_the_invite(
    driver: Driver, project: str, who: dict[str, str]
) -> None:
    (refused,) = driver.create(USER, {"project_id": project, "role": "member", **who}).errors
    assert "Invite the person with `openai_invite`" in refused.detail
    assert refused.path == tuple(who)


def test_an_error_for_a_known_user_has_the_message_of_the_api(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    config = {"project_id": project, "user_id": ada, "role": "king"}
    (refused,) = driver.create(USER, config).errors
    assert "'king' is neither 'owner' nor 'member'" in refused.detail


def test_an_error_for_an_archived_project_has_the_message_of_the_api(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    sandbox.admin.post(f"{PROJECTS}/{project}/archive").raise_for_status()
    config = {"project_id": project, "email": "ada@example.com", "role": "member"}
    (refused,) = driver.create(USER, config).errors
    assert "is archived" in refused.detail


def test_a_role_changes_in_place(driver: Driver, sandbox: Sandbox, project: str, ada: str) -> None:
    config = {"project_id": project, "user_id": ada, "role": "member"}
    made = driver.create(USER, config)
    changed = driver.update(made, {**config, "role": "owner"})
    assert (changed["id"], members(sandbox, project)) == (made["id"], {ada: "owner"})


def roles(sandbox: Sandbox, project: str, user: str) -> set[str]:
    listed = sandbox.admin.get(f"/projects/{project}/users/{user}/roles").json()["data"]
    return {one["name"] for one in listed}


def test_role_ids_are_all_roles_of_the_user(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    config = {"project_id": project, "user_id": ada, "role_ids": [VIEWER]}
    made = driver.create(USER, config)
    assert (made["role"], roles(sandbox, project, ada)) == ("member", {"viewer"})
    assert driver.has_no_changes(driver.read(made), config)
    more = {**config, "role_ids": [VIEWER, OWNER]}
    changed = driver.update(made, more)
    assert roles(sandbox, project, ada) == {"viewer", "owner"}
    assert driver.has_no_changes(driver.read(changed), more)


def test_an_existing_member_gets_exactly_the_configured_roles(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    add(sandbox, project, ada, "owner")
    driver.create(USER, {"project_id": project, "user_id": ada, "role_ids": [VIEWER]})
    assert (members(sandbox, project), roles(sandbox, project, ada)) == (
        {ada: "member"},
        {"viewer"},
    )


def test_role_and_role_ids_replace_each_other_in_place(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    one = {"project_id": project, "user_id": ada, "role": "member"}
    several = {"project_id": project, "user_id": ada, "role_ids": [VIEWER]}
    made = driver.update(driver.create(USER, one), several)
    assert roles(sandbox, project, ada) == {"viewer"}
    back = driver.update(made, {**one, "role": "owner"})
    assert (back["role_ids"], roles(sandbox, project, ada)) == (None, {"owner"})
    assert driver.has_no_changes(driver.read(back), {**one, "role": "owner"})


def test_a_role_from_a_group_is_not_a_role_of_the_user(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    config = {"project_id": project, "user_id": ada, "role_ids": [VIEWER]}
    made = driver.create(USER, config)
    group = sandbox.admin.post("/organization/groups", json={"name": "a"}).json()["id"]
    body = {"user_id": ada}
    sandbox.admin.post(f"/organization/groups/{group}/users", json=body).raise_for_status()
    body = {"group_id": group, "role": OWNER}
    sandbox.admin.post(f"{PROJECTS}/{project}/groups", json=body).raise_for_status()
    assert driver.has_no_changes(driver.read(made), config)


def test_role_or_role_ids_is_required(driver: Driver, project: str, ada: str) -> None:
    attributes = driver.provider.resources[USER].attributes
    config = configured(attributes, {"project_id": project, "user_id": ada})
    (refused,) = driver.provider.validate_resource(USER, config)
    assert "One of `role`, `role_ids` must be set." in refused.detail


def test_another_user_replaces_the_member(driver: Driver, project: str, ada: str) -> None:
    made = driver.create(USER, {"project_id": project, "user_id": ada, "role": "member"})
    other = {"project_id": project, "email": "grace@example.com", "role": "member"}
    assert ("email",) in driver.plan(made, other).requires_replace


def test_an_unknown_role_is_a_warning_with_a_suggestion(
    driver: Driver, project: str, ada: str
) -> None:
    attributes = driver.provider.resources[USER].attributes
    config = configured(attributes, {"project_id": project, "user_id": ada, "role": "onwer"})
    (warned,) = driver.provider.validate_resource(USER, config)
    assert 'Did you mean "owner"?' in warned.detail
    assert warned.path == ("role",)


def test_a_user_removed_elsewhere_is_removed_from_the_state(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    made = driver.create(USER, {"project_id": project, "user_id": ada, "role": "member"})
    sandbox.admin.delete(f"{PROJECTS}/{project}/users/{ada}").raise_for_status()
    words = f"User {ada} is not a member of {project}"
    with sandbox.faults(f"400:method=DELETE:message={words}"):
        assert driver.destroy(made).diagnostics == []
    assert driver.read(made).state is None


def test_a_rejected_removal_is_an_error(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    made = driver.create(USER, {"project_id": project, "user_id": ada, "role": "owner"})
    with sandbox.faults("400:method=DELETE:message=The last owner stays."):
        left = driver.destroy(made)
    assert "The last owner stays." in left.errors[0].detail
    assert left.state == made.state


def test_an_archived_project_has_no_members(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    made = driver.create(USER, {"project_id": project, "user_id": ada, "role": "member"})
    sandbox.admin.post(f"{PROJECTS}/{project}/archive").raise_for_status()
    with sandbox.faults(f"400:method=GET:path={PROJECTS}/{project}/users*"):
        assert driver.read(made).state is None
        assert driver.destroy(made).diagnostics == []


def test_a_project_that_refuses_the_list_is_not_assumed_to_be_archived(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    made = driver.create(USER, {"project_id": project, "user_id": ada, "role": "member"})
    with sandbox.faults(f"400:method=GET:path={PROJECTS}/{project}/users*"):
        kept = driver.read(made)
    assert (len(kept.errors), kept.state) == (1, made.state)


@pytest.mark.parametrize(
    "form", ["{project}/{user}", "{project}:{user}", "{project}/Ada@example.com"]
)
def test_a_member_is_imported_by_id_or_address(
    driver: Driver, sandbox: Sandbox, project: str, ada: str, form: str
) -> None:
    add(sandbox, project, ada, "owner")
    found = driver.adopt(USER, form.format(project=project, user=ada))
    assert (found["id"], found["user_id"]) == (f"{project}/{ada}", ada)
    assert driver.has_no_changes(found, {"project_id": project, "user_id": ada, "role": "owner"})


def test_a_user_who_is_not_a_member_cannot_be_imported(driver: Driver, project: str) -> None:
    assert driver.adopt(USER, f"{project}/eve@example.com").state is None


def test_an_invalid_import_id_is_an_error_with_the_right_form(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="<project_id>/<user_id>"):
        driver.adopt(USER, "user-1")


@pytest.mark.parametrize(
    ("provider", "more"),
    [
        (OFFICIAL, {"email": "ada@example.com", "name": "Ada", "added_at": 1}),
        (JIANYUAN, {}),
        (MKDEV, {"id": "{project}:{user}", "email": "ada@example.com", "added_at": 1}),
    ],
)
def test_a_state_of_another_provider_is_accepted(
    driver: Driver, project: str, ada: str, provider: str, more: dict[str, Any]
) -> None:
    driver.create(USER, {"project_id": project, "user_id": ada, "role": "member"})
    raw = {"project_id": project, "user_id": ada, "role": "member", **more}
    moved = driver.move(provider, USER, raw, USER)
    assert moved["id"] == f"{project}/{ada}"
    assert driver.has_no_changes(moved, {"project_id": project, "user_id": ada, "role": "member"})


def test_a_state_of_mkdev_is_accepted_with_its_set_of_roles(
    driver: Driver, project: str, ada: str
) -> None:
    config = {"project_id": project, "user_id": ada, "role_ids": [VIEWER]}
    driver.create(USER, config)
    raw = {
        "id": f"{project}:{ada}",
        **config,
        "role_ids": [f"{VIEWER}__api-project__{project}"],
        "email": "ada@example.com",
        "added_at": 1,
    }
    assert driver.has_no_changes(driver.move(MKDEV, USER, raw, USER), config)


def test_the_data_source_finds_a_member_by_address(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    add(sandbox, project, ada, "owner")
    found = driver.look_up(USER, {"project_id": project, "email": "ADA@example.com"}).state
    assert found is not None
    assert (found["user_id"], found["role"]) == (ada, "owner")


def test_the_data_source_lists_owners_and_members(
    driver: Driver, sandbox: Sandbox, project: str, ada: str
) -> None:
    grace = sandbox.join("grace@example.com")["id"]
    add(sandbox, project, ada, "owner")
    add(sandbox, project, grace, "member")
    found = driver.look_up("openai_project_users", {"project_id": project}).state
    assert found is not None
    assert (found["owner_ids"], found["member_ids"]) == ([ada], [grace])
    assert ({one["id"] for one in found["users"]}, found["user_count"]) == ({ada, grace}, 2)


def test_a_hidden_address_keeps_the_configured_value() -> None:
    known = {"project_id": "proj_1", "email": "ada@example.com"}
    assert ProjectUser().state({"id": "user-1", "email": None}, known)["email"] == known["email"]
