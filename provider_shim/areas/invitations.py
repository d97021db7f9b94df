"""Invites to an organization, the users that they become, and what is said of either. It must not know what Terraform keeps of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provider_shim.areas.people import same_address
from provider_shim.call import Call
from provider_shim.diagnostics import Diagnostic, warning
from provider_shim.rest import Json, Rest

INVITES = Rest("/organization/invites", update=None, auth="admin", page=100)

PENDING, ACCEPTED, EXPIRED = "pending", "accepted", "expired"

_INSTEAD = (
    "Use `openai_organization_user` and `openai_project_user` to change what the user may do."
)


def invites_to(call: Call, email: str) -> list[Json]:
    """Return all invites to an address, in the order of the API."""
    listed = call.pages(INVITES, {}, f"find the invites to {email}", limit=INVITES.page)
    return [one for one in listed if same_address(one.get("email"), email)]


def newest(invites: Iterable[Json], status: str | None = None) -> Json | None:
    """Return the newest of several invites, or of those with a status; None if there is none."""
    fitting = [one for one in invites if status in {None, one.get("status")}]
    return max(fitting, key=_sent_at, default=None)


def without_invite(user: Json) -> Json:
    """Return what an invite would tell that has brought somebody in who came by other ways."""
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


def granted_in_vain(email: str, name: str) -> Diagnostic:
    """Return the warning of a change of what an invite grants, after it was accepted."""
    told = f"{email} has accepted the invite, so that a change of `{name}` has no effect."
    return warning("Invite was accepted", f"{told} {_INSTEAD}", (name,))


def not_sent(email: str, role: str | None) -> Diagnostic:
    """Return the warning of an invite to somebody who is in the organization."""
    told = (
        f"{email} is in the organization already, as {role}: no invite was sent, and `role` and `projects` have no "
        f"effect. {_INSTEAD}"
    )
    return warning("Already in the organization", told)


def expired(email: str, *, again: bool) -> Diagnostic:
    """Return the warning of an invite that has expired."""
    then = (
        "A new one is sent in its place."
        if again
        else "It is left, since `replace_expired` is false."
    )
    return warning(
        "Invite expired", f"The invite to {email} has expired before it was accepted. {then}"
    )


def _sent_at(invite: Json) -> Any:
    return invite.get("created_at") or 0
