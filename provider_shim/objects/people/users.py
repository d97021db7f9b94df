"""People of an organization, and their addresses: how one finds them. It must not know what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.vocabulary.diagnostics import NotFoundError, ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Attribute, Bool, Integer, ListOf, Object, String

ORGANIZATION_ROLES = ("owner", "reader")
PROJECT_ROLES = ("owner", "member")

RESULTS: Mapping[str, Attribute] = {
    "name": String(computed=True, doc="The name of the user."),
    "added_at": Integer(computed=True, doc="When the user was added, in seconds since 1970."),
}
"""What is told of a user, wherever one is."""

ORGANIZATION_RESULTS: Mapping[str, Attribute] = {
    **RESULTS,
    "created": Integer(
        computed=True, doc="When the account of the user was created, in seconds since 1970."
    ),
    "is_default": Bool(computed=True, doc="Whether it is the organization's default user."),
    "is_service_account": Bool(computed=True, doc="Whether it is a service account."),
    "is_scim_managed": Bool(
        computed=True,
        volatile=True,
        doc="Whether an identity provider manages the user (SCIM).",
    ),
    "is_scale_tier_authorized_purchaser": Bool(
        computed=True, volatile=True, doc="Whether the user may buy Scale Tier."
    ),
    "api_key_last_used_at": Integer(
        computed=True,
        volatile=True,
        doc="When an API key of the user was last used, in seconds since 1970. Null if none ever was.",
    ),
    "projects": ListOf(
        Object(
            {
                "id": String(computed=True, doc="The id of the project."),
                "name": String(computed=True, doc="The name of the project."),
                "role": String(computed=True, doc="The role of the user there."),
            }
        ),
        computed=True,
        volatile=True,
        doc="The projects of the user. Null where the API does not tell them.",
    ),
    "user": Object(
        {
            "id": String(computed=True, doc="The id of the account."),
            "email": String(computed=True, doc="The address of the account."),
            "name": String(computed=True, doc="The name of the account."),
            "picture": String(computed=True, doc="The address of a picture."),
            "enabled": Bool(computed=True, doc="Whether the account is enabled."),
            "banned": Bool(computed=True, doc="Whether the account is banned."),
            "banned_at": Integer(
                computed=True, doc="When the account was banned, in seconds since 1970."
            ),
        },
        computed=True,
        volatile=True,
        doc="The account of the user. Null where the API does not tell it.",
    ),
}
"""What the organization tells of a user."""


def from_organization(user: Mapping[str, Any]) -> Json:
    """Return a user as the API tells one, the projects as the list that they are."""
    projects = user.get("projects")
    listed = projects.get("data") if isinstance(projects, Mapping) else projects
    return {**without_hidden_address(user), "projects": listed}


USERS = Rest(
    "/organization/users",
    item="/organization/users/{user_id}",
    auth="admin",
    page=100,
    reshape=from_organization,
)


def same_address(one: Any, other: Any) -> bool:
    """Tell whether two addresses are the same: mail does not care about capitals, and servers rewrite them."""
    return isinstance(one, str) and isinstance(other, str) and one.lower() == other.lower()


def without_hidden_address(user: Mapping[str, Any]) -> Json:
    """Return a user without an address that is null: some are hidden, by which they do not become another."""
    return {name: one for name, one in user.items() if name != "email" or one is not None}


def by_address(state: Values, identity: str) -> Values:
    """Return what an import begins with; an address will do where the id of somebody is due."""
    address = state[identity]
    return {**state, identity: None, "email": address} if "@" in address else state


def user_with(call: Call, email: str) -> Json | None:
    """Return who in the organization has an address, None if nobody has."""
    found = call.pages(USERS, {}, f"find the user {email}", limit=USERS.page, emails=[email])
    return next((one for one in found if same_address(one.get("email"), email)), None)


def the_user(call: Call, values: Mapping[str, Any]) -> Json:
    """Return who in the organization has the id, or else the address, that ``values`` have.

    Raises:
        ProviderError: nobody has.
    """
    by = "user_id" if isinstance(values["user_id"], str) else "email"
    user: Json | None
    if by == "email":
        user = user_with(call, values[by])
    else:
        try:
            user = call.send(USERS, USERS.item, values, "read the user", method="GET").body
        except NotFoundError:
            user = None
    if user is None:
        raise ProviderError(
            "No such user",
            f"There is no user in the organization whose {by} is {values[by]}. Invite them with `openai_invite`, which can name "
            "projects, too; they are in the organization once they have accepted.",
            (by,),
        )
    return user


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
