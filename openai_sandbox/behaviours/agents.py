"""Saved agents. The API returns them with every default."""

from __future__ import annotations

import dataclasses

from openai_sandbox import crud
from openai_sandbox.behaviours.agent_configuration import changed, resolved
from openai_sandbox.calls import Answer, Call

COLLECTION = "/agents"
ARGUMENTS = "arguments"
"""The key in ``extra`` of a record for the arguments of the agent, without defaults."""


def create(call: Call) -> Answer:
    """Create an agent."""
    known = {
        **resolved(call.body),
        "metadata": call.body.get("metadata") or {},
        "name": call.body.get("name"),
    }
    plain = dataclasses.replace(call, body={})
    return Answer(body=crud.create(plain, known, extra={ARGUMENTS: call.body}).wire)


def update(call: Call) -> Answer:
    """Update an agent. Fields that the request omits keep their value, null restores the default."""
    record = crud.load(call)
    arguments = changed(record.extra[ARGUMENTS], call.body)
    record.extra[ARGUMENTS] = arguments
    changes = {
        **resolved(arguments),
        "metadata": arguments.get("metadata") or {},
        "name": arguments.get("name"),
        "updated_at": call.now,
    }
    crud.change(call, record, changes)
    return Answer(body=record.wire)


HANDLERS = {
    f"POST {COLLECTION}": create,
    f"POST {COLLECTION}/{{agent_id}}": update,
}
