"""Saved agents: answered with every default, changed by what is sent."""

from __future__ import annotations

import dataclasses

from openai_sandbox import crud
from openai_sandbox.behaviours.agent_configuration import changed, resolved
from openai_sandbox.calls import Answer, Call

COLLECTION = "/agents"
ARGUMENTS = "arguments"
"""Where a record keeps what the agent was asked to be, without defaults."""


def create(call: Call) -> Answer:
    """Answer a new agent."""
    known = {
        **resolved(call.body),
        "metadata": call.body.get("metadata") or {},
        "name": call.body.get("name"),
    }
    plain = dataclasses.replace(call, body={})
    return Answer(body=crud.create(plain, known, extra={ARGUMENTS: call.body}).wire)


def update(call: Call) -> Answer:
    """Answer an update: what is left out stays, null is the default again."""
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
