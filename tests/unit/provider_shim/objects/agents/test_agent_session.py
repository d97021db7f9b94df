"""``openai_agent_session``: waiting, changes in place, replacement, deletion, and the data sources of its results."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.vocabulary.values import UNKNOWN, typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

SESSION = "openai_agent_session"
PATH = "/agents/sessions"
HOSTED: dict[str, Any] = {"type": "openai_hosted"}
OWN = {"model": "gpt-5.1"}
CONFIG: dict[str, Any] = {"agent": OWN, "environment": HOSTED, "input": typed("Say hi.")}
QUIET: dict[str, Any] = {"agent": OWN, "environment": HOSTED}
ANSWER = "This is the sandbox's answer."


def sent(sandbox: Sandbox, identity: str) -> list[Any]:
    return [one["body"] for one in sandbox.requests(method="POST", path=f"{PATH}/{identity}")]


def faults(driver: Driver, **config: Any) -> list[str]:
    attributes = driver.provider.resources[SESSION].attributes
    diagnostics = driver.provider.validate_resource(SESSION, configured(attributes, config))
    return [one.detail for one in diagnostics]


# --- waiting and deleting ---------------------------------------------------------------------------------------


def test_create_waits_until_the_agent_has_finished(driver: Driver) -> None:
    made = driver.create(SESSION, CONFIG)
    assert made.errors == []
    assert (made["status"], made["usage"]["total_tokens"]) == ("idle", 16)
    assert driver.has_no_changes(driver.read(made), CONFIG)


def test_create_does_not_wait_if_wait_for_completion_is_false(driver: Driver) -> None:
    made = driver.create(SESSION, {**CONFIG, "wait_for_completion": False})
    assert made["status"] == "in_progress"


def test_a_failed_session_is_an_error_with_the_reason(driver: Driver) -> None:
    made = driver.create(SESSION, {**CONFIG, "input": typed("Fail.")})
    (wrong,) = made.errors
    assert "The agent failed as requested." in wrong.detail
    assert made["id"]


def test_a_session_that_waits_for_an_action_is_a_warning(driver_for: Any) -> None:
    returned = {
        "id": "session_1",
        "status": "requires_action",
        "required_actions": [{"type": "function_call", "name": "look", "arguments": {"x": 1}}],
    }
    with odd_server(Say(body=returned)) as odd:
        made = driver_for(base_url=odd.base_url, api_key="k").create(SESSION, CONFIG)
    assert made.errors == []
    assert "required_actions" in made.warnings[0].detail
    assert made["required_actions"].value[0]["arguments"] == {"x": 1}


def test_a_running_session_is_stopped_before_it_is_deleted(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SESSION, {**CONFIG, "wait_for_completion": False})
    destroyed = driver.destroy(made)
    assert (destroyed.errors, destroyed.state) == ([], None)
    (cancelled,) = sandbox.requests(method="POST", path=f"{PATH}/{made['id']}/events")
    assert cancelled["body"] == {"events": [{"type": "agent.session.input.cancel"}]}
    assert cancelled["headers"]["idempotency-key"]


def test_an_idle_session_is_deleted_without_being_stopped(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(SESSION, CONFIG)
    sandbox.clear_requests()
    assert driver.destroy(made).state is None
    assert [one["method"] for one in sandbox.requests()] == ["GET", "DELETE"]


# --- changes in place and replacement ---------------------------------------------------------------------------


def test_an_update_does_not_wait_for_work_in_progress(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(SESSION, {**CONFIG, "wait_for_completion": False})
    config = {**CONFIG, "metadata": {"team": "a"}, "review": "auto_review"}
    changed = driver.update(made, config)
    assert (changed["status"], changed["wait_for_completion"]) == ("in_progress", True)
    assert sent(sandbox, made["id"]) == [{"metadata": {"team": "a"}, "review": "auto_review"}]
    assert driver.has_no_changes(driver.read(changed), config)


def test_removed_arguments_return_to_their_defaults(driver: Driver, sandbox: Sandbox) -> None:
    whole = {
        **QUIET,
        "metadata": {"team": "a"},
        "review": "auto_review",
        "prompt_cache_options": {"ttl": "12h"},
    }
    made = driver.create(SESSION, whole)
    assert driver.has_no_changes(driver.read(made), whole)
    less = driver.update(made, QUIET)
    assert sent(sandbox, made["id"]) == [
        {"metadata": {}, "review": "none", "prompt_cache_options": None}
    ]
    assert driver.has_no_changes(driver.read(less), QUIET)


def test_the_agent_changes_in_place_where_the_api_allows_it(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(SESSION, QUIET)
    agent = {
        "model": "gpt-5.1-mini",
        "service_tier": "flex",
        "reasoning": {"effort": "low"},
        "tools": typed([{"type": "web_search"}]),
    }
    changed = driver.update(made, {**QUIET, "agent": agent})
    assert sent(sandbox, made["id"]) == [
        {
            "agent": {
                "model": "gpt-5.1-mini",
                "service_tier": "flex",
                "tools": [{"type": "web_search"}],
                "reasoning": {"effort": "low"},
            }
        }
    ]
    assert changed["effective_agent"]["model"] == "gpt-5.1-mini"
    assert driver.has_no_changes(driver.read(changed), {**QUIET, "agent": agent})


@pytest.mark.parametrize(
    "agent",
    [
        {**OWN, "instructions": "Be brief."},
        {**OWN, "reasoning": {"summary": "auto"}},
        {**OWN, "reasoning": UNKNOWN},
        {**OWN, "multi_agent": {"enabled": True}},
        {"service_tier": "flex"},
        None,
        UNKNOWN,
    ],
)
def test_a_change_that_the_api_cannot_make_replaces_the_session(driver: Driver, agent: Any) -> None:
    saved = driver.create("openai_agent", OWN)["id"]
    made = driver.create(SESSION, {**QUIET, "agent_id": saved})
    plan = driver.plan(made, {**QUIET, "agent_id": saved, "agent": agent})
    assert plan.requires_replace == [("agent",)]


def test_any_change_of_the_environment_replaces_the_session(
    driver: Driver,
) -> None:
    restricted = {**HOSTED, "network": {"access": "disabled"}}
    made = driver.create(SESSION, {**QUIET, "environment": restricted})
    assert driver.has_no_changes(driver.read(made), {**QUIET, "environment": restricted})
    assert driver.plan(made, QUIET).requires_replace == [("environment",)]


def test_a_session_returns_its_effective_agent_and_environment(driver: Driver) -> None:
    saved = driver.create("openai_agent", {**OWN, "name": "Porter", "instructions": "Be brief."})
    config = {
        "agent_id": saved["id"],
        "environment": {**HOSTED, "packages": {"python": ["pandas"]}},
    }
    made = driver.create(SESSION, config)
    agent, place = made["effective_agent"], made["effective_environment"]
    assert (agent["id"], agent["name"], agent["instructions"]) == (
        saved["id"],
        "Porter",
        "Be brief.",
    )
    assert (place["container_size"], place["packages"]["python"]) == ("medium", ["pandas"])
    assert driver.has_no_changes(driver.read(made), config)


def test_a_session_uses_an_existing_environment(driver: Driver) -> None:
    environment = driver.create("openai_agent_environment", {"environment": {}})
    config = {"agent": OWN, "environment": {**HOSTED, "environment_id": environment["id"]}}
    made = driver.create(SESSION, config)
    assert made.errors == []
    assert made["effective_environment"]["id"] == environment["id"]
    assert driver.read(environment)["status"] == "connected"


def test_secrets_are_sent_but_not_stored(driver: Driver, sandbox: Sandbox) -> None:
    place = {**HOSTED, "env": {"LEVEL": "info"}, "env_wo": {"TOKEN": "hush-env"}}
    config = {"agent": OWN, "environment": place}
    made = driver.create(SESSION, config)
    (created,) = sandbox.requests(method="POST", path=PATH)
    assert created["body"]["environment"]["env"] == {"LEVEL": "info", "TOKEN": "hush-env"}
    now = driver.read(made)
    assert "hush" not in repr((made, now))
    assert driver.has_no_changes(now, config)
    plan = driver.plan(now, {**config, "secrets_version": 2})
    assert plan.requires_replace == [("secrets_version",)]


def test_values_that_the_api_does_not_return_replace_no_imported_session(driver: Driver) -> None:
    made = driver.create(SESSION, {**CONFIG, "metadata": {"team": "a"}})
    adopted = driver.adopt(SESSION, made["id"])
    config = {**CONFIG, "metadata": {"team": "a"}}
    assert driver.plan(adopted, config).requires_replace == []
    assert driver.has_no_changes(driver.update(adopted, config), config)


@pytest.mark.parametrize(
    ("config", "wrong"),
    [
        ({"agent": OWN, "environment": {"type": "none"}}, "`input` must be set"),
        ({"environment": HOSTED}, "Either `agent_id` or the `model` of `agent`"),
        (
            {"agent": {"service_tier": "flex"}, "environment": HOSTED},
            "the `model` of `agent` must be set",
        ),
        ({**QUIET, "environment": {"type": "self_hosted"}}, "`workspace_directory` must be set"),
        ({**QUIET, "input": typed([{"role": "user", "content": []}])}, "At least one"),
        (
            {**QUIET, "environment": {**HOSTED, "env": {"A": "1"}, "env_wo": {"A": "2"}}},
            "both `env` and `env_wo`",
        ),
    ],
)
def test_an_invalid_session_is_an_error_at_plan_time(
    driver: Driver, config: dict[str, Any], wrong: str
) -> None:
    found = faults(driver, **config)
    assert any(wrong in one for one in found), found


# --- data sources -----------------------------------------------------------------------------------------------


def test_data_sources_return_items_turns_traces_and_artifacts(driver: Driver) -> None:
    made = driver.create(SESSION, CONFIG)
    arguments = {"session_id": made["id"], "order": "asc"}

    def found(what: str, **more: Any) -> dict[str, Any]:
        return driver.look_up(f"openai_agent_session_{what}", {**arguments, **more}).state or {}

    texts = [one["content"][0]["text"] for one in found("items")["items"].value]
    assert texts == ["Say hi.", ANSWER]
    (turn,) = found("turns")["turns"]
    assert (turn["status"], turn["usage"]["total_tokens"]) == ("completed", 16)
    assert len(found("items", turn_id=turn["id"])["items"].value) == 2
    assert found("items", turn_id=turn["id"])["turn_id"] == turn["id"]
    (trace,) = found("traces")["traces"].value
    assert list(trace["otlp"]) == ["resourceSpans"]
    (artifact,) = found("artifacts")["artifacts"]
    assert artifact["turn_id"] == turn["id"]
    wanted = {"session_id": made["id"], "artifact_id": artifact["id"]}
    content = driver.look_up("openai_agent_session_artifact_content", wanted).state or {}
    assert content["content"] == ANSWER
    small = driver.look_up(
        "openai_agent_session_artifact_content", {**wanted, "max_bytes": 3}
    ).diagnostics
    assert "the limit is 3" in small[0].detail


def test_sessions_are_filtered_by_agent_and_metadata(driver: Driver) -> None:
    saved = driver.create("openai_agent", OWN)["id"]
    made = driver.create(SESSION, {"agent_id": saved, "environment": HOSTED})
    other = driver.create(SESSION, {**QUIET, "metadata": {"team": "a"}})

    def ids(**filters: Any) -> list[str]:
        found = driver.look_up("openai_agent_sessions", filters).state or {}
        return [one["id"] for one in found["sessions"].value]

    assert ids(agent_id=saved) == [made["id"]]
    assert ids(metadata={"team": "a"}) == [other["id"]]
    one = driver.look_up(SESSION, {"id": other["id"]}).state or {}
    assert one["effective_agent"]["model"] == "gpt-5.1"
    assert "input" not in one
