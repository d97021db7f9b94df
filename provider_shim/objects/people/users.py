"""Users of the organization: their attributes, and how to find them by their email addresses."""

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
"""The fields that the API returns for a user in every list and answer."""

ORGANIZATION_RESULTS: Mapping[str, Attribute] = {
    **RESULTS,
    "created": Integer(
        computed=True, doc="When the account of the user was created, in seconds since 1970."
    ),
    "is_default": Bool(computed=True, doc="Whether the user is the organization's default user."),
    "is_service_account": Bool(computed=True, doc="Whether the user is a service account."),
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
        doc="When an API key of the user was last used, in seconds since 1970. Null if none was ever used.",
    ),
    "projects": ListOf(
        Object(
            {
                "id": String(computed=True, doc="The id of the project."),
                "name": String(computed=True, doc="The name of the project."),
                "role": String(computed=True, doc="The role of the user in the project."),
            }
        ),
        computed=True,
        volatile=True,
        doc="The projects of the user. Null if the API does not return them.",
    ),
    "user": Object(
        {
            "id": String(computed=True, doc="The id of the account."),
            "email": String(computed=True, doc="The email address of the account."),
            "name": String(computed=True, doc="The name of the account."),
            "picture": String(computed=True, doc="The URL of the picture of the account."),
            "enabled": Bool(computed=True, doc="Whether the account is enabled."),
            "banned": Bool(computed=True, doc="Whether the account is banned."),
            "banned_at": Integer(
                computed=True, doc="When the account was banned, in seconds since 1970."
            ),
        },
        computed=True,
        volatile=True,
        doc="The account of the user. Null if the API does not return it.",
    ),
}
"""The fields that the API returns for a user of the organization."""


def from_organization(user: Mapping[str, Any]) -> Json:
    """Return a user from the API, with the projects as a plain list."""
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
    """Return whether two addresses are the same. Upper and lower case do not matter, since servers change them."""
    return isinstance(one, str) and isinstance(other, str) and one.lower() == other.lower()


def without_hidden_address(user: Mapping[str, Any]) -> Json:
    """Return a user without the address if it is null. A hidden address must not look like a changed one."""
    return {name: one for name, one in user.items() if name != "email" or one is not None}


def by_address(state: Values, identity: str) -> Values:
    """Return the first state of an import, where the id may be an email address."""
    address = state[identity]
    return {**state, identity: None, "email": address} if "@" in address else state


def user_by_email(call: Call, email: str) -> Json | None:
    """Return the user of the organization with an address. None if there is none."""
    found = call.pages(USERS, {}, f"find the user {email}", limit=USERS.page, emails=[email])
    return next((one for one in found if same_address(one.get("email"), email)), None)


def find_user(call: Call, values: Mapping[str, Any]) -> Json:
    """Return the user of the organization with the id in ``values``, or if it is not known, with the address.

    Raises:
        ProviderError: there is no such user.
    """
    by = "user_id" if isinstance(values["user_id"], str) else "email"
    user: Json | None
    if by == "email":
        user = user_by_email(call, values[by])
    else:
        try:
            user = call.send(USERS, USERS.item, values, "read the user", method="GET").body
        except NotFoundError:
            user = None
    if user is None:
        raise ProviderError(
            "No such user",
            f"There is no user in the organization whose {by} is {values[by]}. Invite the person with `openai_invite`, which "
            "can also add them to projects. They are in the organization after they accept the invite.",
            (by,),
        )
    return user


def remove_from_organization(call: Call, user_id: str) -> None:
    """Remove a user from the organization. It is not an error if there is no such user."""
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
