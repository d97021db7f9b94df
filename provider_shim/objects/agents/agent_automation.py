"""``openai_agent_automation``: work that an agent does on a schedule."""

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
from provider_shim.vocabulary.values import UNKNOWN, Typed, is_wholly_known, members


def _outgoing(body: Json) -> Json:
    """Return a body with `run_at` in seconds, and without `paused`: pausing needs another request."""
    sent = {name: value for name, value in body.items() if name != "paused"}
    return {**sent, "run_at": unix_seconds(sent["run_at"])} if sent.get("run_at") else sent


class AgentAutomation(Resource):
    """Work that an agent does regularly on a schedule, or once at a given time.

    Each run of the automation creates a new session, or sends instructions to an existing session. All arguments change in
    place, except the `type` of the automation and the `type` of `target`. Set `paused` to pause the schedule.

    Set secrets for the environment in the arguments next to `target` whose names end with `_wo`. Terraform does not store them.
    Change `secrets_version` when a secret changes. Put secrets for MCP servers into an `openai_vault_credential`. The API also
    accepts such secrets within `tools`, but Terraform would store them there, so this resource has no argument for them.

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
                doc="The kind of schedule: `periodic` (repeated, by `expression`) or `once` (at `run_at`).",
            ),
            **{
                name: attribute.but(required=False, optional=True)
                for schedule in SCHEDULES.values()
                for name, attribute in schedule.items()
            },
            "target": dynamic(
                of_kinds(
                    TARGETS,
                    "The session that the automation uses",
                    required=True,
                    doc="The session in which the agent works: a new session for each run, or an existing session.",
                )
            ),
            **SECRETS,
            "paused": Bool(
                optional=True,
                computed=True,
                default=False,
                doc="Whether the schedule is paused. A run that has already started continues. Defaults to `false`.",
            ),
            "secrets_version": secrets_version(
                "The provider then sends all secrets of the environment again."
            ),
            "metadata": metadata("automation", cleared={}),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the automation: `active`, `paused`, or `completed` (after the run of a `once` automation).",
            ),
            "pause_reason": String(
                computed=True,
                volatile=True,
                doc="The reason why OpenAI paused the automation, such as `target_session_failed`.",
            ),
            "created_by": Object(
                {
                    "type": String(
                        computed=True, doc="The kind of creator: `developer` or `agent`."
                    ),
                    "session_id": String(
                        computed=True,
                        doc="The id of the session whose agent created the automation.",
                    ),
                    "tool_call_id": String(
                        computed=True,
                        doc="The id of the tool call that created the automation.",
                    ),
                },
                computed=True,
                doc="The creator of the automation.",
            ),
            "created_at": created_at("automation"),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that the schedule is complete and that the target has exactly one agent."""
        found = []
        schedule = {name: config[name] for one in SCHEDULES.values() for name in ("type", *one)}
        if is_wholly_known(schedule) and (wrong := rule_of(SCHEDULES)(schedule)) is not None:
            found.append(error("Invalid value", wrong, ("type",)))
        target = members(config["target"])
        if target is UNKNOWN or target.get("type") != "new_session":
            return found
        if _agents(target) != 1:
            detail = "Exactly one of `agent` and `agent_id` must be set in `target`."
            found.append(error("Invalid value", detail, ("target",)))
        environment = target.get("environment")
        if isinstance(environment, Mapping):
            found += separate_secrets_faults(environment, config, ("target", "environment"))
        return found

    def modify_plan(self, draft: Draft) -> None:
        """Replace the automation when the kind of target changes."""
        if draft.prior is not None:
            before, after = (members(one["target"]) for one in (draft.prior, draft.planned))
            if after is not UNKNOWN and before.get("type") != after.get("type"):
                draft.replace.append(("target",))

    def write_only(self, call: Call, planned: Values) -> Values:
        """Return the target with the secrets, which only the configuration has."""
        target: Typed = planned["target"]
        environment = target.value.get("environment")
        if environment is None:
            return {}
        whole = with_separate_secrets(environment, call.config)
        return {"target": Typed(target.type, {**target.value, "environment": whole})}

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return the changed arguments. The API replaces a target as a whole, so it is sent with its secrets."""
        body = super().changes(call, prior, planned)
        if prior["target"] == planned["target"] and not sent_again(call, prior, planned):
            body.pop("target", None)
        else:
            whole = {**planned, **self.write_only(call, planned)}
            body["target"] = to_json(self.attributes["target"], whole["target"])
        return body

    def create(self, call: Call, planned: Values) -> Values:
        """Create the automation, then pause it if the plan says so."""
        made = super().create(call, planned)
        return self._paused(call, {**made, "paused": True}) if planned["paused"] else made

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change the automation, then pause or resume it.

        The API resumes a `once` automation that has already run only if its `run_at` is in the future: the change comes first.
        """
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
    """An automation of agents, found by its id or by its name."""

    type_name = "openai_agent_automation"
    endpoint = AgentAutomation.endpoint
    by = "name"
    schema = lookup_schema(AgentAutomation, by, not_returned=NOT_RETURNED)


class DataAgentAutomations(ListAll):
    """The automations of the project's agents, including the automations that agents created."""

    type_name = "openai_agent_automations"
    endpoint = AgentAutomation.endpoint
    items = "automations"
    schema = list_all_schema(
        AgentAutomation,
        items,
        {
            "order": order(),
            "session_id": String(
                optional=True, doc="Only automations that send instructions to this session."
            ),
        },
        not_returned=NOT_RETURNED,
    )
