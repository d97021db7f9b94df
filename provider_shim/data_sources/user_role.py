"""``openai_user_role`` (data source): a role of the organization that a user has."""

from __future__ import annotations

from provider_shim.areas.assignments import AssignedRole, assigned_role_schema
from provider_shim.resources import user_role


class UserRole(AssignedRole):
    """A role of the organization that a user has, found by the id or the name of the role."""

    type_name = "openai_user_role"
    endpoint = user_role.UserRole.endpoint
    schema = assigned_role_schema(user_role.UserRole)
