"""People of an organization, and their addresses: how one finds them. It must not know what is made of them."""

from __future__ import annotations

from typing import Any

from provider_shim.call import Call
from provider_shim.diagnostics import NotFoundError
from provider_shim.rest import Json, Rest
from provider_shim.schema import Attribute, Integer, String

USERS = Rest("/organization/users", item="/organization/users/{user_id}", auth="admin", page=100)

ORGANIZATION_ROLES = ("owner", "reader")
PROJECT_ROLES = ("owner", "member")

TOLD: dict[str, Attribute] = {
    "name": String(computed=True, doc="The name of the user."),
    "added_at": Integer(computed=True, doc="When the user was added, in seconds since 1970."),
}
"""What is told of a user, wherever one is."""


def same_address(one: Any, other: Any) -> bool:
    """Tell whether two addresses are the same: mail does not care about capitals, and servers rewrite them."""
    return isinstance(one, str) and isinstance(other, str) and one.lower() == other.lower()


def user_with(call: Call, email: str) -> Json | None:
    """Return who in the organization has an address, None if nobody has."""
    found = call.pages(USERS, {}, f"find the user {email}", limit=USERS.page, emails=[email])
    return next((one for one in found if same_address(one.get("email"), email)), None)


def remove_from_organization(call: Call, user_id: str) -> None:
    """Remove a user from the organization; that there is no such user is as good."""
    try:
        call.send(
            USERS,
            USERS.item,
            {"user_id": user_id},
            "remove the user from the organization",
            method="DELETE",
        )
    except NotFoundError:
        return
