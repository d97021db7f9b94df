"""``openai_group_users`` (data source): the users who are in a group."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import limit_of_all
from provider_shim.patterns.lookups import Every
from provider_shim.resources import group_user
from provider_shim.schema import Bool, ListOf, Object, Schema, String


class GroupUsers(Every):
    """The users who are in a group."""

    type_name = "openai_group_users"
    endpoint = group_user.GroupUser.endpoint
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
