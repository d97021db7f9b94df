"""What the page does with an object besides showing it: accept an invite, advance a job, let an object expire."""

from __future__ import annotations

import time
from typing import Any

from openai_sandbox.behaviours import organization_people, respond
from openai_sandbox.calls import Call, Settings
from openai_sandbox.document_operations import Operations
from openai_sandbox.errors import ApiError
from openai_sandbox.faults import Faults
from openai_sandbox.schema_validation import problems
from openai_sandbox.state import State
from openai_sandbox.store import Record, Store

_ENDED = {"accepted", "cancelled", "completed", "expired", "failed", "incomplete", "succeeded"}
_NOT_FOUND = 404
_EXPIRING = {"expires_at", "expired_at", "expires_after"}


def actions(record: Record) -> list[str]:
    """Return the names of the actions that are possible with an object: ``accept``, ``advance`` and ``expire``."""
    ended = record.wire.get("status") in _ENDED
    found = []
    if record.collection == organization_people.INVITES and not ended:
        found.append("accept")
    if "polls" in record.extra and not ended:
        found.append("advance")
    # A vector store is completed when it is ready for use. Then it can still expire.
    usable = not ended or (record.wire["status"] == "completed" and "last_active_at" in record.wire)
    if usable and _EXPIRING & record.wire.keys():
        found.append("expire")
    return found


def accept(store: Store, record: Record) -> Record:
    """Accept an invite, and return the new user.

    Raises:
        ApiError: The invite is not pending.
    """
    with store.transaction():
        return organization_people.accept(store, record.id)


def advance(
    state: State, operations: Operations, settings: Settings, record: Record
) -> dict[str, Any]:
    """Finish the current stage of a job, and return the object.

    Raises:
        ApiError: The API cannot read the object.
    """
    with state.store.transaction():
        record.extra["polls"] = 0  # the next read finishes the stage
        state.store.save(record)
        return _read(state, operations, settings, record)


def expire(
    state: State, operations: Operations, settings: Settings, record: Record
) -> dict[str, Any] | None:
    """Let an object expire now, and return it. None if it no longer exists then, like a file.

    Raises:
        ApiError: The invite is not pending, or the API cannot read the object.
    """
    store = state.store
    if record.collection == organization_people.INVITES:
        with store.transaction():
            return organization_people.expire(store, record.id).wire
    now = int(time.time())
    times: dict[str, Any] = {
        name: now for name in ("expires_at", "expired_at") if name in record.wire
    }
    expired = {**record.wire, **times, "status": "expired"}
    known = operations.by_shape.get(record.shape)
    allowed = "status" in record.wire and known and not problems(known.answer, expired)
    record.wire = expired if allowed else {**record.wire, **times}
    with store.transaction():
        store.save(record)
    try:
        with store.transaction():
            return _read(state, operations, settings, record)
    except ApiError as error:
        if error.status != _NOT_FOUND:
            raise
        store.delete(record.collection, record.id)
        return None


def _read(
    state: State, operations: Operations, settings: Settings, record: Record
) -> dict[str, Any]:
    """Read an object like a client. A read advances the object."""
    route = operations.route(record.path)
    operation = route.operations.get("GET") if route else None
    if route is None or operation is None:
        return record.wire
    call = Call(
        operation=operation,
        path=record.path,
        params=route.parameters,
        query={},
        body={},
        headers={},
        now=int(time.time()),
        store=state.store,
        answers=state.answers,
        operations=operations,
        settings=settings,
        faults=Faults(),
    )
    return dict(respond(call).body)
