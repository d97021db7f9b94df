"""The first role of groups in projects. The API returns all roles of a group, but not the one with which it was added. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from openai_cdktf_cli.export.found import Found
from provider_shim.rules.role_ids import predefined_first

_GROUP, _ROLE = "openai_project_group", "openai_project_group_role"


def with_roles(objects: Sequence[Found]) -> list[Found]:
    """Return the objects with the first role of each project's group as its `role`, and without this role assignment."""
    roles: dict[tuple[str, str], list[Found]] = {}
    for one in objects:
        if one.type_name == _ROLE:
            roles.setdefault((one.names["project_id"], one.names["group_id"]), []).append(one)
    taken: set[str] = set()
    groups: dict[str, Found] = {}
    for one in objects:
        if one.type_name == _GROUP and (
            own := roles.get((one.names["project_id"], one.names["group_id"]))
        ):
            first = min(own, key=lambda one: predefined_first(str(one.arguments["role_id"])))
            role = str(first.arguments["role_id"])
            taken.add(first.import_id)
            groups[one.import_id] = dataclasses.replace(
                one,
                import_id=f"{one.import_id}/{role}",
                arguments={**one.arguments, "role": role},
                unread=(),
            )
    return [
        groups.get(one.import_id, one) if one.type_name == _GROUP else one
        for one in objects
        if not (one.type_name == _ROLE and one.import_id in taken)
    ]
