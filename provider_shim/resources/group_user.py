"""``openai_group_user``: a user who is in a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.call import Call, Values
from provider_shim.diagnostics import ApiError
from provider_shim.patterns.memberships import Membership
from provider_shim.rest import Rest
from provider_shim.schema import Bool, Schema, String


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
    )
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

    def create(self, call: Call, planned: Values) -> Values:
        """Add the user, and read what the answer does not tell: only the user's own path tells all."""
        made = super().create(call, planned)
        try:
            told = self.there(call, made)
        except ApiError:
            told = None  # the user is there: name and address, the next refresh tells
        return made if told is None else self.state(told, made)

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values; the API calls the id of the user `id`, save in the answer to the addition."""
        return super().state({"user_id": answer.get("id"), **answer}, known)
