"""``openai_agent``: defaults of the API, removed arguments, checks of tools, and data sources."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.objects.agents.tools import LARGEST_TOOLS
from provider_shim.vocabulary.values import typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

AGENT = "openai_agent"
HEADER = {"OpenAI-Beta": "agents=v1"}
LOOK = {
    "type": "function",
    "name": "look",
    "description": "Looks.",
    "parameters": {"type": "object", "properties": {}},
}
CRM = {
    "type": "mcp",
    "server_label": "crm",
    "transport": {"type": "http", "server_url": "https://mcp.example"},
}
WHOLE: dict[str, Any] = {
    "model": "gpt-6-luna",
    "name": "Porter",
    "instructions": "Be brief.",
    "tools": typed([{**LOOK, "asynchronous": True}, CRM, {"type": "web_search"}]),
    "reasoning": {"effort": "low", "summary": "auto"},
    "text": {
        "format": {"type": "json_schema", "schema": typed({"type": "object"})},
        "verbosity": "low",
    },
    "service_tier": "flex",
    "multi_agent": {"enabled": True},
    "compaction": {"asynchronous": True},
    "experimental": {"time_awareness": True},
    "metadata": {"team": "support"},
}


def faults(driver: Driver, **config: Any) -> list[tuple[tuple[Any, ...], str]]:
    attributes = driver.provider.resources[AGENT].attributes
    full = configured(attributes, {"model": "gpt-6-luna", **config})
    return [(one.path, one.detail) for one in driver.provider.validate_resource(AGENT, full)]


def test_an_agent_with_all_arguments_is_read_and_imported_unchanged(driver: Driver) -> None:
    made = driver.create(AGENT, WHOLE)
    assert made.errors == []
    assert made["tools"].value[0]["asynchronous"] is True
    assert driver.has_no_changes(driver.read(made), WHOLE)
    assert driver.has_no_changes(driver.adopt(AGENT, made["id"]), WHOLE)


def test_the_default_reasoning_of_the_model_is_in_the_state(driver: Driver) -> None:
    made = driver.create(AGENT, {"model": "gpt-6-luna"})
    assert made["reasoning"] == {"effort": "medium", "summary": None}
    assert (made["text"], made["multi_agent"], made["tools"]) == (None, None, None)


def test_removed_arguments_return_to_their_defaults(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(AGENT, WHOLE)
    changed = driver.update(made, {"model": "gpt-6-luna"})
    assert changed.errors == []
    response = sandbox.client.get(f"/agents/{made['id']}", headers=HEADER).json()
    assert (response["name"], response["instructions"], response["tools"]) == (None, None, [])
    assert response["text"] == {"format": {"type": "text"}, "verbosity": "medium"}
    assert (response["service_tier"], response["metadata"]) == ("auto", {})
    assert (response["multi_agent"]["enabled"], response["compaction"]["async"]) == (False, False)
    assert response["experimental"] == {"time_awareness": False}
    assert response["reasoning"] == {"effort": "low", "summary": "auto"}, "documented to stay"
    assert driver.has_no_changes(driver.read(changed), {"model": "gpt-6-luna"})


def test_a_removed_member_is_sent_as_null(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(AGENT, WHOLE)
    driver.update(made, {**WHOLE, "text": {"verbosity": "low"}})
    sent = sandbox.requests(method="POST", path=f"/agents/{made['id']}")[-1]
    assert sent["body"] == {"text": {"format": None, "verbosity": "low"}}
    assert sent["headers"]["openai-beta"] == "agents=v1"


def test_a_change_outside_terraform_is_planned_back(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(AGENT, WHOLE)
    body = {"tools": [{"type": "web_search", "mode": "cached"}], "service_tier": "auto"}
    sandbox.client.post(f"/agents/{made['id']}", json=body, headers=HEADER).raise_for_status()
    now = driver.read(made)
    assert now["tools"].value[0]["mode"] == "cached"
    assert not driver.has_no_changes(now, WHOLE)


@pytest.mark.parametrize(
    ("tool", "wrong"),
    [
        ({"type": "function", "name": "look"}, "`description` must be set"),
        ({"type": "mcp", "server_label": "crm"}, "`transport` must be set"),
        ({"type": "web_search", "enabled": True}, "`enabled` must not be set"),
        ({**CRM, "transport": {"type": "stdio", "command": "x"}}, "`cwd` must be set"),
        ({**CRM, "transport": {"type": "http"}}, "`server_url` must be set"),
    ],
)
def test_a_tool_must_match_its_kind(driver: Driver, tool: dict[str, Any], wrong: str) -> None:
    [(path, detail)] = faults(driver, tools=typed([tool]))
    assert path[:2] == ("tools", 0)
    assert wrong in detail


def test_an_unknown_kind_of_tool_is_sent_with_a_warning(driver: Driver) -> None:
    [(path, detail)] = faults(driver, tools=typed([{"type": "telepathy"}]))
    assert path == ("tools", 0, "type")
    assert "sends it unchanged" in detail


def test_tools_that_are_too_large_are_an_error_at_plan_time(driver: Driver) -> None:
    tool = {**LOOK, "description": "x" * LARGEST_TOOLS}
    [(path, detail)] = faults(driver, tools=typed([tool]))
    assert path == ("tools",)
    assert str(LARGEST_TOOLS) in detail


def test_a_name_finds_an_agent_unless_two_agents_have_it(driver: Driver) -> None:
    made = driver.create(AGENT, WHOLE)
    found = driver.look_up(AGENT, {"name": "Porter"}).state or {}
    assert (found["id"], found["service_tier"]) == (made["id"], "flex")
    assert found["text"]["format"]["type"] == "json_schema"
    driver.create(AGENT, {"model": "gpt-6-luna", "name": "Porter"})
    (ambiguous,) = driver.look_up(AGENT, {"name": "Porter"}).diagnostics
    assert "Use `id`" in ambiguous.detail


def test_agents_are_listed_in_the_configured_order(driver: Driver) -> None:
    ids = [driver.create(AGENT, {"model": "gpt-6-luna", "name": name})["id"] for name in "abc"]
    found = driver.look_up("openai_agents", {"order": "asc", "limit": 2}).state or {}
    assert [one["id"] for one in found["agents"].value] == ids[:2]


def test_listed_agents_have_all_members_for_expressions(driver: Driver) -> None:
    driver.create(AGENT, {"model": "gpt-6-luna", "tools": typed([{"type": "web_search"}])})
    found = driver.look_up("openai_agents", {}).state or {}
    (one,) = found["agents"].value
    assert (one["name"], one["service_tier"], one["metadata"]) == (None, "auto", {})
    assert one["text"] == {"format": {"type": "text", "schema": None}, "verbosity": "medium"}
    assert one["tools"] == [{"type": "web_search"}], "each tool has only the members of its kind"
