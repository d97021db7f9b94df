"""``openai_agent_environment_template``: a saved set-up for environments of agents."""

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
    """A template for environments that OpenAI hosts for agents: their packages, files, skills, network access and commands.

    Sessions, automations and environments use the template by its id. All arguments change in place. A change applies to
    environments that are created after it.

    Set secrets in the arguments whose names end in `_wo`. Terraform does not store them. Change `secrets_version` when a secret
    changes. If the agent must not be able to read a secret, put the secret into an `openai_vault_credential`.

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
            "secrets_version": secrets_version("The provider then sends all secrets again."),
            "created_at": created_at("template"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the template was last changed, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan a new `updated_at` when the provider sends the secrets again."""
        if will_be_sent_again(draft):
            draft.planned["updated_at"] = UNKNOWN

    def write_only(self, call: Call, planned: Values) -> Values:  # noqa: ARG002 - all of it is configured
        """Return the arguments that may hold secrets, with the secrets in them."""
        return sent_with_secrets(call.config)

    def changes(self, call: Call, prior: Values, planned: Values) -> Json:
        """Return the changed arguments.

        An argument that may hold secrets is sent as a whole when it changes, or when all secrets are sent again.
        """
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
    """A template for environments of agents, found by its id or by its name. Its confidential values are not returned."""

    type_name = "openai_agent_environment_template"
    endpoint = AgentEnvironmentTemplate.endpoint
    by = "name"
    schema = lookup_schema(AgentEnvironmentTemplate, by, not_returned=NOT_RETURNED)


class DataAgentEnvironmentTemplates(ListAll):
    """The templates for environments of agents in the project. Their confidential values are not returned."""

    type_name = "openai_agent_environment_templates"
    endpoint = AgentEnvironmentTemplate.endpoint
    items = "templates"
    schema = list_all_schema(
        AgentEnvironmentTemplate, items, {"order": order()}, not_returned=NOT_RETURNED
    )
