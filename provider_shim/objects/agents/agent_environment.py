"""``openai_agent_environment``: an environment for agents that is set up before a session needs it."""

from __future__ import annotations

from provider_shim.engine.waiting import Wait
from provider_shim.objects.agents.configuration import BETA
from provider_shim.objects.agents.environment_secrets import SendsEnvironment, environment_faults
from provider_shim.objects.agents.environments import hosted
from provider_shim.objects.agents.results import INSTALLED
from provider_shim.objects.agents.sessions import TEMPLATE_ID
from provider_shim.patterns.attributes import identity, order
from provider_shim.patterns.completion import completion
from provider_shim.patterns.leaving import LeftWhenDestroyed
from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.secrets_version import secrets_version
from provider_shim.vocabulary.rest import BY_PAGE, Rest
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, SetOf, String

_GONE = ("expired", "failed")


class AgentEnvironment(SendsEnvironment, LeftWhenDestroyed):
    """An environment that OpenAI hosts for agents. It is set up in advance, so that a session does not wait for it.

    A session uses the environment by `environment_id`. The API cannot change an environment: a change of an argument replaces
    it. The API also cannot delete an environment: destroying the resource only removes it from the state, and OpenAI lets the
    environment expire. If an environment has expired, the next apply creates another one.

    ~> The Agents API is a beta. Setting up environments in advance is a separate beta, to which OpenAI must admit you.
    """

    type_name = "openai_agent_environment"
    endpoint = Rest("/agents/environments", update=None, headers=BETA, page=100)
    gone = _GONE
    left = (
        "Environment not deleted",
        "The API cannot delete an environment. Terraform no longer manages {id}, and OpenAI lets it expire.",
    )
    checks = (environment_faults,)
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
                        doc="The host of the environment. `openai_hosted` is the only value. Defaults to `openai_hosted`.",
                    ),
                    "environment_template_id": TEMPLATE_ID,
                    **hosted(returned=False),
                },
                required=True,
                replace=True,
                unread=True,
                doc="The set-up of the environment. Set it to `{}` to use all defaults.",
            ),
            "vault_ids": SetOf(
                String(),
                optional=True,
                replace=True,
                unread=True,
                max_items=10,
                doc="The ids of the vaults (`openai_vault`) whose credentials the environment can use. At most 10.",
            ),
            "secrets_version": secrets_version("A change replaces the environment.", replace=True),
            **completion(
                "Whether to wait until the environment is set up.",
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the environment: `pending`, `ready`, `connected`, `disconnected` or `suspended`. Data sources also "
                "return `expired` and `failed`.",
            ),
            "type": String(
                computed=True,
                doc="The host of the environment: `openai_hosted` or `self_hosted`.",
            ),
            **INSTALLED,
        }
    )


class DataAgentEnvironment(Lookup):
    """An environment of agents, found by its id: its state, and the files, plugins and skills in it."""

    type_name = "openai_agent_environment"
    endpoint = AgentEnvironment.endpoint
    schema = lookup_schema(AgentEnvironment, not_returned=("environment", "vault_ids"))


class DataAgentEnvironments(ListAll):
    """The environments that OpenAI hosts for the owner of the API key. Expired environments are included: see `status`."""

    type_name = "openai_agent_environments"
    endpoint = AgentEnvironment.endpoint
    items = "environments"
    schema = list_all_schema(
        AgentEnvironment,
        items,
        {
            "order": order(),
            "type": String(
                optional=True,
                enum=("openai_hosted",),
                doc="The host of the environments. `openai_hosted` is the only value. Defaults to `openai_hosted`.",
            ),
        },
        not_returned=("environment", "vault_ids"),
        grows=True,
    )


class DataAgentEnvironmentFiles(ListAll):
    """The files in an environment of agents, including the files that an agent created. The environment must be connected."""

    type_name = "openai_agent_environment_files"
    endpoint = Rest(
        "/agents/environments/{environment_id}/files",
        update=None,
        headers=BETA,
        page=100,
        cursor=BY_PAGE,
    )
    items = "files"
    schema = Schema(
        {
            "environment_id": String(required=True, doc="The id of the environment."),
            "path": String(
                optional=True,
                doc="Only files in this directory: an absolute path inside `/workspace`. Defaults to all files.",
            ),
            "order": order().but(
                doc="The order of the files by path: `asc` or `desc`. Defaults to `desc`.",
            ),
            **limit_below_ceiling("files"),
            "files": ListOf(
                Object(
                    {
                        "path": String(computed=True, doc="The absolute path of the file."),
                        "size_bytes": Integer(computed=True, doc="The size of the file, in bytes."),
                    }
                ),
                computed=True,
                wire="data",
                doc="The files, in the order in which the API returns them.",
            ),
        }
    )
