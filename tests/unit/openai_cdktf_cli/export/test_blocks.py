"""References, order, modules and loops of an exported program."""

from __future__ import annotations

import dataclasses
from typing import Any

from openai_cdktf_cli.export.blocks import Block, Reference, Todo, blocks, unfilled
from openai_cdktf_cli.export.found import Found
from openai_cdktf_cli.export.group_access import with_roles
from openai_cdktf_cli.export.loops import Loop, loops


def found(
    kind: str, import_id: str, label: str = "", names: tuple[str, ...] = ("id",), **arguments: Any
) -> Found:
    return Found(
        type_name=f"openai_{kind}",
        import_id=import_id,
        id="" if "/" in import_id else import_id,
        label=label,
        names=dict(zip(names, import_id.split("/"), strict=True)),
        arguments=arguments,
    )


SEARCH = found("project", "proj_1", "Search", name="Search")
ADA = Found(
    type_name="openai_organization_user",
    import_id="user-1",
    id="user-1",
    label="ada",
    names={"id": "user-1", "user_id": "user-1"},
    arguments={"user_id": "user-1"},
)


def member(user: str, **more: Any) -> Found:
    return Found(
        type_name="openai_project_user",
        import_id=f"proj_1/{user}",
        label=user,
        names={"project_id": "proj_1", "user_id": user, "id": f"proj_1/{user}"},
        arguments={"project_id": "proj_1", "user_id": user, **more},
        instead={"user_id": ("email", f"{user}@example.com")},
    )


def by_name(program: list[Block]) -> dict[str, Block]:
    return {one.name: one for one in program}


def test_the_id_of_an_object_in_the_program_becomes_a_reference() -> None:
    program = by_name(blocks([member("user-1"), ADA, SEARCH]))
    arguments = program["search_ada_member"].arguments
    assert arguments["project_id"] == Reference(block=program["search"])
    assert arguments["user_id"] == Reference(block=program["ada_user"])


def test_a_user_outside_the_program_is_named_by_the_email_address() -> None:
    program = by_name(blocks([member("user-1"), SEARCH]))
    arguments = program["search_user_1_member"].arguments
    assert "user_id" not in arguments
    assert arguments["email"] == "user-1@example.com"


def test_objects_come_after_the_objects_to_which_they_refer() -> None:
    program = blocks([member("user-1"), ADA, SEARCH])
    assert [one.name for one in program] == ["search", "ada_user", "search_ada_member"]


def test_an_id_in_free_text_is_not_a_reference() -> None:
    store = found("vector_store", "vs_1", "S", name="proj_1", metadata={"project": "proj_1"})
    program = by_name(blocks([SEARCH, store]))
    assert program["s_store"].arguments == {"name": "proj_1", "metadata": {"project": "proj_1"}}


def test_a_cycle_of_references_contains_one_literal_id() -> None:
    one = found("agent", "agent_1", "One", model="m", tools=[{"agent_id": "agent_2"}])
    two = found("agent", "agent_2", "Two", model="m", tools=[{"agent_id": "agent_1"}])
    program = blocks([one, two])
    values = [block.arguments["tools"][0]["agent_id"] for block in program]
    assert [isinstance(value, str) for value in values].count(True) == 1


def test_each_project_has_a_module_with_split_project() -> None:
    invite = found("invite", "invite-1", "new", email="n@x.com", projects=[{"id": "proj_1"}])
    program = by_name(blocks([member("user-1"), ADA, SEARCH, invite], split="project"))
    assert {name: one.module for name, one in program.items()} == {
        "ada_user": "people",
        "search": "project_search",
        "search_ada_member": "project_search",
        "new_invite": "across_projects",
    }


def test_two_projects_with_a_long_name_have_two_modules() -> None:
    projects = [found("project", f"proj_{number}", "x" * 200) for number in (1, 2)]
    assert len({one.module for one in blocks(projects, split="project")}) == len(projects)


def test_an_unread_argument_is_a_todo_at_its_position() -> None:
    credential = Found(
        type_name="openai_vault_credential",
        import_id="vault_1/cred_1",
        label="CRM",
        names={"vault_id": "vault_1", "id": "cred_1"},
        arguments={"auth": {"type": "static_bearer"}},
        unread=("auth.token",),
    )
    (block,) = blocks([credential])
    assert isinstance(block.arguments["auth"]["token"], Todo)
    assert list(unfilled(block.arguments)) == ["auth"]
    assert credential.arguments == {"auth": {"type": "static_bearer"}}


def test_similar_members_become_a_loop() -> None:
    members = [member(f"user-{number}", role="member") for number in range(3)]
    program = blocks([SEARCH, *members])
    first, loop = loops(program)
    assert isinstance(first, Block)
    assert isinstance(loop, Loop)
    assert loop.before == "search_"
    assert list(loop.keys) == ["user_0", "user_1", "user_2"]
    assert set(loop.same) == {"project_id", "role"}
    assert loop.different(loop.blocks[0]) == {"email": "user-0@example.com"}


def test_members_without_letters_in_their_names_become_a_loop() -> None:
    members = [dataclasses.replace(member(f"user-{one}"), label="🚀") for one in "xyz"]
    _, loop = loops(blocks([SEARCH, *members]))
    assert isinstance(loop, Loop)
    assert loop.before == "search_"
    assert list(loop.keys) == ["userx", "usery", "userz"]


def test_two_members_do_not_become_a_loop() -> None:
    program = blocks([SEARCH, member("user-1"), member("user-2")])
    assert all(isinstance(one, Block) for one in loops(program))


def test_the_first_role_of_a_group_becomes_its_role_in_the_project() -> None:
    names = ("project_id", "group_id", "role_id")
    group = found("project_group", "proj_1/group_1", "", names[:2], group_id="group_1")
    member = "role-api-project-member"
    own, given = (
        found("project_group_role", f"proj_1/group_1/{role}", "", names, role_id=role)
        for role in ("role_9", member)
    )
    access, role = with_roles([group, own, given])
    assert access.import_id == "proj_1/group_1/role-api-project-member"
    assert access.arguments == {"group_id": "group_1", "role": "role-api-project-member"}
    assert role == own


def group(number: int, name: str) -> Found:
    return found("group", f"group_{number}", name, name=name)


def access(number: int) -> Found:
    return found(
        "project_group",
        f"proj_1/group_{number}",
        "",
        ("project_id", "group_id"),
        project_id="proj_1",
        group_id=f"group_{number}",
        role="role-api-project-member",
    )


def test_a_group_outside_the_program_is_looked_up_by_name() -> None:
    program = by_name(blocks([SEARCH, access(1)], context=[group(1, "Support"), group(2, "Ops")]))
    support = program["support_group"]
    assert support.is_data
    assert support.address == "data.openai_group.support_group"
    assert support.arguments == {"name": "Support"}
    assert program["search_support_group"].arguments["group_id"] == Reference(block=support)
    assert "ops_group" not in program


def test_a_group_with_an_ambiguous_name_is_looked_up_by_id() -> None:
    context = [group(1, "Support"), group(2, "Support")]
    program = by_name(blocks([SEARCH, access(2)], context=context))
    (looked_up,) = (one for one in program.values() if one.is_data)
    assert looked_up.arguments == {"id": "group_2"}


def test_one_of_two_users_with_an_address_is_looked_up_by_the_id() -> None:
    instead = {"user_id": ("email", "ada@example.com")}
    users = [
        dataclasses.replace(ADA, import_id=one, id=one, arguments={"user_id": one}, instead=instead)
        for one in ("user-1", "user-2")
    ]
    members = found("group_users", "group_1", names=("group_id",), user_ids=["user-2"])
    program = by_name(blocks([members], context=[group(1, "Support"), *users]))
    assert {"user_id": "user-2"} in [one.arguments for one in program.values()]


def test_many_groups_outside_the_program_are_named_by_id() -> None:
    context = [group(number, f"Group {number}") for number in range(7)]
    program = blocks([SEARCH, *(access(number) for number in range(7))], context=context)
    assert not any(one.is_data for one in program)
    assert {one.arguments.get("group_id") for one in program[1:]} == {one.id for one in context}
