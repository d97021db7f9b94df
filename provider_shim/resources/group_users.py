"""``openai_group_users``: all users who are in a group."""

from __future__ import annotations

from provider_shim.patterns.ownership import OwnedList
from provider_shim.rest import Rest
from provider_shim.schema import Schema, SetOf, String

_USERS = "/organization/groups/{group_id}/users"


class GroupUsers(OwnedList):
    """All users who are in a group: those who are configured are added, and all others are taken out.

    Creating the resource takes out users who were added elsewhere, and warns of each. Destroying it takes out those whom it
    tells. An identity provider that manages the group by SCIM owns the list instead; the API then refuses changes.

    ~> Do not use `openai_group_user` for the same group: each would undo what the other does.
    """

    type_name = "openai_group_users"
    endpoint = Rest(_USERS, item=_USERS, update=None, auth="admin")
    members = "user_ids"
    member = "user_id"
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="The id of the group, as for import."),
            "group_id": String(required=True, replace=True, doc="The id of the group."),
            "user_ids": SetOf(
                String(min_length=1),
                required=True,
                doc="The ids of all users who are in the group. They must be in the organization; service accounts are users, "
                "too. An empty set takes everybody out.",
            ),
        }
    )
