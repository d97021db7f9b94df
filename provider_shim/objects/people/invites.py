"""The attributes of invites, the list of invites in the API, and the warnings about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.objects.people.users import (
    PROJECT_ROLES,
    same_address,
)
from provider_shim.patterns.attributes import created_at
from provider_shim.vocabulary.diagnostics import (
    Diagnostic,
    warning,
)
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Attribute, Integer, Object, SetOf, String
from provider_shim.vocabulary.values import UNKNOWN

INVITES = Rest("/organization/invites", update=None, auth="admin", page=100)


PENDING, ACCEPTED, EXPIRED = "pending", "accepted", "expired"


_INSTEAD = (
    "Use `openai_organization_user` and `openai_project_user` to change what the user may do."
)

PROJECTS = SetOf(
    Object(
        {
            "id": String(required=True, doc="The id of the project."),
            "role": String(
                required=True,
                enum=PROJECT_ROLES,
                doc="The role in the project: `owner` or `member`.",
            ),
        }
    ),
    optional=True,
    computed=True,
    replace=True,
    blocks=True,
    doc="The projects of which the user becomes a member. If you do not set this, the API adds the user to the organization's "
    "default project. With an empty list, the user becomes a member of no project.",
)
"""The projects of which the user becomes a member."""

RESULTS: dict[str, Attribute] = {
    "status": String(
        computed=True,
        volatile=True,
        doc="The state of the invite: `pending`, `accepted` or `expired`.",
    ),
    "user_id": String(
        computed=True,
        volatile=True,
        local=True,
        doc="The id of the user who accepted the invite. Null before that, and after the user has left the organization.",
    ),
    "created_at": created_at("invite"),
    "expires_at": Integer(
        computed=True,
        volatile=True,
        doc="When the invite expires, in seconds since 1970.",
    ),
    "accepted_at": Integer(
        computed=True,
        volatile=True,
        doc="When the invite was accepted, in seconds since 1970. Null before that.",
    ),
}
"""The read-only attributes of an invite."""


GRANTED = ("role", "projects")
"""The arguments that take effect only when an invite is accepted."""

INVITE_FIELDS = ("id", "status", "user_id", "created_at", "expires_at", "accepted_at")
"""The attributes that a new invite changes."""


def granted(known: Values, returned: Values) -> Values:
    """Return the role and the projects of an accepted invite. Known values take precedence over those of the API."""
    return {
        name: returned[name] if known[name] in (None, UNKNOWN) else known[name] for name in GRANTED
    }


def invites_to(call: Call, email: str) -> list[Json]:
    """Return all invites to an address, in the order in which the API returns them."""
    listed = call.pages(INVITES, {}, f"find the invites to {email}", limit=INVITES.page)
    return [one for one in listed if same_address(one.get("email"), email)]


def newest(invites: Iterable[Json], status: str | None = None) -> Json | None:
    """Return the newest invite, or the newest with a status. None if there is none."""
    fitting = [one for one in invites if status in {None, one.get("status")}]
    return max(fitting, key=_sent_at, default=None)


def accepted_without_invite(user: Json) -> Json:
    """Return an accepted invite for a user who joined the organization without one."""
    return {
        "id": user.get("id"),
        "email": user.get("email"),
        "role": user.get("role"),
        "projects": [],
        "status": ACCEPTED,
        "created_at": user.get("added_at"),
        "expires_at": None,
        "accepted_at": user.get("added_at"),
    }


def accepted_invite_warning(email: str, name: str) -> Diagnostic:
    """Return the warning that a change of an argument has no effect, because the invite was accepted."""
    text = f"{email} has accepted the invite, so that a change of `{name}` has no effect."
    return warning("Invite was accepted", f"{text} {_INSTEAD}", (name,))


def not_sent_warning(email: str, role: str | None) -> Diagnostic:
    """Return the warning that no invite was sent, because the person is in the organization."""
    returned = (
        f"{email} is in the organization already, as {role}: no invite was sent, and `role` and `projects` have no "
        f"effect. {_INSTEAD}"
    )
    return warning("Already in the organization", returned)


def expired(email: str, *, again: bool) -> Diagnostic:
    """Return the warning that an invite has expired."""
    then = (
        "The apply sends a new invite."
        if again
        else "No new invite is sent because `replace_expired` is false."
    )
    return warning(
        "Invite expired", f"The invite to {email} expired before it was accepted. {then}"
    )


def _sent_at(invite: Json) -> Any:
    return invite.get("created_at") or 0
