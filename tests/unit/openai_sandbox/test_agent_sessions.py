"""Sessions of agents: their turns, results and deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openai
import pytest

if TYPE_CHECKING:
    from openai.resources.beta.agents import Agents
    from openai.resources.beta.agents.sessions import Sessions

NONE: Any = {"type": "none"}
HOSTED: Any = {"type": "openai_hosted"}


@pytest.fixture
def sessions(agents: Agents) -> Sessions:
    return agents.sessions


def test_a_session_has_a_saved_agent_with_overrides(agents: Agents) -> None:
    saved = agents.create(model="gpt-5.1", name="Porter", instructions="Be brief.")
    created = agents.sessions.create(
        environment=HOSTED, agent_id=saved.id, agent={"model": "gpt-5.1-mini"}
    )
    assert (created.agent.id, created.agent.name) == (saved.id, "Porter")
    assert (created.agent.model, created.agent.instructions) == ("gpt-5.1-mini", "Be brief.")
    assert created.status == "idle"
    assert [one.id for one in agents.sessions.list(agent_id=saved.id)] == [created.id]
    assert list(agents.sessions.list(agent_id="agent_other")) == []


def test_a_session_finishes_its_turn_and_keeps_the_results(sessions: Sessions) -> None:
    created = sessions.create(environment=HOSTED, agent={"model": "gpt-5.1"}, input="Hello!")
    seen = [created.status, *(sessions.retrieve(created.id).status for _ in range(2))]
    assert seen == ["in_progress", "in_progress", "idle"]
    (turn,) = sessions.turns.list(created.id)
    assert (turn.status, turn.id) == (
        "completed",
        sessions.turns.retrieve(turn.id, session_id=created.id).id,
    )
    items: list[Any] = list(sessions.items.list(created.id, order="asc"))
    assert [(one.role, one.content[0].text) for one in items] == [
        ("user", "Hello!"),
        ("assistant", "This is the sandbox's answer."),
    ]
    of_turn = sessions.turns.items.list(turn.id, session_id=created.id, order="asc")
    assert [one.id for one in of_turn] == [one.id for one in items]
    (artifact,) = sessions.artifacts.list(created.id)
    content = sessions.artifacts.content(artifact.id, session_id=created.id)
    assert content.read() == b"This is the sandbox's answer."
    assert sessions.artifacts.delete(artifact.id, session_id=created.id).deleted
    (trace,) = sessions.traces.list(created.id)
    assert (trace.id, list(trace.otlp)) == (turn.id, ["resourceSpans"])


def test_a_session_with_the_input_fail_fails(sessions: Sessions) -> None:
    created = sessions.create(environment=NONE, agent={"model": "gpt-5.1"}, input="Fail.")
    sessions.retrieve(created.id)
    failed = sessions.retrieve(created.id)
    assert (failed.status, failed.error) == ("failed", "The agent failed as requested.")


def test_a_running_session_must_be_cancelled_before_it_is_deleted(sessions: Sessions) -> None:
    created = sessions.create(environment=NONE, agent={"model": "gpt-5.1"}, input="Hello!")
    with pytest.raises(openai.ConflictError, match="Cancel"):
        sessions.delete(created.id)
    sessions.events.create(created.id, events=[{"type": "agent.session.input.cancel"}])
    assert sessions.retrieve(created.id).status == "idle"
    assert sessions.delete(created.id).deleted
    with pytest.raises(openai.NotFoundError):
        sessions.turns.list(created.id)


def test_a_session_needs_an_input_or_environment_and_a_model(sessions: Sessions) -> None:
    with pytest.raises(openai.BadRequestError, match="input"):
        sessions.create(environment=NONE, agent={"model": "gpt-5.1"})
    with pytest.raises(openai.BadRequestError, match="agent"):
        sessions.create(environment=HOSTED)
    with pytest.raises(openai.NotFoundError):
        sessions.create(environment=HOSTED, agent_id="agent_none")


def test_update_keeps_omitted_fields(sessions: Sessions) -> None:
    created = sessions.create(
        environment=HOSTED, agent={"model": "gpt-5.1", "reasoning": {"summary": "auto"}}
    )
    changed = sessions.update(
        created.id, agent={"reasoning": {"effort": "low"}}, review="auto_review"
    )
    assert (changed.agent.reasoning.effort, changed.agent.reasoning.summary) == ("low", "auto")
    assert (changed.agent.model, changed.review) == ("gpt-5.1", "auto_review")


def test_an_existing_environment_is_attached_when_it_is_ready(agents: Agents) -> None:
    environment = agents.environments.create(environment=HOSTED)
    by_id: Any = {**HOSTED, "environment_id": environment.id}
    with pytest.raises(openai.ConflictError, match="pending"):
        agents.sessions.create(environment=by_id, agent={"model": "gpt-5.1"})
    for _ in range(2):
        agents.environments.retrieve(environment.id)
    created = agents.sessions.create(environment=by_id, agent={"model": "gpt-5.1"})
    assert created.environment.type == "openai_hosted"
    assert created.environment.id == environment.id
    assert agents.environments.retrieve(environment.id).status == "connected"


def test_a_self_hosted_environment_has_a_remote_url(sessions: Sessions) -> None:
    own: Any = {"type": "self_hosted", "workspace_directory": "/srv/app"}
    created = sessions.create(environment=own, agent={"model": "gpt-5.1"})
    assert created.environment.type == "self_hosted"
    assert created.environment.remote_url.endswith(created.environment.id)
