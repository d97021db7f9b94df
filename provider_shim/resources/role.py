"""``openai_role``: a custom role of the organization."""

from __future__ import annotations

from provider_shim.areas.role_ids import same_role
from provider_shim.areas.roles import ARGUMENTS, KIND, CustomRole
from provider_shim.patterns.attributes import identity
from provider_shim.rest import Rest
from provider_shim.schema import Schema


class Role(CustomRole):
    """A custom role of the organization: permissions that users and groups get together, in all projects.

    Who has it is told by `openai_user_role` and `openai_group_role`. Destroying the role takes it from everybody.

    A change may take OpenAI up to 30 minutes to spread.
    """

    type_name = "openai_role"
    endpoint = Rest("/organization/roles", auth="admin", page=1000)
    schema = Schema(
        {"id": identity("role").but(also=("role_id",), equivalent=same_role), **ARGUMENTS, **KIND}
    )
