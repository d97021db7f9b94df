"""``openai_agent_automation``: `paused`, schedules in readable times, and targets with secrets."""

from __future__ import annotations

import base64
import time
from typing import Any

import pytest

from provider_shim.patterns.timestamps import rfc3339
from provider_shim.vocabulary.values import typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance

AUTOMATION = "openai_agent_automation"
HEADER = {"OpenAI-Beta": "agents=v1"}
SOON = int(time.time()) + 3600
MESSAGES = [{"content": [{"type": "input_text", "text": "Report."}]}]
TARGET: dict[str, Any] = {
    "type": "new_session",
    "environment": {"type": "none"},
    "input": MESSAGES,
    "agent": {"model": "gpt-5.1"},
}
DAILY: dict[str, Any] = {
    "name": "Report",
    "type": "periodic",
    "expression": "0 9 * * *",
    "timezone": "Europe/Berlin",
    "target": TARGET,
}
FILE = {"type": "inline", "path": "/workspace/.token"}
HUSH = base64.b64encode(b"hush-file").decode()
HOSTED = {
    **TARGET,
    "environment": {"type": "openai_hosted", "env": {"LEVEL": "info"}, "files": [FILE]},
}
SECRETS = {
    "env_wo": {"TOKEN": "hush-env"},
    "files_wo": {"/workspace/.token": HUSH},
    "setup_commands_wo": [{"command": "login hush-command"}],
}


def posts(sandbox: Sandbox, made: Instance) -> list[tuple[str, Any]]:
    """Return the POST requests for an automation after its creation: the end of each path, and the body."""
    path = f"/agents/automations/{made['id']}"
    sent = sandbox.requests(method="POST", path=f"{path}*")
    return [(one["path"].rsplit("/", 1)[-1], one["body"]) for one in sent]


def faults(driver: Driver, **config: Any) -> list[str]:
    attributes = driver.provider.resources[AUTOMATION].attributes
    diagnostics = driver.provider.validate_resource(AUTOMATION, configured(attributes, config))
    return [one.detail for one in diagnostics]


# --- `paused` ---------------------------------------------------------------------------------------------------


def test_an_automation_is_paused_and_resumed_in_place(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(AUTOMATION, DAILY)
    assert (made["paused"], made["status"]) == (False, "active")
    paused = driver.update(made, {**DAILY, "paused": True})
    assert (paused["paused"], paused["status"]) == (True, "paused")
    assert driver.has_no_changes(driver.read(paused), {**DAILY, "paused": True})
    driver.update(paused, DAILY)
    assert [verb for verb, _ in posts(sandbox, made)] == ["pause", "resume"]


def test_an_automation_can_be_created_paused(driver: Driver, sandbox: Sandbox) -> None:
    config = {**DAILY, "paused": True}
    made = driver.create(AUTOMATION, config)
    assert made.errors == []
    assert made["status"] == "paused"
    assert driver.has_no_changes(driver.read(made), config)


def test_changes_are_sent_before_the_automation_is_resumed(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(AUTOMATION, {**DAILY, "paused": True})
    sandbox.clear_requests()
    driver.update(made, {**DAILY, "expression": "0 8 * * *"})
    assert posts(sandbox, made) == [
        (made["id"], {"expression": "0 8 * * *"}),
        ("resume", None),
    ]


def test_an_automation_paused_outside_terraform_is_resumed_by_the_next_apply(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(AUTOMATION, DAILY)
    path = f"/agents/automations/{made['id']}/pause"
    sandbox.client.post(path, headers=HEADER).raise_for_status()
    now = driver.read(made)
    assert now["paused"] is True
    assert driver.update(now, DAILY)["status"] == "active"


# --- schedules --------------------------------------------------------------------------------------------------


def test_run_at_accepts_rfc_3339_and_unix_seconds(driver: Driver, sandbox: Sandbox) -> None:
    readable = rfc3339(SOON)
    once = {"name": "Report", "type": "once", "run_at": typed(readable), "target": TARGET}
    made = driver.create(AUTOMATION, once)
    assert made.errors == []
    created = sandbox.requests(method="POST", path="/agents/automations")[-1]["body"]
    assert created["run_at"] == SOON
    assert driver.has_no_changes(driver.read(made), once)
    assert driver.has_no_changes(made, {**once, "run_at": typed(SOON)})
    driver.update(made, {**once, "run_at": typed(SOON + 60)})
    assert posts(sandbox, made) == [(made["id"], {"run_at": SOON + 60})]


def test_another_kind_of_schedule_or_target_replaces_the_automation(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(AUTOMATION, DAILY)
    once = {"name": "Report", "type": "once", "run_at": typed(SOON), "target": TARGET}
    assert ("type",) in driver.plan(made, once).requires_replace
    existing = {"type": "existing_session", "session_id": "session_1", "instructions": "Go on."}
    plan = driver.plan(made, {**DAILY, "target": existing})
    assert plan.requires_replace == [("target",)]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"expression": None}, "One of `expression`, `run_at` must be set"),
        ({"timezone": None}, "`expression` needs `timezone`"),
        ({"run_at": typed(SOON)}, "Only one of"),
        ({"run_at": typed("tomorrow"), "expression": None}, "is not a time"),
        ({"type": "once"}, "`run_at` must be set"),
        ({"target": {**TARGET, "agent_id": "agent_1"}}, "Exactly one of `agent` and `agent_id`"),
        ({"target": {**TARGET, "agent": None}}, "Exactly one of `agent` and `agent_id`"),
        ({"target": {**TARGET, "environment": None}}, "`environment` must be set"),
        ({"target": {**TARGET, "session_id": "s"}}, "`session_id` must not be set"),
        (
            {"target": {**TARGET, "environment": {"type": "none", "env": {"A": "1"}}}},
            "`env` must not be set",
        ),
        (
            {"target": HOSTED, **SECRETS, "env_wo": {"LEVEL": "2"}},
            "both `env` and `env_wo`",
        ),
        ({"target": TARGET, "env_wo": {"A": "1"}}, "`env_wo` can only be set if the `type`"),
        ({"target": HOSTED}, "set its `data`, or add its path to `files_wo`"),
        (
            {"target": HOSTED, "files_wo": {**SECRETS["files_wo"], "/workspace/b": HUSH}},
            '`files_wo` has content for "/workspace/b"',
        ),
        (
            {
                "target": {
                    **TARGET,
                    "environment": {
                        "type": "openai_hosted",
                        "setup_commands": [{"command": "login"}],
                    },
                },
                "setup_commands_wo": SECRETS["setup_commands_wo"],
            },
            "cannot both be set",
        ),
    ],
)
def test_an_invalid_automation_is_an_error_at_plan_time(
    driver: Driver, changes: dict[str, Any], wrong: str
) -> None:
    found = faults(driver, **{**DAILY, **changes})
    assert any(wrong in one for one in found), found


# --- targets ----------------------------------------------------------------------------------------------------


def test_secrets_of_the_environment_are_sent_but_not_stored(
    driver: Driver, sandbox: Sandbox
) -> None:
    config = {**DAILY, "target": HOSTED, **SECRETS}
    made = driver.create(AUTOMATION, config)
    assert made.errors == []
    created = sandbox.requests(method="POST", path="/agents/automations")[-1]["body"]
    environment = created["target"]["environment"]
    assert environment["env"] == {"LEVEL": "info", "TOKEN": "hush-env"}
    assert environment["setup_commands"] == [{"command": "login hush-command"}]
    assert environment["files"] == [{**FILE, "data": HUSH}]
    assert created["target"]["input"][0]["role"] == "user"
    now = driver.read(made)
    assert "hush" not in repr((made, now))
    assert HUSH not in repr((made, now))
    assert driver.has_no_changes(now, config)


def test_the_target_is_sent_only_when_it_or_a_secret_changes(
    driver: Driver, sandbox: Sandbox
) -> None:
    config = {**DAILY, "target": HOSTED, **SECRETS}
    made = driver.create(AUTOMATION, config)
    renamed = driver.update(made, {**config, "name": "Weekly"})
    assert posts(sandbox, made)[-1] == (made["id"], {"name": "Weekly"})
    again = {**config, "name": "Weekly", "secrets_version": 2}
    rotated = driver.update(renamed, again)
    (_, body) = posts(sandbox, made)[-1]
    assert body.keys() == {"target"}
    assert body["target"]["environment"]["env"]["TOKEN"] == "hush-env"
    other = {**again, "target": {**HOSTED, "metadata": {"team": "a"}}}
    driver.update(rotated, other)
    (_, body) = posts(sandbox, made)[-1]
    assert body["target"]["metadata"] == {"team": "a"}
    assert body["target"]["environment"]["env"]["TOKEN"] == "hush-env"


def test_an_inline_agent_keeps_the_configured_values_despite_returned_defaults(
    driver: Driver,
) -> None:
    transport = {"type": "http", "server_url": "https://mcp.example", "headers": {"X-Team": "a"}}
    mcp = {"type": "mcp", "server_label": "crm", "transport": transport}
    agent = {"model": "gpt-5.1", "tools": typed([{"type": "tool_search"}, mcp])}
    config = {**DAILY, "target": {**TARGET, "agent": agent}}
    made = driver.create(AUTOMATION, config)
    now = driver.read(made)
    assert driver.has_no_changes(now, config)
    result = driver.look_up(AUTOMATION, {"name": "Report"}).state or {}
    assert result["target"]["agent"]["reasoning"]["effort"] == "medium"
    adopted = driver.adopt(AUTOMATION, made["id"])
    assert adopted["target"].value["agent"]["reasoning"]["effort"] == "medium"
    assert driver.has_no_changes(
        adopted, {**config, "target": {**TARGET, "agent": {"model": "gpt-5.1"}}}
    )


def test_an_automation_with_a_saved_agent_is_imported_unchanged(driver: Driver) -> None:
    agent = driver.create("openai_agent", {"model": "gpt-5.1"})
    vault = driver.create("openai_vault", {})
    template = driver.create("openai_agent_environment_template", {})
    target = {
        "type": "new_session",
        "environment": {
            "type": "openai_hosted",
            "environment_template_id": template["id"],
            "container_size": "large",
        },
        "input": MESSAGES,
        "agent_id": agent["id"],
        "vault_ids": [vault["id"]],
        "metadata": {"team": "a"},
    }
    config = {**DAILY, "target": target, "metadata": {"team": "b"}}
    made = driver.create(AUTOMATION, config)
    assert made.errors == []
    assert driver.has_no_changes(driver.adopt(AUTOMATION, made["id"]), config)


def test_data_sources_find_and_list_automations(driver: Driver) -> None:
    made = driver.create(AUTOMATION, {**DAILY, "paused": True})
    found = driver.look_up(AUTOMATION, {"name": "Report"}).state or {}
    assert (found["id"], found["paused"]) == (made["id"], True)
    assert found["target"]["input"][0]["content"][0]["text"] == "Report."
    assert "env" not in found["target"]["environment"]
    listed = driver.look_up("openai_agent_automations", {}).state or {}
    assert [one["paused"] for one in listed["automations"].value] == [True]
    none = driver.look_up("openai_agent_automations", {"session_id": "session_1"}).state or {}
    assert none["automations"].value == []
