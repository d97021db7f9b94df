"""Sessions of agents. A session uses a saved agent with overrides, or an inline agent, and receives input events."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import agent_environments, agent_events, agents
from openai_sandbox.behaviours.agent_configuration import changed, resolved
from openai_sandbox.behaviours.agent_turns import (
    RUNNING,
    accept_result,
    advance,
    cancel,
    delete_parts,
    start_turn,
)
from openai_sandbox.behaviours.environment_setup import installed
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record

COLLECTION = "/agents/sessions"
_ITEM = f"{COLLECTION}/{{session_id}}"
_ACCEPTED = 202


def create(call: Call) -> Answer:
    """Create a session. If the request has an input, its first turn starts. A stream contains the events of this turn."""
    given = call.body
    streamed = given.get("stream") is True
    if streamed and not given.get("input"):
        raise invalid("A streamed session needs an input.", "input")
    if given["environment"]["type"] == "none" and not given.get("input"):
        raise invalid("A session without an environment needs an input.", "input")
    agent_environments.check_vaults(call, given.get("vault_ids") or [])
    arguments, agent = _agent(call, given)
    known = {
        "agent": agent,
        "environment": _environment(call, given["environment"]),
        "error": None,
        "metadata": given.get("metadata") or {},
        "prompt_cache_options": _cache(given.get("prompt_cache_options")),
        "required_actions": [],
        "review": given.get("review") or "none",
        "status": "idle",
        "usage": None,
        "vault_ids": given.get("vault_ids") or [],
    }
    session = crud.create(dataclasses.replace(call, body={}), known, extra={"arguments": arguments})
    if given.get("input"):
        start_turn(call, session, messages(given["input"]))
    if streamed:
        return agent_events.of_new_session(call, session)
    return Answer(body=session.wire, headers=POLL_HEADER)


def read(call: Call) -> Answer:
    """Read a session. Each read advances its turn."""
    session = crud.load(call)
    advance(call, session)
    return Answer(body=session.wire, headers=POLL_HEADER)


def read_all(call: Call) -> Answer:
    """List sessions. Each list advances the turns of the sessions that it reads."""
    agent = call.query.get("agent_id")
    query = {name: value for name, value in call.query.items() if name != "agent_id"}
    return crud.list_items(
        dataclasses.replace(call, query=query),
        lambda session: agent in {None, session.wire["agent"]["id"]},
        step=advance,
    )


def update(call: Call) -> Answer:
    """Update a session. Fields that the request omits keep their value."""
    session = crud.load(call)
    changes: dict[str, Any] = {}
    if "metadata" in call.body:
        changes["metadata"] = call.body["metadata"] or {}
    if "review" in call.body:
        changes["review"] = call.body["review"]
    if "prompt_cache_options" in call.body:
        changes["prompt_cache_options"] = _cache(call.body["prompt_cache_options"])
    if (agent := call.body.get("agent")) is not None:
        reasoning = {
            **(session.extra["arguments"].get("reasoning") or {}),
            **agent.get("reasoning", {}),
        }
        session.extra["arguments"] = changed(
            session.extra["arguments"], {**agent, "reasoning": reasoning}
        )
        changes["agent"] = {**session.wire["agent"], **resolved(session.extra["arguments"])}
    crud.change(call, session, changes)
    return Answer(body=session.wire)


def delete(call: Call) -> Answer:
    """Delete a session. A running turn must be cancelled before."""
    session = crud.load(call)
    if session.wire["status"] in RUNNING:
        raise ApiError(
            409,
            "The session is running. Cancel its turn before you delete it.",
            code="session_running",
        )
    delete_parts(call, session)
    return crud.delete_item(call)


def submit(call: Call) -> Answer:
    """Accept input events for a session. The answer has no content."""
    session = _session(call)
    for event in call.body["events"]:
        match event["type"]:
            case "agent.session.input.message":
                start_turn(call, session, event["input"])
            case "agent.session.input.cancel":
                cancel(call, session)
            case "agent.session.input.tool_result":
                accept_result(call, session, event)
    return Answer(content=[b""], status=_ACCEPTED)


def stream(call: Call) -> Answer:
    """Return the events of a session as they happen, until the client closes the connection or the session is deleted."""
    return agent_events.from_now_on(call, _session(call))


def _session(call: Call) -> Record:
    """Return the session of a path below it."""
    crud.require_parents(call)
    session = call.store.get(COLLECTION, call.params["session_id"])
    if session is None:
        raise crud.missing(f"{COLLECTION}/{call.params['session_id']}")
    return session


def messages(given: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the input of a user as a list of messages."""
    if isinstance(given, str):
        return [{"role": "user", "content": [{"type": "input_text", "text": given}]}]
    return given


def _agent(call: Call, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the arguments of the agent of a session, and the agent as the API returns it."""
    identifier, own = given.get("agent_id"), given.get("agent") or {}
    if identifier is None:
        if own.get("model") is None:
            raise invalid("Give 'agent_id', or a model in 'agent'.", "agent.model")
        return own, {"id": new_id("agent_"), "name": None, **resolved(own)}
    saved = crud.find(call, agents.COLLECTION, identifier)
    if saved is None:
        raise crud.missing(f"{agents.COLLECTION}/{identifier}")
    arguments = changed(saved.extra[agents.ARGUMENTS], own)
    return arguments, {"id": saved.id, "name": saved.wire["name"], **resolved(arguments)}


def _environment(call: Call, arguments: Mapping[str, Any]) -> dict[str, Any]:
    if arguments["type"] == "none":
        return {"type": "none"}
    if arguments["type"] == "self_hosted":
        new = new_id("env_")
        return {
            "type": "self_hosted",
            "id": new,
            "capability_directories": arguments.get("capability_directories") or [],
            "remote_url": f"wss://example.com/environments/{new}",
            "workspace_directory": arguments["workspace_directory"],
        }
    if (identifier := arguments.get("environment_id")) is not None:
        return _attached(call, identifier)
    template = agent_environments.template_of(call, arguments)
    contents = installed(call, arguments, template.wire if template else None)
    size = arguments.get("container_size", "medium")
    return {"type": "openai_hosted", "id": new_id("env_"), "container_size": size, **contents}


def _attached(call: Call, identifier: str) -> dict[str, Any]:
    """Return an existing environment, and mark it as connected."""
    path = f"{agent_environments.COLLECTION}/{identifier}"
    environment = crud.find(call, agent_environments.COLLECTION, identifier)
    if environment is None:
        raise crud.missing(path)
    if environment.wire["status"] != "ready":
        raise ApiError(409, f"The environment is {environment.wire['status']}.")
    environment.wire["status"] = "connected"
    call.store.save(environment)
    return {**environment.extra["installed"], "id": identifier, "type": "openai_hosted"}


def _cache(options: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if options is None else {"ttl": options.get("ttl") or "30m"}


def _read_turns(call: Call) -> Answer:
    advance(call, _session(call))
    return crud.list_items(call)


HANDLERS = {
    f"POST {COLLECTION}": create,
    f"GET {COLLECTION}": read_all,
    f"GET {_ITEM}": read,
    f"POST {_ITEM}": update,
    f"DELETE {_ITEM}": delete,
    f"POST {_ITEM}/events": submit,
    f"GET {_ITEM}/events": stream,
    f"GET {_ITEM}/turns": _read_turns,
}
