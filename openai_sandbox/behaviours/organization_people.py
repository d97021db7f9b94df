"""Users of the organization, and invites.

``organization_members`` contains the members of projects.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import organization, organization_members
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record, Store

USERS = organization.USERS
INVITES = "/organization/invites"
_VALID_FOR = 7 * 24 * 3600
_ROLES = ("owner", "reader")


def join(store: Store, email: str, role: str, projects: Sequence[Mapping[str, str]]) -> Record:
    """Create a user of the organization, and add the user to projects."""
    now = int(time.time())
    identifier = new_id("user-")
    wire = {
        "object": "organization.user",
        "id": identifier,
        "name": email.partition("@")[0].replace(".", " ").title(),
        "email": email,
        "role": role,
        "added_at": now,
        "created": now,
        "is_default": False,
        "is_service_account": False,
        "is_scim_managed": False,
        "is_scale_tier_authorized_purchaser": None,
        "api_key_last_used_at": None,
        "technical_level": None,
        "developer_persona": None,
        "projects": None,
    }
    user = store.insert(Record(collection=USERS, id=identifier, shape="User", wire=wire))
    for project in projects:
        organization_members.admit(store, project["id"], user, project["role"], now)
    return user


def accept(store: Store, identifier: str) -> Record:
    """Accept an invite, and return the new user.

    Raises:
        ApiError: 404 if the invite does not exist, or 400 if it is not pending.
    """
    invite = _pending(store, identifier)
    wire = invite.wire
    _end(store, invite, {"status": "accepted", "accepted_at": int(time.time())})
    return join(store, wire["email"], wire["role"], wire["projects"])


def expire(store: Store, identifier: str) -> Record:
    """Let an invite expire, and return it.

    Raises:
        ApiError: 404 if the invite does not exist, or 400 if it is not pending.
    """
    invite = _pending(store, identifier)
    _end(store, invite, {"status": "expired", "expires_at": int(time.time())})
    return invite


def _pending(store: Store, identifier: str) -> Record:
    invite = store.get(INVITES, identifier)
    if invite is None:
        raise crud.missing(f"{INVITES}/{identifier}")
    if invite.wire["status"] != "pending":
        raise invalid(f"The invite is {invite.wire['status']}.")
    return invite


def _end(store: Store, invite: Record, changes: Mapping[str, Any]) -> None:
    invite.wire = {**invite.wire, **changes}
    store.save(invite)


def invite(call: Call) -> Answer:
    """Create an invite. It expires after 7 days. Without projects in the request, it is for the default project."""
    email = call.body["email"]
    if found(call.store, email) is not None:
        raise invalid(f"{email} is already a member of the organization.", "email")
    projects = call.body.get("projects")
    if projects is None:
        projects = [{"id": organization.DEFAULT_PROJECT, "role": "member"}]
    for project in projects:
        organization.open_project(call, project["id"])
    expires = call.now + _VALID_FOR
    known = {"status": "pending", "projects": projects, "expires_at": expires, "accepted_at": None}
    return Answer(body=crud.create(call, known).wire)


def delete_invite(call: Call) -> Answer:
    """Delete an invite that was not accepted."""
    if crud.load(call).wire["status"] == "accepted":
        raise invalid("The invite has already been accepted and cannot be deleted.")
    return crud.delete_item(call)


def list_users(call: Call) -> Answer:
    """List users. ``emails`` filters them."""
    emails = call.query.get("emails")
    wanted = {str(one).lower() for one in (emails if isinstance(emails, list) else [])}
    return crud.list_items(call, lambda one: not wanted or str(one.wire["email"]).lower() in wanted)


def update_user(call: Call) -> Answer:
    """Update a user. null clears a text, but does not change the role."""
    record = crud.load(call)
    changes = {name: one for name, one in call.body.items() if name not in {"role", "role_id"}}
    role, role_id = call.body.get("role"), call.body.get("role_id")
    if role is not None:
        if role not in _ROLES:
            raise invalid(
                f"Invalid value for 'role': {role!r} is neither 'owner' nor 'reader'.", "role"
            )
        changes["role"] = role
    if role_id is not None:
        named = call.store.find(role_id)
        if named is None:
            raise ApiError(404, f"No role found with id '{role_id}'.", param="role_id")
        changes["role"] = named.wire["name"]
    crud.change(call, record, changes)
    return Answer(body=record.wire)


def delete_user(call: Call) -> Answer:
    """Remove a user from the organization, and from all projects and groups."""
    answer = crud.delete_item(call)
    organization_members.leave(call.store, call.params["user_id"])
    return answer


def found(store: Store, email: str) -> Record | None:
    """Return the user of the organization with an email address, None without one."""
    named = store.with_text(USERS, email)
    same = (one for one in named if str(one.wire["email"]).lower() == email.lower())
    return next(same, None)


HANDLERS = {
    f"POST {INVITES}": invite,
    f"DELETE {INVITES}/{{invite_id}}": delete_invite,
    f"GET {USERS}": list_users,
    f"POST {USERS}/{{user_id}}": update_user,
    f"DELETE {USERS}/{{user_id}}": delete_user,
}
