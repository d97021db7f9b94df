"""Automations of agents: valid schedules, existing targets, and manual invocations."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import openai
import pytest

if TYPE_CHECKING:
    from openai.resources.beta.agents import Agents

SOON = int(time.time()) + 3600
INPUT: Any = [{"role": "user", "content": [{"type": "input_text", "text": "Report."}]}]
TARGET: Any = {
    "type": "new_session",
    "environment": {"type": "none"},
    "input": INPUT,
    "agent": {"model": "gpt-5.1"},
}


def periodic(agents: Agents, **changes: Any) -> Any:
    given = {
        "type": "periodic",
        "name": "Report",
        "expression": "0 9 * * 1-5",
        "timezone": "Europe/Berlin",
        "target": TARGET,
        **changes,
    }
    return agents.automations.create(**given)


def test_an_automation_has_every_default_of_its_agent(agents: Agents) -> None:
    created = periodic(agents)
    assert (created.status, created.created_by.type, created.metadata) == (
        "active",
        "developer",
        {},
    )
    assert created.target.agent.text.verbosity == "medium"
    assert created.target.input[0].type == "message"
    assert agents.automations.retrieve(created.id) == created


def test_the_environment_of_the_request_is_returned(agents: Agents) -> None:
    hosted = {"type": "openai_hosted", "env": {"TOKEN": "s3cret"}, "packages": {"npm": ["x"]}}
    response = periodic(agents, target={**TARGET, "environment": hosted}).target.environment
    assert response.packages.npm == ["x"]
    assert (response.network, response.files, response.container_size) == (None, None, None)
    assert "s3cret" not in response.to_json()


def test_an_automation_is_paused_and_resumed(agents: Agents) -> None:
    created = periodic(agents)
    assert agents.automations.pause(created.id).status == "paused"
    assert agents.automations.pause(created.id).status == "paused"
    assert agents.automations.resume(created.id).status == "active"


def test_update_keeps_omitted_fields_and_the_type_of_target(agents: Agents) -> None:
    created = periodic(agents, metadata={"team": "a"})
    changed = agents.automations.update(created.id, expression="0 8 * * *")
    assert changed.type == "periodic"
    assert (changed.expression, changed.timezone, changed.metadata) == (
        "0 8 * * *",
        "Europe/Berlin",
        {"team": "a"},
    )
    session = agents.sessions.create(environment={"type": "openai_hosted"}, agent={"model": "m"})
    other: Any = {"type": "existing_session", "session_id": session.id, "instructions": "Go on."}
    with pytest.raises(openai.BadRequestError, match="type of the target"):
        agents.automations.update(created.id, target=other)
    with pytest.raises(openai.BadRequestError, match="run_at"):
        agents.automations.update(created.id, run_at=SOON)


def test_automations_are_filtered_by_the_session_of_their_target(agents: Agents) -> None:
    periodic(agents)
    session = agents.sessions.create(environment={"type": "openai_hosted"}, agent={"model": "m"})
    target = {"type": "existing_session", "session_id": session.id, "instructions": "Go on."}
    created = periodic(agents, target=target)
    assert [one.id for one in agents.automations.list(session_id=session.id)] == [created.id]
    response = agents.automations.invocations.create(created.id)
    assert response.session_id == session.id
    assert agents.sessions.retrieve(session.id).status == "in_progress"


def test_a_manual_invocation_starts_a_session_and_is_listed(agents: Agents) -> None:
    created = periodic(agents)
    invoked = agents.automations.invocations.create(created.id)
    assert invoked.session_id is not None
    assert agents.sessions.retrieve(invoked.session_id).status == "in_progress"
    assert [one.id for one in agents.automations.invocations.list(created.id)] == [invoked.id]
    again = agents.automations.invocations.retrieve(invoked.id, automation_id=created.id)
    assert again.source.type == "manual"


@pytest.mark.parametrize(
    ("wrong", "expected_text"),
    [
        ({"expression": "daily"}, "five fields"),
        ({"timezone": "Mars/Base"}, "time zone"),
        ({"target": {**TARGET, "agent_id": "agent_1"}}, "exactly one"),
        ({"target": {**TARGET, "agent": {}}}, "model"),
        ({"target": {**TARGET, "input": []}}, "empty"),
    ],
)
def test_an_invalid_automation_is_refused(
    agents: Agents, wrong: dict[str, Any], expected_text: str
) -> None:
    with pytest.raises(openai.BadRequestError, match=expected_text):
        periodic(agents, **wrong)


def test_an_automation_that_runs_once_needs_a_time_in_the_future(agents: Agents) -> None:
    once: Any = {"type": "once", "name": "Report", "target": TARGET}
    created = agents.automations.create(**once, run_at=SOON)
    assert (created.type, created.status) == ("once", "active")
    with pytest.raises(openai.BadRequestError, match="future"):
        agents.automations.create(**once, run_at=1)
