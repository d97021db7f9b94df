"""``openai_agent_session``: an agent at work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.engine.waiting import Wait
from provider_shim.objects.agents.configuration import BETA, overrides
from provider_shim.objects.agents.environment_secrets import SendsEnvironment
from provider_shim.objects.agents.results import (
    EFFECTIVE_AGENT,
    EFFECTIVE_ENVIRONMENT,
    NOT_RETURNED,
    USAGE,
)
from provider_shim.objects.agents.session_changes import (
    IN_PLACE,
    member_of_reasoning,
    needs_another,
)
from provider_shim.objects.agents.sessions import environment, faults, messages, waits_for_action
from provider_shim.patterns.attributes import (
    DEFAULT_TIMEOUT,
    created_at,
    identity,
    metadata,
    metadata_filter,
    order,
    string_or,
)
from provider_shim.patterns.cancelling import Cancellable
from provider_shim.patterns.completion import completion
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.one_shot import triggers
from provider_shim.patterns.secrets_version import secrets_version
from provider_shim.vocabulary.comparing import outer_shape
from provider_shim.vocabulary.rest import Json, Rest, to_json, update_body
from provider_shim.vocabulary.schema import (
    Dynamic,
    Integer,
    Object,
    Schema,
    SetOf,
    String,
    dynamic_object,
)
from provider_shim.vocabulary.values import UNKNOWN, members

_LOOK = 2.0
"""Seconds between two looks whether a session still works."""

_CANCELLATION = {"events": [{"type": "agent.session.input.cancel"}]}


class AgentSession(SendsEnvironment, Cancellable):
    """An agent at work: a saved agent, or one of its own, in an environment, with what was said to it.

    With an `input` it begins to work at once, and Terraform waits until it has finished: see `wait_for_completion`. What it
    says and makes is in the data sources `openai_agent_session_items` and `openai_agent_session_artifacts`. Further messages are
    for the application that talks with it. Destroying a session ends its work.

    Secrets in the environment have arguments of their own that end in `_wo`, which are stored nowhere. Secrets for MCP servers
    belong into an `openai_vault_credential`: those that the API takes within `tools` would be stored, and are left out.

    ~> The Agents API is a beta. The input is stored in the state.
    """

    type_name = "openai_agent_session"
    endpoint = Rest("/agents/sessions", headers=BETA, page=100)
    wait = Wait(
        pending=("in_progress",),
        failed=("failed",),
        succeeded=("idle", "requires_action"),
        reason="error",
        interval=_LOOK,
        needs="input",
        warning=waits_for_action,
    )
    checks = (faults,)
    schema = Schema(
        {
            "id": identity("session").but(also=("session_id",)),
            "agent_id": String(
                optional=True,
                replace=True,
                unread=True,
                doc="The id of the saved agent (`openai_agent`) that works. Left out, `agent` says all.",
            ),
            "agent": dynamic_object(
                overrides(),
                optional=True,
                unread=True,
                doc="What the agent has otherwise than the saved one, or all of it without `agent_id`. Model, tools, effort and service "
                "tier change in place, for turns to come; the rest needs another session, and so does a member that is taken away.",
            ),
            "environment": environment("Where the agent works.", returned=False, replace=True),
            "input": Dynamic(
                string_or(messages({"required": True})),
                optional=True,
                replace=True,
                unread=True,
                doc="What is said to the agent first: a text, or messages. Needed where the environment is of the type `none`.",
            ),
            "vault_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                max_items=10,
                doc="The ids of the vaults (`openai_vault`) whose credentials the session can use, at most 10.",
            ),
            "review": String(
                optional=True,
                enum=("none", "auto_review"),
                server_default="none",
                cleared="none",
                doc="Whether actions are reviewed: `none`, or `auto_review` (automatically, and denied where a person would have to "
                "decide). Defaults to `none`.",
            ),
            "prompt_cache_options": Object(
                {
                    "ttl": String(
                        optional=True,
                        enum=("30m", "12h"),
                        server_default="30m",
                        doc="How long cached prompts live at least: `30m` or `12h`. Defaults to `30m`.",
                    )
                },
                optional=True,
                doc="How prompts are cached. Defaults to what the model does.",
            ),
            "metadata": metadata("session", cleared={}),
            "triggers": triggers("work of the agent"),
            "secrets_version": secrets_version("Another session then begins.", replace=True),
            **completion(
                "Whether to wait until the agent has finished with `input`.",
                delete=DEFAULT_TIMEOUT,
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the session: `idle` (nothing to do), `in_progress`, `requires_action` (see `required_actions`) or "
                "`failed` (see `error`).",
            ),
            "error": String(computed=True, volatile=True, doc="Why the session failed."),
            "required_actions": Dynamic(
                computed=True,
                volatile=True,
                doc="What the session waits for, such as results of functions and approvals, each as the API tells it.",
            ),
            "effective_agent": EFFECTIVE_AGENT,
            "effective_environment": EFFECTIVE_ENVIRONMENT,
            "usage": USAGE,
            "created_at": created_at("session"),
            "last_active_at": Integer(
                computed=True,
                volatile=True,
                doc="When the session was active last, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Begin another session where the agent cannot be changed in place, or is not known yet."""
        if draft.prior is None or draft.prior["agent"] == draft.planned["agent"]:
            return
        before, after = (members(one["agent"]) for one in (draft.prior, draft.planned))
        if after is UNKNOWN or needs_another(before, after):
            draft.replace.append(("agent",))

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:  # noqa: ARG002 - no secret changes in place
        """Return what changes; of the agent only the members that do."""
        body = update_body(self.attributes, prior, planned, (*self.endpoint.identity, "agent"))
        agent = self._changes_of_agent(members(prior["agent"]), members(planned["agent"]))
        return {**body, "agent": agent} if agent else body

    def _changes_of_agent(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
        attributes = overrides()
        changed: Json = {
            name: to_json(outer_shape(attributes[name]), after[name])
            for name in IN_PLACE
            if before.get(name) != after.get(name)
        }
        effort = member_of_reasoning(after, "effort")
        if effort != member_of_reasoning(before, "effort"):
            changed["reasoning"] = {"effort": effort}
        return changed

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change it, without waiting for work that somebody else has given to it."""
        impatient = {**planned, "wait_for_completion": False}
        changed = super().update(call, prior, impatient)
        return {**changed, "wait_for_completion": planned["wait_for_completion"]}

    def delete(self, call: Call, state: Values) -> None:
        """End its work, then delete it."""
        if self.cancel(call, state):
            while (answer := self.work(call, state)) is not None:
                call.pause_after(answer, _LOOK, "end the work of the agent session")
        super().delete(call, state)

    def send_cancellation(self, call: Call, state: Values) -> None:
        """Tell the session to end its work."""
        call.send(
            self.endpoint,
            f"{self.endpoint.item}/events",
            state,
            "end the work of the agent session",
            method="POST",
            body=_CANCELLATION,
        )


class DataAgentSession(Lookup):
    """An existing session of an agent, by its id: its state, and what it works with."""

    type_name = "openai_agent_session"
    endpoint = AgentSession.endpoint
    schema = lookup_schema(AgentSession, not_returned=NOT_RETURNED)


class DataAgentSessions(ListAll):
    """The sessions of agents, or those of one agent or with certain metadata."""

    type_name = "openai_agent_sessions"
    endpoint = AgentSession.endpoint
    items = "sessions"
    schema = list_all_schema(
        AgentSession,
        items,
        {
            "order": order(),
            "agent_id": String(optional=True, doc="Only sessions of this saved agent."),
            "metadata": metadata_filter(
                "sessions", "A change of metadata may take a while to be found."
            ),
        },
        not_returned=NOT_RETURNED,
        grows=True,
    )
