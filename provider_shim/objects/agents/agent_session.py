"""``openai_agent_session``: a session, in which an agent works."""

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

_POLL_INTERVAL = 2.0
"""Seconds between two requests for the state of a session."""

_CANCELLATION = {"events": [{"type": "agent.session.input.cancel"}]}


class AgentSession(SendsEnvironment, Cancellable):
    """A session in which an agent works in an environment. The agent is a saved agent, or one that only this session has.

    If you set `input`, the agent starts to work at once, and Terraform waits until it has finished: see `wait_for_completion`.
    To read its output, use the data sources `openai_agent_session_items` and `openai_agent_session_artifacts`. Further messages
    come from the application that uses the session. Destroying a session stops its work.

    Set secrets for the environment in the arguments whose names end in `_wo`. Terraform does not store them. Put secrets for
    MCP servers into an `openai_vault_credential`. The API also accepts such secrets within `tools`, but Terraform would store
    them there, so this resource has no argument for them.

    ~> The Agents API is a beta. The input is stored in the state.
    """

    type_name = "openai_agent_session"
    endpoint = Rest("/agents/sessions", headers=BETA, page=100)
    wait = Wait(
        pending=("in_progress",),
        failed=("failed",),
        succeeded=("idle", "requires_action"),
        reason="error",
        interval=_POLL_INTERVAL,
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
                doc="The id of the saved agent (`openai_agent`) that works in the session. Either `agent_id` or `agent` with a `model` "
                "must be set.",
            ),
            "agent": dynamic_object(
                overrides(),
                optional=True,
                unread=True,
                doc="Settings of the agent for this session. If you set `agent_id`, they override the settings of the saved agent; if not, "
                "they are the whole agent. Model, tools, reasoning effort and service tier change in place and apply to later turns. "
                "Any other change, and the removal of a member, replaces the session.",
            ),
            "environment": environment(
                "The environment in which the agent works.", returned=False, replace=True
            ),
            "input": Dynamic(
                string_or(messages({"required": True})),
                optional=True,
                replace=True,
                unread=True,
                doc="The first input for the agent: a text, or a list of messages. It must be set if the `type` of `environment` is "
                "`none`.",
            ),
            "vault_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                max_items=10,
                doc="The ids of the vaults (`openai_vault`) whose credentials the session can use. At most 10.",
            ),
            "review": String(
                optional=True,
                enum=("none", "auto_review"),
                server_default="none",
                cleared="none",
                doc="The review of the agent's actions: `none`, or `auto_review` (automatic; actions that need a person's approval are "
                "denied). Defaults to `none`.",
            ),
            "prompt_cache_options": Object(
                {
                    "ttl": String(
                        optional=True,
                        enum=("30m", "12h"),
                        server_default="30m",
                        doc="The minimum lifetime of cached prompts: `30m` or `12h`. Defaults to `30m`.",
                    )
                },
                optional=True,
                doc="The options of prompt caching. Defaults to the model's own setting.",
            ),
            "metadata": metadata("session", cleared={}),
            "triggers": triggers("work of the agent"),
            "secrets_version": secrets_version("A change replaces the session.", replace=True),
            **completion(
                "Whether to wait until the agent has finished its work on `input`.",
                delete=DEFAULT_TIMEOUT,
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the session: `idle` (the agent has nothing to do), `in_progress`, `requires_action` (see "
                "`required_actions`) or `failed` (see `error`).",
            ),
            "error": String(computed=True, volatile=True, doc="The reason why the session failed."),
            "required_actions": Dynamic(
                computed=True,
                volatile=True,
                doc="The actions that the session waits for, such as results of functions and approvals, each as the API returns it.",
            ),
            "effective_agent": EFFECTIVE_AGENT,
            "effective_environment": EFFECTIVE_ENVIRONMENT,
            "usage": USAGE,
            "created_at": created_at("session"),
            "last_active_at": Integer(
                computed=True,
                volatile=True,
                doc="When the session was last active, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Replace the session if the change of the agent is unknown or cannot be made in place."""
        if draft.prior is None or draft.prior["agent"] == draft.planned["agent"]:
            return
        before, after = (members(one["agent"]) for one in (draft.prior, draft.planned))
        if after is UNKNOWN or needs_another(before, after):
            draft.replace.append(("agent",))

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:  # noqa: ARG002 - no secret changes in place
        """Return the changed arguments, and of `agent` only the changed members."""
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
        """Change the session without waiting: its current work may come from an application."""
        without_waiting = {**planned, "wait_for_completion": False}
        changed = super().update(call, prior, without_waiting)
        return {**changed, "wait_for_completion": planned["wait_for_completion"]}

    def delete(self, call: Call, state: Values) -> None:
        """Stop the work of the session, then delete the session."""
        if self.cancel(call, state):
            while (answer := self.work(call, state)) is not None:
                call.pause_after(answer, _POLL_INTERVAL, "stop the work of the agent session")
        super().delete(call, state)

    def send_cancellation(self, call: Call, state: Values) -> None:
        """Send the event that stops the work of the session."""
        call.send(
            self.endpoint,
            f"{self.endpoint.item}/events",
            state,
            "stop the work of the agent session",
            method="POST",
            body=_CANCELLATION,
        )


class DataAgentSession(Lookup):
    """A session of an agent, found by its id: its state, its agent and its environment."""

    type_name = "openai_agent_session"
    endpoint = AgentSession.endpoint
    schema = lookup_schema(AgentSession, not_returned=NOT_RETURNED)


class DataAgentSessions(ListAll):
    """The sessions of agents. The list can be filtered by agent and by metadata."""

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
                "sessions",
                "The API may need some time until it finds sessions by changed metadata.",
            ),
        },
        not_returned=NOT_RETURNED,
        grows=True,
    )
