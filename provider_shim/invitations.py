"""Invites to an organization, and the users that they become. It must not know plans, nor what Terraform keeps of an invite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provider_shim.call import Call
from provider_shim.people import same_address
from provider_shim.rest import Json, Rest

INVITES = Rest("/organization/invites", update=None, auth="admin", page=100)

PENDING, ACCEPTED, EXPIRED = "pending", "accepted", "expired"


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


def _sent_at(invite: Json) -> Any:
    return invite.get("created_at") or 0
