"""``openai_agent_automation``: work that an agent does by a schedule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.objects.agents.automations import NOT_RETURNED, SCHEDULES, TARGETS, with_pause
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.environment_secrets import (
    separate_secrets_faults,
    with_separate_secrets,
)
from provider_shim.objects.agents.environments import SECRETS
from provider_shim.patterns.attributes import created_at, identity, metadata, order
from provider_shim.patterns.kinds import of_kinds, rule_of
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.secrets_version import secrets_version, sent_again
from provider_shim.patterns.timestamps import unix_seconds
from provider_shim.vocabulary.diagnostics import Diagnostic, error
from provider_shim.vocabulary.rest import Json, Rest, to_json
from provider_shim.vocabulary.schema import Bool, Object, Schema, String, dynamic
from provider_shim.vocabulary.values import UNKNOWN, Typed, members


def _outgoing(body: Json) -> Json:
    """Return a body with times in seconds, and without `paused`, which is another request."""
    sent = {name: value for name, value in body.items() if name != "paused"}
    return {**sent, "run_at": unix_seconds(sent["run_at"])} if sent.get("run_at") else sent


class AgentAutomation(Resource):
    """Work that an agent does again and again by a schedule, or once at a given time.

    It either begins a new session each time, or tells a session that is there. Everything but the kinds of schedule and target
    changes in place; `paused` stops the schedule and goes on with it.

    Secrets in the environment have arguments of their own beside `target` that end in `_wo`, which are stored nowhere; change
    `secrets_version` when one changes. Secrets for MCP servers belong into an `openai_vault_credential`: those that the API takes within `tools`
    would be stored, and are left out.

    ~> The Agents API is a beta.
    """

    type_name = "openai_agent_automation"
    endpoint = Rest(
        "/agents/automations", headers=BETA, page=100, reshape=with_pause, outgoing=_outgoing
    )
    schema = Schema(
        {
            "id": identity("automation").but(also=("automation_id",)),
            "name": String(required=True, doc="The name of the automation."),
            "type": String(
                required=True,
                replace=True,
                enum=tuple(SCHEDULES),
                doc="The kind of schedule: `periodic` (by `expression`) or `once` (at `run_at`).",
            ),
            **{
                name: attribute.but(required=False, optional=True)
                for schedule in SCHEDULES.values()
                for name, attribute in schedule.items()
            },
            "target": dynamic(
                of_kinds(
                    TARGETS,
                    "What is to happen",
                    required=True,
                    doc="The session that works.",
                )
            ),
            **SECRETS,
            "paused": Bool(
                optional=True,
                computed=True,
                default=False,
                doc="Whether the schedule rests. Work that has begun goes on. Defaults to `false`.",
            ),
            "secrets_version": secrets_version(
                "All secrets of the environment are then sent again."
            ),
            "metadata": metadata("automation", cleared={}),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the automation: `active`, `paused` or, when one that works once has worked, `completed`.",
            ),
            "pause_reason": String(
                computed=True,
                volatile=True,
                doc="Why OpenAI has paused the automation, such as `target_session_failed`.",
            ),
            "created_by": Object(
                {
                    "type": String(computed=True, doc="`developer` or `agent`."),
                    "session_id": String(
                        computed=True, doc="The id of the session whose agent made it."
                    ),
                    "tool_call_id": String(
                        computed=True, doc="The id of the call with which it was made."
                    ),
                },
                computed=True,
                doc="Who made the automation.",
            ),
            "created_at": created_at("automation"),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that the schedule is whole, and that there is one agent."""
        found = []
        if (wrong := rule_of(SCHEDULES)(config)) is not None:
            found.append(error("Invalid value", wrong, ("type",)))
        target = members(config["target"])
        if target is UNKNOWN or target.get("type") != "new_session":
            return found
        if _agents(target) != 1:
            detail = "Either `agent` or `agent_id` must be set, and not both."
            found.append(error("Invalid value", detail, ("target",)))
        environment = target.get("environment")
        if isinstance(environment, Mapping):
            found += separate_secrets_faults(environment, config, ("target", "environment"))
        return found

    def modify_plan(self, draft: Draft) -> None:
        """Make another automation for another kind of target."""
        if draft.prior is not None:
            before, after = (members(one["target"]) for one in (draft.prior, draft.planned))
            if after is not UNKNOWN and before.get("type") != after.get("type"):
                draft.replace.append(("target",))

    def write_only(self, call: Call, planned: Values) -> Values:
        """Return the target with the secrets that are in the configuration alone."""
        target: Typed = planned["target"]
        environment = target.value.get("environment")
        if environment is None:
            return {}
        whole = with_separate_secrets(environment, call.config)
        return {"target": Typed(target.type, {**target.value, "environment": whole})}

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return what changes; a target is replaced as a whole, with its secrets."""
        body = super().changes(call, prior, planned)
        if prior["target"] == planned["target"] and not sent_again(call, prior, planned):
            body.pop("target", None)
        else:
            whole = {**planned, **self.write_only(call, planned)}
            body["target"] = to_json(self.attributes["target"], whole["target"])
        return body

    def create(self, call: Call, planned: Values) -> Values:
        """Create it, and pause it if it is to rest from the beginning."""
        made = super().create(call, planned)
        return self._paused(call, {**made, "paused": True}) if planned["paused"] else made

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change it, then pause it or go on: only with a time in the future can one that worked once go on."""
        changed = super().update(call, prior, {**planned, "paused": prior["paused"]})
        if prior["paused"] == planned["paused"]:
            return changed
        return self._paused(call, {**changed, "paused": planned["paused"]})

    def _paused(self, call: Call, wanted: Values) -> Values:
        verb = "pause" if wanted["paused"] else "resume"
        answer = call.send(
            self.endpoint,
            f"{self.endpoint.item}/{verb}",
            wanted,
            f"{verb} the automation",
            method="POST",
        )
        return self.state(answer.body, wanted)


def _agents(target: Mapping[str, Any]) -> int:
    return sum(target.get(name) is not None for name in ("agent", "agent_id"))


class DataAgentAutomation(Lookup):
    """An existing automation of agents, found by its id or by its name."""

    type_name = "openai_agent_automation"
    endpoint = AgentAutomation.endpoint
    by = "name"
    schema = lookup_schema(AgentAutomation, by, not_returned=NOT_RETURNED)


class DataAgentAutomations(ListAll):
    """The automations of agents of the project, those that agents have made included."""

    type_name = "openai_agent_automations"
    endpoint = AgentAutomation.endpoint
    items = "automations"
    schema = list_all_schema(
        AgentAutomation,
        items,
        {
            "order": order(),
            "session_id": String(
                optional=True, doc="Only automations that tell this session something."
            ),
        },
        not_returned=NOT_RETURNED,
    )
