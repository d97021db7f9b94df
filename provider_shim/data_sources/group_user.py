"""``openai_group_user`` (data source): one user who is in a group."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import group_user


class GroupUser(Lookup):
    """A user who is in a group, found by id or by email address."""

    type_name = "openai_group_user"
    endpoint = group_user.GroupUser.endpoint
    by = "email"
    schema = lookup_schema(group_user.GroupUser, by)

    def read(self, call: Call, config: Values) -> Values:
        """Get the user; one who was found by the address is looked up once more, since the list tells less."""
        found = super().read(call, config)
        return found if found["user_type"] is not None else super().read(call, found)
