"""``openai_agent_environment_template``: how environments of agents are set up."""

from __future__ import annotations

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft, Resource
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.environment_secrets import (
    SECRETS,
    duplicate_secret_errors,
    sent_with_secrets,
)
from provider_shim.objects.agents.environments import NOT_RETURNED, hosted
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.secrets_version import secrets_version, sent_again, will_be_sent_again
from provider_shim.vocabulary.rest import Json, Rest, to_json
from provider_shim.vocabulary.schema import Integer, Schema, String
from provider_shim.vocabulary.values import UNKNOWN


class AgentEnvironmentTemplate(Resource):
    """How environments that OpenAI hosts for agents are set up: packages, files, skills, network, commands.

    Sessions, automations and environments refer to it. All of it changes in place, for those that begin later.

    Secrets have arguments of their own that end in `_wo`, which are stored nowhere; change `secrets_version` when one changes.
    Secrets that the agent must not even read itself belong into an `openai_vault_credential`.

    ~> The Agents API is a beta.
    """

    type_name = "openai_agent_environment_template"
    endpoint = Rest("/agents/environments/templates", headers=BETA, page=100)
    checks = (duplicate_secret_errors,)
    schema = Schema(
        {
            "id": identity("template").but(also=("environment_template_id",)),
            "name": String(
                optional=True, doc="The name of the template. Names need not be unique."
            ),
            **hosted(returned=True, resolved=True),
            "secrets_version": secrets_version("All secrets are then sent again."),
            "created_at": created_at("template"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the template was changed last, in seconds since 1970.",
            ),
        }
    )

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


class DataAgentEnvironmentTemplate(Lookup):
    """An existing template of environments, found by its id or by its name: what is not confidential of it."""

    type_name = "openai_agent_environment_template"
    endpoint = AgentEnvironmentTemplate.endpoint
    by = "name"
    schema = lookup_schema(AgentEnvironmentTemplate, by, not_returned=NOT_RETURNED)


class DataAgentEnvironmentTemplates(ListAll):
    """The templates of environments of the project: what is not confidential of them."""

    type_name = "openai_agent_environment_templates"
    endpoint = AgentEnvironmentTemplate.endpoint
    items = "templates"
    schema = list_all_schema(
        AgentEnvironmentTemplate, items, {"order": order()}, not_returned=NOT_RETURNED
    )
