"""``openai_project_users`` (data source): the users of a project."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import project_user
from provider_shim.schema import Integer, ListOf, Schema, String


class ProjectUsers(Every):
    """The users of a project, with their roles."""

    type_name = "openai_project_users"
    endpoint = project_user.ProjectUser.endpoint
    items = "users"
    schema = Schema(
        {
            **every_schema(project_user.ProjectUser, items, named="id").attributes,
            "user_ids": ListOf(String(), computed=True, doc="The ids of all of them."),
            "owner_ids": ListOf(String(), computed=True, doc="The ids of those who are owners."),
            "member_ids": ListOf(String(), computed=True, doc="The ids of those who are members."),
            "user_count": Integer(computed=True, doc="How many there are."),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List them, and tell their ids apart by what they are."""
        found = super().read(call, config)
        users = found[self.items]
        return {
            **found,
            "user_ids": [one["id"] for one in users],
            "owner_ids": [one["id"] for one in users if one["role"] == "owner"],
            "member_ids": [one["id"] for one in users if one["role"] == "member"],
            "user_count": len(users),
        }
