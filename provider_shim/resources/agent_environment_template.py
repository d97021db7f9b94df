"""``openai_agent_environment_template``: how environments of agents are set up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.agent_environment_secrets import SECRETS, sent_with_secrets, twice_set
from provider_shim.areas.agent_environments import hosted
from provider_shim.areas.agents import BETA
from provider_shim.call import Call, Values
from provider_shim.diagnostics import Diagnostic
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.secrets_version import secrets_version, sent_again, will_be_sent_again
from provider_shim.resource import Draft, Resource
from provider_shim.rest import Json, Rest, to_json
from provider_shim.schema import Integer, Schema, String
from provider_shim.values import UNKNOWN


class AgentEnvironmentTemplate(Resource):
    """How environments that OpenAI hosts for agents are set up: packages, files, skills, network, commands.

    Sessions, automations and environments refer to it. All of it changes in place, for those that begin later.

    Secrets have arguments of their own that end in `_wo`, which are stored nowhere; change `secrets_version` when one changes.
    Secrets that the agent must not even read itself belong into an `openai_vault_credential`.

    ~> The Agents API is a beta.
    """

    type_name = "openai_agent_environment_template"
    endpoint = Rest("/agents/environments/templates", headers=BETA, page=100)
    schema = Schema(
        {
            "id": identity("template").but(also=("environment_template_id",)),
            "name": String(
                optional=True, doc="The name of the template. Names need not be unique."
            ),
            **hosted(told=True, resolved=True),
            "secrets_version": secrets_version("All secrets are then sent again."),
            "created_at": created_at("template"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the template was changed last, in seconds since 1970.",
            ),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse variables that are set twice."""
        return twice_set(config)

    def modify_plan(self, draft: Draft) -> None:
        """Say that new secrets change the template."""
        if will_be_sent_again(draft):
            draft.planned["updated_at"] = UNKNOWN

    def write_only(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - all of it is configured
        """Return what may hold secrets, with them."""
        return sent_with_secrets(call.config)

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return what changes: what may hold secrets as a whole, as soon as anything in it changes, or all secrets may have."""
        secret = self.write_only(call, planned)
        again = sent_again(call, prior, planned)
        body = super().changes(call, prior, planned)
        for name in SECRETS:
            if again or prior[name] != planned[name]:
                body[name] = to_json(self.attributes[name], secret[name])
            else:
                body.pop(name, None)
        return body
