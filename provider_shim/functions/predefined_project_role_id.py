"""``provider::openai::predefined_project_role_id``: the id of a predefined role of a project."""

from __future__ import annotations

from typing import Any

from provider_shim.functions.parts import part
from provider_shim.rules.role_ids import PROJECT, full_id
from provider_shim.vocabulary.operations import Function, Parameter


def _identified(arguments: list[Any]) -> str:
    role, project = (part(one, number) for number, one in enumerate(arguments))
    return full_id(role, PROJECT, project)


PREDEFINED_PROJECT_ROLE_ID = Function(
    name="predefined_project_role_id",
    summary="Returns the id of a predefined role of a project.",
    description="Every project has the predefined roles `owner`, `member` and `viewer`. The function returns the id of a role, "
    "which contains the role and the project, for `openai_project_user_role` and `openai_project_group_role`. These resources "
    "also accept the short form, such as `role-api-project-owner`.",
    parameters=(
        Parameter(
            name="role",
            type="string",
            doc="The name of the role: `owner`, `member` or `viewer`.",
        ),
        Parameter(
            name="project_id", type="string", doc="The id of the project, such as `proj_abc123`."
        ),
    ),
    returns="string",
    call=_identified,
)
