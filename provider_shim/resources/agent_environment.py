"""``openai_agent_environment``: an environment of agents that is there before a session begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.agent_environment_secrets import environment_faults, with_secrets
from provider_shim.areas.agent_environments import hosted
from provider_shim.areas.agent_results import INSTALLED
from provider_shim.areas.agent_sessions import TEMPLATE_ID
from provider_shim.areas.agents import BETA
from provider_shim.call import Call, Values
from provider_shim.diagnostics import Diagnostic
from provider_shim.patterns.attributes import DEFAULT_TIMEOUT, identity, timeouts
from provider_shim.patterns.secrets_version import secrets_version
from provider_shim.resource import Resource
from provider_shim.rest import Rest
from provider_shim.schema import Bool, Object, Schema, SetOf, String
from provider_shim.waiting import Wait

_GONE = ("expired", "failed")


class AgentEnvironment(Resource):
    """An environment that OpenAI hosts for agents, set up before a session begins, so that the session need not wait.

    A session uses it by `environment_id`. An environment cannot be changed: a change of an argument sets up another one. OpenAI
    ends environments by itself and deletes none on request: destroying one only forgets it, and one that has expired is set
    up anew by the next apply.

    ~> The Agents API is a beta, and to set up environments in advance is a beta of its own.
    """

    type_name = "openai_agent_environment"
    endpoint = Rest("/agents/environments", update=None, headers=BETA, page=100, keyed=True)
    wait = Wait(
        pending=("pending",),
        failed=_GONE,
        succeeded=("ready", "connected", "disconnected", "suspended"),
    )
    schema = Schema(
        {
            "id": identity("environment").but(also=("environment_id",)),
            "environment": Object(
                {
                    "type": String(
                        optional=True,
                        computed=True,
                        default="openai_hosted",
                        enum=("openai_hosted",),
                        doc="Who hosts the environment: `openai_hosted`.",
                    ),
                    "environment_template_id": TEMPLATE_ID,
                    **hosted(told=False),
                },
                required=True,
                replace=True,
                unread=True,
                doc="How the environment is set up; `{}` for all defaults.",
            ),
            "vault_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                unread=True,
                max_items=10,
                doc="The ids of the vaults (`openai_vault`) whose credentials can be used in the environment, at most 10.",
            ),
            "secrets_version": secrets_version("Another environment is then set up.", replace=True),
            "wait_for_completion": Bool(
                optional=True,
                computed=True,
                default=True,
                local=True,
                doc="Whether to wait until the environment is set up. Defaults to `true`.",
            ),
            "timeouts": timeouts(create=DEFAULT_TIMEOUT),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the environment: `pending`, `ready`, `connected`, `disconnected` or `suspended`; in data sources "
                "also `expired` and `failed`.",
            ),
            "type": String(
                computed=True, doc="Who hosts the environment: `openai_hosted` or `self_hosted`."
            ),
            **INSTALLED,
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse variables that are set twice."""
        return environment_faults(config.get("environment"), ("environment",))

    def write_only(self, call: Call, planned: Values) -> Values:
        """Return the environment with what is in the configuration alone."""
        configured = call.config["environment"]
        return {"environment": with_secrets(planned["environment"], configured)}

    def read(self, call: Call, state: Values) -> Values | None:
        """Read it; one that has expired can still be read, but is gone for good."""
        found = super().read(call, state)
        return None if found is None or found["status"] in _GONE else found

    def delete(self, call: Call, state: Values) -> None:
        """Forget it, and say so: the API deletes none."""
        call.warn(
            "Environment left to expire",
            f"OpenAI deletes no environments on request: {state['id']} is not managed any more, and expires by itself.",
        )
