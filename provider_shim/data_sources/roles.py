"""``openai_roles`` (data source): the roles of the organization."""

from __future__ import annotations

from provider_shim.areas.roles import EveryRole, every_role_schema
from provider_shim.patterns.attributes import order
from provider_shim.resources import role


class Roles(EveryRole):
    """The roles of the organization, predefined ones among them."""

    type_name = "openai_roles"
    endpoint = role.Role.endpoint
    schema = every_role_schema({"order": order("Defaults to `asc`.")})
