"""Saved agents: defaults, updates, and null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openai
import pytest

from tests.sandbox import Sandbox

if TYPE_CHECKING:
    from openai.resources.beta.agents import Agents


def test_a_new_agent_has_every_default(agents: Agents) -> None:
    created = agents.create(model="gpt-5.1", tools=[{"type": "web_search"}])
    assert created.reasoning.effort == "medium"
    assert created.text.format.type == "text"
    assert created.service_tier == "auto"
    assert created.metadata == {}
    assert created.tools[0].to_dict() == {
        "type": "web_search",
        "context_size": "medium",
        "mode": "live",
        "allowed_domains": None,
        "location": None,
    }
    assert agents.retrieve(created.id) == created
    assert [one.id for one in agents.list()] == [created.id]


def test_update_keeps_omitted_fields_and_null_restores_the_default(agents: Agents) -> None:
    created = agents.create(
        model="gpt-5.1",
        name="Porter",
        text={"verbosity": "low"},
        experimental={"time_awareness": True},
    )
    kept = agents.update(created.id, instructions="Be brief.", experimental={})
    assert (kept.name, kept.text.verbosity) == ("Porter", "low")
    assert kept.experimental is not None
    assert kept.experimental.time_awareness is True
    reset = agents.update(created.id, text=None, name=None)
    assert (reset.name, reset.text.verbosity, reset.instructions) == (None, "medium", "Be brief.")


def test_a_deleted_agent_is_not_found(agents: Agents) -> None:
    created = agents.create(model="gpt-5.1")
    assert agents.delete(created.id).deleted
    with pytest.raises(openai.NotFoundError):
        agents.retrieve(created.id)


def test_agents_need_their_beta_header(sandbox: Sandbox) -> None:
    refused = sandbox.client.get("/agents")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "invalid_beta")
    right: dict[str, Any] = {"OpenAI-Beta": "agents=v1"}
    assert sandbox.client.get("/agents", headers=right).is_success


def test_a_saved_agent_accepts_no_credentials(agents: Agents) -> None:
    transport: Any = {
        "type": "http",
        "server_url": "https://mcp.example",
        "authorization": "s3cret",
    }
    with pytest.raises(openai.BadRequestError, match="authorization"):
        agents.create(
            model="gpt-5.1", tools=[{"type": "mcp", "server_label": "crm", "transport": transport}]
        )


def test_too_many_tools_are_refused(agents: Agents) -> None:
    with pytest.raises(openai.BadRequestError, match="3145728"):
        agents.create(
            model="gpt-5.1",
            tools=[
                {"type": "function", "name": "f", "description": "x" * 3145728, "parameters": {}}
            ],
        )
