"""``openai_user_roles`` (data source): the roles of the organization that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import EveryAssignedRole, every_assigned_role_schema
from provider_shim.resources import user_role


class UserRoles(EveryAssignedRole):
    """The roles of the organization that a user has, those inherited from groups among them."""

    type_name = "openai_user_roles"
    endpoint = user_role.UserRole.endpoint
    schema = every_assigned_role_schema(user_role.OF)
