"""Automations of agents. A request can pause, resume and invoke them. The sandbox never runs them by schedule."""

from __future__ import annotations

import dataclasses
import functools
import zoneinfo
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import agent_environments, agent_sessions, agents
from openai_sandbox.behaviours.agent_configuration import resolved
from openai_sandbox.behaviours.environment_setup import resolved as resolved_environment
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.store import Record

COLLECTION = "/agents/automations"
_ITEM = f"{COLLECTION}/{{automation_id}}"
_CRON_FIELDS = 5


def create(call: Call) -> Answer:
    """Create an automation."""
    _check(call, call.body, call.body["type"])
    known = {
        **{name: value for name, value in call.body.items() if name != "target"},
        "target": _described_target(call, call.body["target"]),
        "created_by": {"type": "developer"},
        "metadata": call.body.get("metadata", {}),
        "pause_reason": None,
        "status": "active",
    }
    extra = {"target": call.body["target"]}
    return Answer(body=crud.create(dataclasses.replace(call, body={}), known, extra=extra).wire)


def update(call: Call) -> Answer:
    """Update an automation. Fields that the request omits keep their value. The types of schedule and target are fixed."""
    record = crud.load(call)
    _check(call, call.body, record.wire["type"])
    changes = dict(call.body)
    if "target" in changes:
        if changes["target"]["type"] != record.wire["target"]["type"]:
            raise invalid("The type of the target cannot be changed.", "target.type")
        record.extra["target"] = changes["target"]
        changes["target"] = _described_target(call, changes["target"])
    crud.change(call, record, changes)
    return Answer(body=record.wire)


def list_all(call: Call) -> Answer:
    """List automations. ``session_id`` filters those whose target is this session."""
    wanted = call.query.get("session_id")
    query = {name: value for name, value in call.query.items() if name != "session_id"}
    return crud.list_items(
        dataclasses.replace(call, query=query),
        lambda one: wanted in {None, one.wire["target"].get("session_id")},
    )


def pause(call: Call) -> Answer:
    """Pause an automation. If it is paused already, the request succeeds too."""
    return _with_status(call, "paused")


def resume(call: Call) -> Answer:
    """Resume an automation. One with a time in the past first needs another ``run_at``."""
    record = crud.load(call)
    if record.wire["type"] == "once" and record.wire["run_at"] <= call.now:
        raise invalid("The time has passed: set a 'run_at' in the future.", "run_at")
    return _with_status(call, "active")


def invoke(call: Call) -> Answer:
    """Invoke an automation. The invocation is completed at once."""
    crud.require_parents(call)
    automation = call.store.get(COLLECTION, call.params["automation_id"])
    if automation is None:
        raise crud.missing(call.path.rsplit("/", 1)[0])
    known = {
        "error": None,
        "scheduled_at": None,
        "session_id": _deliver(call, automation.extra["target"]),
        "skip_reason": None,
        "source": {"type": "manual"},
        "status": "completed",
    }
    return Answer(body=crud.create(call, known).wire)


def _with_status(call: Call, status: str) -> Answer:
    record = crud.load(call)
    crud.change(call, record, {"status": status, "pause_reason": None})
    return Answer(body=record.wire)


def _deliver(call: Call, target: Mapping[str, Any]) -> str:
    """Send the input to a new or an existing session, and return the id of the session."""
    if target["type"] == "existing_session":
        given = agent_sessions.messages(target["instructions"])
        event = {"type": "agent.session.input.message", "input": given}
        path = f"{agent_sessions.COLLECTION}/{target['session_id']}/events"
        delivered = call.to(
            f"POST {agent_sessions.COLLECTION}/{{session_id}}/events",
            path=path,
            params={"session_id": target["session_id"]},
            body={"events": [event]},
        )
        agent_sessions.submit(delivered)
        return str(target["session_id"])
    body = {name: value for name, value in target.items() if name != "type"}
    creation = call.to(
        f"POST {agent_sessions.COLLECTION}", path=agent_sessions.COLLECTION, params={}, body=body
    )
    return str(agent_sessions.create(creation).body["id"])


@functools.cache
def _timezones() -> set[str]:
    """Return the names of all time zones. The standard library searches folders for them."""
    return zoneinfo.available_timezones()


def _check(call: Call, arguments: Mapping[str, Any], kind: str) -> None:
    """Check a schedule and a target.

    Raises:
        ApiError: 400 about the wrong field, or 404 about an object that does not exist.
    """
    foreign = {"periodic": ("run_at",), "once": ("expression", "timezone")}[kind]
    for name in foreign:
        if name in arguments:
            raise invalid(f"'{name}' is not for automations of the type '{kind}'.", name)
    if len(arguments.get("expression", "* * * * *").split()) != _CRON_FIELDS:
        raise invalid("The expression must have five fields.", "expression")
    if arguments.get("timezone", "UTC") not in _timezones():
        raise invalid("The time zone is not known.", "timezone")
    if arguments.get("run_at", call.now + 1) <= call.now:
        raise invalid("The time must be in the future.", "run_at")
    if "target" in arguments:
        _check_target(call, arguments["target"])


def _check_target(call: Call, target: Mapping[str, Any]) -> None:
    if target["type"] == "existing_session":
        session: Record | None = crud.find(call, agent_sessions.COLLECTION, target["session_id"])
        if session is None:
            raise crud.missing(f"{agent_sessions.COLLECTION}/{target['session_id']}")
        return
    if (target.get("agent") is None) == (target.get("agent_id") is None):
        raise invalid("Provide exactly one of 'agent' and 'agent_id'.", "target.agent")
    if target.get("agent") is not None and "model" not in target["agent"]:
        raise invalid("The agent needs a model.", "target.agent.model")
    identifier = target.get("agent_id")
    if identifier is not None and crud.find(call, agents.COLLECTION, identifier) is None:
        raise crud.missing(f"{agents.COLLECTION}/{identifier}")
    agent_environments.check_vaults(call, target.get("vault_ids") or [])
    if not target["input"]:
        raise ApiError(400, "The input must not be empty.", param="target.input")


def _described_target(call: Call, target: Mapping[str, Any]) -> dict[str, Any]:
    """Return the target as the API returns it, with the defaults of an inline agent and without secrets."""
    if target["type"] == "existing_session":
        return dict(target)
    agent = target.get("agent")
    return {
        "type": "new_session",
        "agent": resolved(agent) if agent is not None else None,
        "agent_id": target.get("agent_id"),
        "environment": _described_environment(call, target["environment"]),
        "input": [{**one, "type": "message"} for one in target["input"]],
        "metadata": target.get("metadata") or {},
        "vault_ids": target.get("vault_ids") or [],
    }


def _described_environment(call: Call, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the environment as the API returns it: only the fields of the request, since a template can set the rest."""
    if arguments["type"] == "none":
        return dict(arguments)
    if arguments["type"] == "self_hosted":
        return {
            "capability_directories": [],
            "environment_id": None,
            **{name: value for name, value in arguments.items() if value is not None},
        }
    agent_environments.template_of(call, arguments)
    described = resolved_environment(call, arguments)
    plain = ("container_size", "environment_id", "environment_template_id")
    return {
        "type": "openai_hosted",
        **{name: arguments.get(name) for name in plain},
        **{
            name: value if arguments.get(name) is not None else None
            for name, value in described.items()
        },
    }


HANDLERS = {
    f"POST {COLLECTION}": create,
    f"GET {COLLECTION}": list_all,
    f"POST {_ITEM}": update,
    f"POST {_ITEM}/pause": pause,
    f"POST {_ITEM}/resume": resume,
    f"POST {_ITEM}/invocations": invoke,
}
