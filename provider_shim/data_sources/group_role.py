"""``openai_group_role`` (data source): a role of the organization that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import AssignedRole, assigned_role_schema
from provider_shim.resources import group_role


class GroupRole(AssignedRole):
    """A role of the organization that a group has, found by the id or the name of the role."""

    type_name = "openai_group_role"
    endpoint = group_role.GroupRole.endpoint
    schema = assigned_role_schema(group_role.GroupRole)
