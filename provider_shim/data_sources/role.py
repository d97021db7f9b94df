"""``openai_role`` (data source): one role of the organization, by id or by name."""

from __future__ import annotations

from provider_shim.areas.roles import LookedUpRole, role_schema
from provider_shim.resources import role


class Role(LookedUpRole):
    """A role of the organization, custom or predefined, found by its id or its name; capitals in the name do not matter."""

    type_name = "openai_role"
    endpoint = role.Role.endpoint
    schema = role_schema(role.Role)
