"""``openai_group_user``: a user who is in a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.patterns.attributes import order
from provider_shim.patterns.list_limits import limit_of_all
from provider_shim.patterns.lookups import ListAll, Lookup, lookup_schema
from provider_shim.patterns.memberships import Membership
from provider_shim.patterns.ownership import OwnedList
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, ListOf, Object, Schema, SetOf, String


def _with_user_id(answer: Mapping[str, Any]) -> Json:
    """Return a member with the id of the user as `user_id`: the API says `id`, save in the answer to the addition."""
    return {"user_id": answer.get("id"), **answer}


class GroupUser(Membership):
    """A user who is in a group, whoever else is in it. Who is in it already is taken over. Destroying it takes the user out of it.

    ~> Do not use it for a group whose members `openai_group_users` tells: each would undo what the other does.
    """

    type_name = "openai_group_user"
    endpoint = Rest(
        "/organization/groups/{group_id}/users",
        item="/organization/groups/{group_id}/users/{user_id}",
        update=None,
        auth="admin",
        page=1000,
        reshape=_with_user_id,
    )
    read_after_create = True  # only the user's own path has all
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="`<group_id>/<user_id>`, as for import."),
            "group_id": String(required=True, replace=True, doc="The id of the group."),
            "user_id": String(
                required=True,
                replace=True,
                doc="The id of the user, who must be in the organization. Service accounts are users, too.",
            ),
            "name": String(computed=True, also=("user_name",), doc="The name of the user."),
            "email": String(
                computed=True, doc="The email address of the user. Null for those without one."
            ),
            "picture": String(
                computed=True,
                doc="Where the picture of the user is, if there is one. Null for who was imported.",
            ),
            "is_service_account": Bool(
                computed=True,
                doc="Whether the user is a service account. Null for who was imported.",
            ),
            "user_type": String(
                computed=True,
                doc="The kind of user: `user` or `tenant_user`. Null for who was imported.",
            ),
        }
    )


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


class DataGroupUser(Lookup):
    """A user who is in a group, found by id or by email address."""

    type_name = "openai_group_user"
    endpoint = GroupUser.endpoint
    by = "email"
    schema = lookup_schema(GroupUser, by)

    def read(self, call: Call, config: Values) -> Values:
        """Get the user; one who was found by the address is looked up once more, since the list tells less."""
        found = super().read(call, config)
        return found if found["user_type"] is not None else super().read(call, found)


class DataGroupUsers(ListAll):
    """The users who are in a group."""

    type_name = "openai_group_users"
    endpoint = GroupUser.endpoint
    items = "users"
    ids = "user_ids"
    schema = Schema(
        {
            "group_id": String(required=True, doc="The id of the group."),
            "order": order(),
            "limit": limit_of_all(),
            items: ListOf(
                Object(
                    {
                        "id": String(computed=True, doc="The id of the user."),
                        "name": String(computed=True, doc="The name of the user."),
                        "email": String(
                            computed=True,
                            doc="The email address of the user. Null for those without one.",
                        ),
                        "is_service_account": Bool(
                            computed=True,
                            doc="Whether the user is a service account, where the list tells it.",
                        ),
                        "user_type": String(
                            computed=True,
                            doc="The kind of user, `user` or `tenant_user`, where the list tells it.",
                        ),
                    }
                ),
                computed=True,
                doc="The users, in the order of the API.",
            ),
            ids: ListOf(String(), computed=True, doc="The ids of the users, in the same order."),
        }
    )
