"""Streams of the sessions of agents: the order of their events, functions, and turns that fail or are cancelled.

The client validates each event against its types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openai
import pydantic
import pytest

from openai_sandbox import Sandbox
from tests.sandbox import Sandbox as SharedSandbox
from tests.unit.openai_sandbox.strict import strict

if TYPE_CHECKING:
    from openai.resources.beta.agents.sessions import Sessions

NONE: Any = {"type": "none"}
MODEL: Any = {"model": "gpt-5.5"}
_EVENT = "agent.session."
_TURN = [
    "turn.created", "in_progress", "turn.in_progress", "turn.item.added", "turn.item.added", "turn.content_part.added",
    *5 * ["turn.output_text.delta"], "turn.output_text.done", "turn.content_part.done", "turn.item.done",
    "turn.completed", "idle",
]  # fmt: skip


class Mood(pydantic.BaseModel):
    """The structured answer of an agent."""

    mood: str


@pytest.fixture
def sessions(sandbox: SharedSandbox) -> Sessions:
    return strict(sandbox).beta.agents.sessions


def kinds(events: Any) -> list[str]:
    """Return the names of the events, which have no field that the package does not know."""
    received = list(events)
    assert {name for one in received for name in one.model_extra or ()} == set()
    return [one.type.removeprefix(_EVENT) for one in received]


def test_a_new_session_streams_its_first_turn_to_the_end(sessions: Sessions) -> None:
    stream = sessions.create(environment=NONE, agent=MODEL, input="Hello!", stream=True)
    assert kinds(stream) == ["created", *_TURN]
    with pytest.raises(openai.BadRequestError, match="input"):
        sessions.create(environment={"type": "openai_hosted"}, agent=MODEL, stream=True)


def test_a_subscription_streams_turns_that_other_requests_start(sessions: Sessions) -> None:
    session = sessions.create(environment={"type": "openai_hosted"}, agent=MODEL)
    message = {"role": "user", "content": [{"type": "input_text", "text": "Hello!"}]}
    given: Any = {"type": "agent.session.input.message", "input": [message]}
    seen = []
    with sessions.events.stream(session.id) as stream:
        for event in stream:
            seen.append(event)
            if event.type == "agent.session.idle" and len(seen) < 2 * len(_TURN):
                sessions.events.create(session.id, events=[given])
            if len(seen) > 2 * len(_TURN):
                break
    assert kinds(seen) == ["idle", *_TURN, *_TURN]


def test_a_failed_turn_and_a_cancelled_one_end_the_stream(sessions: Sessions) -> None:
    failed = sessions.create(environment=NONE, agent=MODEL, input="Fail.", stream=True)
    assert kinds(failed)[-2:] == ["turn.failed", "failed"]
    slow = {"x-sandbox-fault": "slow=1000"}
    cancelled = sessions.create(
        environment=NONE, agent=MODEL, input="Hello!", stream=True, extra_headers=slow
    )
    seen = []
    for event in cancelled:
        seen.append(event)
        if event.type == "agent.session.created":
            cancel: Any = {"type": "agent.session.input.cancel"}
            sessions.events.create(event.session.id, events=[cancel])
    assert kinds(seen)[-2:] == ["turn.cancelled", "idle"]


def test_an_agent_calls_functions_and_streams_the_answer_to_their_results() -> None:
    answers: Any = [
        {"when": {"input": "*mood*"}, "tool_call": {"name": "look", "arguments": {"at": "Bo"}}},
        {"when": {"tool_output": "*"}, "value": {"mood": "{{ tool_output }}"}, "pace": "1ms"},
    ]
    with Sandbox(answers=answers) as sandbox:
        client = openai.OpenAI(
            base_url=sandbox.base_url, api_key="sk-sandbox", _strict_response_validation=True
        )
        sessions = client.beta.agents.sessions
        stream = sessions.create(
            environment=NONE,
            agent=MODEL,
            input="What is the mood?",
            output_type=Mood,
            tool_handlers={"look": lambda given: f"{given['at']} is sad"},
            stream=True,
        ).with_result_collection()
        seen = kinds(stream)
        assert seen[5:12] == [
            "turn.item.added", "requires_action", "turn.item.done", "turn.item.added", "in_progress",
            "turn.item.added", "turn.content_part.added",
        ]  # fmt: skip
        result = stream.get_final_result()
        assert result.output_parsed == Mood(mood="Bo is sad")
        session: Any = sessions.create(environment=NONE, agent=MODEL, input="mood")
        while session.status == "in_progress":
            session = sessions.retrieve(session.id)
        (action,) = session.required_actions
        given: Any = {"type": f"{_EVENT}input.tool_result", "turn_id": action.turn_id}
        given |= {"call_id": "call_1", "success": True}
        with pytest.raises(openai.BadRequestError, match="Unknown pending tool call: call_1"):
            sessions.events.create(session.id, events=[given])
        error: Any = {**given, "call_id": action.call_id, "success": False, "error": "No Bo."}
        sessions.events.create(session.id, events=[error])
        assert sessions.retrieve(session.id).status == "in_progress"
        items: list[Any] = list(sessions.items.list(session.id, order="asc"))
        assert [(one.type, one.status) for one in items[1:]] == [
            ("function_call", "failed"), ("function_call_output", "failed"),
        ]  # fmt: skip
