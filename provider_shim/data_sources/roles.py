"""``openai_roles`` (data source): the roles of the organization."""

from __future__ import annotations

from provider_shim.attributes import order
from provider_shim.resources import role
from provider_shim.roles import EveryRole, every_role_schema


class Roles(EveryRole):
    """The roles of the organization, predefined ones among them."""

    type_name = "openai_roles"
    endpoint = role.Role.endpoint
    schema = every_role_schema({"order": order("Defaults to `asc`.")})
