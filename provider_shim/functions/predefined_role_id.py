"""``provider::openai::predefined_role_id``: the id of a predefined role of an organization."""

from __future__ import annotations

from typing import Any

from provider_shim.functions.parts import part
from provider_shim.rules.role_ids import ORGANIZATION, full_id
from provider_shim.vocabulary.operations import Function, Parameter


def _identified(arguments: list[Any]) -> str:
    role, organization = (part(one, number) for number, one in enumerate(arguments))
    return full_id(role, ORGANIZATION, organization)


PREDEFINED_ROLE_ID = Function(
    name="predefined_role_id",
    summary="Returns the id of a predefined role of an organization.",
    description="Every organization has the predefined roles `owner` and `reader`. The function returns the id of a role, which "
    "contains the role and the organization, for `openai_user_role` and `openai_group_role`.",
    parameters=(
        Parameter(name="role", type="string", doc="The name of the role: `owner` or `reader`."),
        Parameter(
            name="organization_id",
            type="string",
            doc="The id of the organization, such as `org-abc123`.",
        ),
    ),
    returns="string",
    call=_identified,
)
