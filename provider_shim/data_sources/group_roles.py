"""``openai_group_roles`` (data source): the roles of the organization that a group has."""

from __future__ import annotations

from provider_shim.areas.assignments import EveryAssignedRole, every_assigned_role_schema
from provider_shim.resources import group_role


class GroupRoles(EveryAssignedRole):
    """The roles of the organization that a group has."""

    type_name = "openai_group_roles"
    endpoint = group_role.GroupRole.endpoint
    schema = every_assigned_role_schema(group_role.OF)
