"""``openai_group_user`` and ``openai_group_users``: one member and all members of a group."""

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
    """Return a member with the id of the user as `user_id`. Most answers of the API call it `id`."""
    return {"user_id": answer.get("id"), **answer}


class GroupUser(Membership):
    """A user in a group. Other members of the group are not changed.

    If the user is already in the group, Terraform manages the existing membership. Destroying it removes the user from the
    group.

    ~> Do not use it together with `openai_group_users` for the same group. Each would undo the changes of the other.
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
    read_after_create = True  # only the path of one user has all fields
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="`<group_id>/<user_id>`, which is also the id for import.",
            ),
            "group_id": String(required=True, replace=True, doc="The id of the group."),
            "user_id": String(
                required=True,
                replace=True,
                doc="The id of the user, who must be in the organization. Service accounts are also users.",
            ),
            "name": String(computed=True, also=("user_name",), doc="The name of the user."),
            "email": String(
                computed=True, doc="The email address of the user. Null if the user has none."
            ),
            "picture": String(
                computed=True,
                doc="The URL of the picture of the user. Null if the user has none or if the API does not return it.",
            ),
            "is_service_account": Bool(
                computed=True,
                doc="Whether the user is a service account. Null if the API does not return it.",
            ),
            "user_type": String(
                computed=True,
                doc="The kind of user: `user` or `tenant_user`. Null if the API does not return it.",
            ),
        }
    )


_USERS = "/organization/groups/{group_id}/users"


class GroupUsers(OwnedList):
    """All users in a group. Terraform adds the users that you configure, and removes all others.

    The create removes users who were added elsewhere, and warns about each of them. Destroying the resource removes the users
    that it contains. If an identity provider manages the group by SCIM, the API refuses changes.

    ~> Do not use `openai_group_user` for the same group. Each would undo the changes of the other.
    """

    type_name = "openai_group_users"
    endpoint = Rest(_USERS, item=_USERS, update=None, auth="admin")
    members = "user_ids"
    member = "user_id"
    schema = Schema(
        {
            "id": String(
                computed=True,
                local=True,
                doc="The id of the group, which is also the id for import.",
            ),
            "group_id": String(required=True, replace=True, doc="The id of the group."),
            "user_ids": SetOf(
                String(min_length=1),
                required=True,
                doc="The ids of all users in the group. They must be in the organization. Service accounts are also users. An "
                "empty set removes all users.",
            ),
        }
    )


class DataGroupUser(Lookup):
    """A user in a group, found by the id or by the email address."""

    type_name = "openai_group_user"
    endpoint = GroupUser.endpoint
    by = "email"
    schema = lookup_schema(GroupUser, by)

    def read(self, call: Call, config: Values) -> Values:
        """Read the user. If the user was found by the address, read the user again by the id: the list has fewer fields."""
        found = super().read(call, config)
        return found if found["user_type"] is not None else super().read(call, found)


class DataGroupUsers(ListAll):
    """The users in a group."""

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
                            doc="The email address of the user. Null if the user has none.",
                        ),
                        "is_service_account": Bool(
                            computed=True,
                            doc="Whether the user is a service account. Null if the API does not return it.",
                        ),
                        "user_type": String(
                            computed=True,
                            doc="The kind of user: `user` or `tenant_user`. Null if the API does not return it.",
                        ),
                    }
                ),
                computed=True,
                doc="The users, in the order in which the API returns them.",
            ),
            ids: ListOf(String(), computed=True, doc="The ids of the users, in the same order."),
        }
    )
