"""``openai_agent``: a saved agent, which sessions and automations use."""

from __future__ import annotations

from provider_shim.engine.resource import Resource
from provider_shim.objects.agents.configuration import BETA, configuration
from provider_shim.patterns.attributes import created_at, identity, metadata, order
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Integer, Schema, String

_RESET = {"reasoning": ("effort", "summary"), "text": ("format", "verbosity")}
"""Objects with members that the API keeps unless the request sets them to null."""


def _with_nulls(body: Json) -> Json:
    """Return a body with null for the members that these objects do not have.

    The API does not document whether it keeps or resets a member that the request does not have.
    """
    return {
        name: {**dict.fromkeys(_RESET[name]), **value}
        if name in _RESET and isinstance(value, dict)
        else value
        for name, value in body.items()
    }


class Agent(Resource):
    """An agent that OpenAI runs: a model with instructions and tools. Sessions and automations use it by its id.

    All arguments change in place. A session that exists already keeps the agent that it was created with.

    ~> The Agents API is a beta. An agent cannot hold secrets. Put the secret for an MCP server into an
    `openai_vault_credential`, and set `credential_id` of the tool to its id.
    """

    type_name = "openai_agent"
    endpoint = Rest("/agents", headers=BETA, page=100, outgoing=_with_nulls)
    schema = Schema(
        {
            "id": identity("agent"),
            "model": model_name(required=True, doc="The id of the model, such as `gpt-6.1-terra`."),
            "name": String(optional=True, doc="The name of the agent. Names need not be unique."),
            **configuration(),
            "metadata": metadata("agent"),
            "created_at": created_at("agent"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the agent was last changed, in seconds since 1970.",
            ),
        }
    )


class DataAgent(Lookup):
    """A saved agent of the Agents API, found by its id or by its name."""

    type_name = "openai_agent"
    endpoint = Agent.endpoint
    by = "name"
    schema = lookup_schema(Agent, by)


class DataAgents(ListAll):
    """The saved agents of the project."""

    type_name = "openai_agents"
    endpoint = Agent.endpoint
    items = "agents"
    schema = list_all_schema(Agent, items, {"order": order()})
