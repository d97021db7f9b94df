"""People who were invited to a project and have not accepted yet: the invite, which represents the membership until then."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.objects.people.invites import INVITES, PENDING, invites_to, newest
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json

INVITE_ID = "invite_id"

_ORGANIZATION_ROLE = "reader"
"""The role in the organization of a person who is invited to a project. It has the fewest permissions."""

_CONFLICT_STATUSES = frozenset({400, 409})
"""The statuses of the API's errors if the address has an invite already, or if an invite was accepted before its deletion."""


def invited(call: Call, email: str, project_id: str, role: str) -> Json:
    """Return the pending invite to an address. If there is none, send one with the project and the role.

    An invite cannot be changed. If an existing invite does not include the project, the person is added to the project by the
    first apply after the acceptance.

    Raises:
        ApiError: the API refuses to send the invite.
    """
    known = newest(invites_to(call, email), PENDING)
    if known is not None:
        return known
    body = {
        "email": email,
        "role": _ORGANIZATION_ROLE,
        "projects": [{"id": project_id, "role": role}],
    }
    try:
        sent: Json = call.send(
            INVITES,
            INVITES.collection,
            {},
            f"invite {email} to the project",
            method="POST",
            body=body,
            repeatable=False,
        ).body
    except ApiError as refusal:
        known = newest(invites_to(call, email), PENDING)
        if refusal.status not in _CONFLICT_STATUSES or known is None:
            raise
        return known
    return sent


def is_pending(call: Call, state: Values) -> bool:
    """Return whether the person can still accept the invite in the state."""
    named = {"id": state[INVITE_ID]}
    invite = call.listed(INVITES, named, "list the invites")
    if invite is None:
        try:
            invite = call.send(INVITES, INVITES.item, named, "read the invite", method="GET").body
        except NotFoundError:
            return False
    return invite.get("status") == PENDING


def withdrawn(call: Call, state: Values) -> bool:
    """Delete the invite in the state. Return whether nobody can accept it any more: false if it was accepted before.

    Raises:
        ApiError: the API refuses to delete a pending invite.
    """
    try:
        call.send(
            INVITES,
            INVITES.item,
            {"id": state[INVITE_ID]},
            "delete the invite",
            method="DELETE",
        )
    except NotFoundError:
        return True
    except ApiError as refusal:
        if refusal.status not in _CONFLICT_STATUSES or is_pending(call, state):
            raise
        return False
    return True
