"""``openai_organization_users`` (data source): the users of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.people import USERS, told_by_organization
from provider_shim.call import Call, Values
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import organization_user
from provider_shim.schema import SetOf, String


class OrganizationUsers(Every):
    """The users of the organization: all, or those with some addresses."""

    type_name = "openai_organization_users"
    endpoint = USERS
    items = "users"
    schema = every_schema(
        organization_user.OrganizationUser,
        items,
        {
            "emails": SetOf(String(), optional=True, doc="Only users with one of these addresses."),
            "user_id": String(
                optional=True,
                conflicts_with=("emails",),
                doc="Only the user with this id.",
            ),
        },
        untold=("role_id",),
        named="id",
    )

    def read(self, call: Call, config: Values) -> Values:
        """List them, or get the one."""
        if config["user_id"] is None:
            return super().read(call, config)
        user = call.send(
            self.endpoint, self.endpoint.item, config, "read the user", method="GET"
        ).body
        return self.from_answer(
            {"user_id": user.get("id"), self.items: [self.reshape(user)]}, config
        )

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a user with the projects as a list."""
        return told_by_organization(item)
