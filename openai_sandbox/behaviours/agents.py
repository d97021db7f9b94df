"""Saved agents: answered with every default, changed by what is sent."""

from __future__ import annotations

import dataclasses

from openai_sandbox import crud
from openai_sandbox.behaviours.agent_configuration import changed, resolved
from openai_sandbox.calls import Answer, Call

COLLECTION = "/agents"
ASKED = "asked"
"""Where a record keeps what the agent was asked to be, without defaults."""


def create(call: Call) -> Answer:
    """Answer a new agent."""
    known = {
        **resolved(call.body),
        "metadata": call.body.get("metadata") or {},
        "name": call.body.get("name"),
    }
    plain = dataclasses.replace(call, body={})
    return Answer(body=crud.create(plain, known, extra={ASKED: call.body}).wire)


def update(call: Call) -> Answer:
    """Answer an update: what is left out stays, null is the default again."""
    record = crud.load(call)
    asked = changed(record.extra[ASKED], call.body)
    record.extra[ASKED] = asked
    told = {
        **resolved(asked),
        "metadata": asked.get("metadata") or {},
        "name": asked.get("name"),
        "updated_at": call.now,
    }
    crud.change(call, record, told)
    return Answer(body=record.wire)


HANDLERS = {
    f"POST {COLLECTION}": create,
    f"POST {COLLECTION}/{{agent_id}}": update,
}
