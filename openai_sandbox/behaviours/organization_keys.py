"""API keys of the organization, of service accounts and of users. Only the creation returns the value of a key."""

from __future__ import annotations

import dataclasses
import time
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import organization
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record, Store
from openai_sandbox.synthesis import build

_KEYS = "/organization/projects/{project_id}/api_keys"
_DEFAULT_NAME = "Secret Key"


def _redacted(value: str) -> str:
    kind = value.rsplit("-", 1)[0]
    return f"{kind}-...{value[-4:]}"


def _expiry(call: Call) -> int | None:
    seconds = call.body.get("expires_in_seconds")
    return None if seconds is None else call.now + int(seconds)


def create_user_key(store: Store, project: str, user: Record, name: str) -> Record:
    """Create a key of a user, as the user does in the dashboard. The API cannot do that."""
    now, identifier = int(time.time()), new_id("key_")
    wire = {
        "object": "organization.project.api_key",
        "id": identifier,
        "name": name,
        "created_at": now,
        "expires_at": None,
        "last_used_at": None,
        "redacted_value": _redacted(new_id("sk-proj-")),
        "owner_project_access": "active",
        "owner": {
            "type": "user",
            "user": {
                "id": user.id,
                "name": user.wire["name"],
                "email": user.wire["email"],
                "role": user.wire["role"],
                "created_at": user.wire["added_at"],
            },
        },
    }
    collection = _KEYS.format(project_id=project)
    return store.insert(
        Record(collection=collection, id=identifier, shape="ProjectApiKey", wire=wire)
    )


def create_admin_key(call: Call) -> Answer:
    """Create an admin key. Only this answer contains its value."""
    value = new_id("sk-admin-")
    record = crud.create(
        call,
        {
            "value": value,
            "redacted_value": _redacted(value),
            "last_used_at": None,
            "expires_at": _expiry(call),
            "owner": organization.owner(),
        },
    )
    shown = dict(record.wire)
    record.wire.pop("value", None)
    record.shape = "admin key without its value"
    call.store.save(record)
    return Answer(body=shown)


def create_service_account(call: Call) -> Answer:
    """Create a service account. By default it is a member and has a key, whose value only this answer contains."""
    crud.require_parents(call)
    alone = call.body.get("create_service_account_only") is True
    if alone and call.body.get("expires_in_seconds") is not None:
        raise invalid(
            "'expires_in_seconds' cannot be used when 'create_service_account_only' is true.",
            "expires_in_seconds",
        )
    record = crud.create(call, {"role": "none" if alone else "member", "api_key": None})
    shown = dict(record.wire)
    shown["api_key"] = None if alone else _new_key(call, record, None)
    record.wire.pop("api_key", None)
    record.shape = "service account without its key"
    call.store.save(record)
    return Answer(body=shown)


def delete_service_account(call: Call) -> Answer:
    """Delete a service account and its keys."""
    crud.require_parents(call)
    keys = _collection(call)
    for key in list(call.store.all(keys)):
        account = (key.wire.get("owner") or {}).get("service_account") or {}
        if account.get("id") == call.params["service_account_id"]:
            call.store.delete(keys, key.id)
    return crud.delete_item(call)


def create_key(call: Call) -> Answer:
    """Create a key of a service account. Only this answer contains its value."""
    crud.require_parents(call)
    accounts, identifier = call.path.rsplit("/", 2)[0], call.params["service_account_id"]
    owner = crud.find(call, accounts, identifier)
    if owner is None:
        raise crud.missing(f"{accounts}/{identifier}")
    shown = _new_key(call, owner, call.body.get("name"), call.chosen_id)
    return Answer(body=build(call.operation.answer, shown))


def update_key(call: Call) -> Answer:
    """Update a key. Fields that the request omits keep their value. The expiry is relative to the time of the update."""
    crud.require_parents(call)
    record = crud.load(call)
    changes: dict[str, Any] = {}
    if call.body.get("expires_in_seconds") is not None:
        changes["expires_at"] = _expiry(call)
    if call.body.get("scopes") is not None:
        record.extra["scopes"] = call.body["scopes"]
    if not changes and "scopes" not in call.body:
        raise invalid("Provide at least one of 'scopes' or 'expires_in_seconds'.", "scopes")
    record.wire.update(changes)
    call.store.save(record)
    return Answer(body=record.wire)


def list_keys(call: Call) -> Answer:
    """List the keys of a project. ``owner_project_access=any`` returns all of them."""
    crud.require_parents(call)
    query = {name: value for name, value in call.query.items() if value != "any"}
    return crud.list_items(dataclasses.replace(call, query=query))


def _collection(call: Call) -> str:
    return _KEYS.format(project_id=call.params["project_id"])


def _new_key(
    call: Call, owner: Record, name: str | None, identifier: str | None = None
) -> dict[str, Any]:
    """Store a key without its value, and return it with its value."""
    identifier, value = identifier or new_id("key_"), new_id("sk-svcacct-")
    read = call.operations.get(f"GET {_KEYS}/{{api_key_id}}")
    facts = {
        "object": "organization.project.api_key",
        "id": identifier,
        "name": name or _DEFAULT_NAME,
        "created_at": call.now,
        "expires_at": _expiry(call),
        "last_used_at": None,
        "redacted_value": _redacted(value),
        "owner_project_access": "active",
        "owner": {
            "type": "service_account",
            "service_account": {
                name: owner.wire[name] for name in ("id", "name", "role", "created_at")
            },
        },
    }
    call.store.insert(
        Record(
            collection=_collection(call),
            id=identifier,
            shape=read.shape if read else "project key",
            wire=build(read.answer, facts) if read else facts,
            extra={"scopes": call.body.get("scopes") or []},
        )
    )
    return {
        "object": "organization.project.service_account.api_key",
        "id": identifier,
        "name": facts["name"],
        "created_at": call.now,
        "expires_at": facts["expires_at"],
        "value": value,
    }


_ACCOUNTS = "/organization/projects/{project_id}/service_accounts"

HANDLERS = {
    "POST /organization/admin_api_keys": create_admin_key,
    f"POST {_ACCOUNTS}": create_service_account,
    f"DELETE {_ACCOUNTS}/{{service_account_id}}": delete_service_account,
    f"POST {_ACCOUNTS}/{{service_account_id}}/api_keys": create_key,
    f"GET {_KEYS}": list_keys,
    f"POST {_KEYS}/{{api_key_id}}": update_key,
}
