"""``openai_agent_environment``: an environment of agents that is there before a session begins."""

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
    """An environment that OpenAI hosts for agents, set up before a session begins, so that the session need not wait.

    A session uses it by `environment_id`. An environment cannot be changed: a change of an argument sets up another one. OpenAI
    ends environments by itself and deletes none on request: destroying one only forgets it, and one that has expired is set
    up anew by the next apply.

    ~> The Agents API is a beta, and to set up environments in advance is a beta of its own.
    """

    type_name = "openai_agent_environment"
    endpoint = Rest("/agents/environments", update=None, headers=BETA, page=100)
    gone = _GONE
    left = (
        "Environment left to expire",
        "OpenAI deletes no environments on request: {id} is not managed any more, and expires by itself.",
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
                        doc="Who hosts the environment: `openai_hosted`.",
                    ),
                    "environment_template_id": TEMPLATE_ID,
                    **hosted(returned=False),
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
            **completion(
                "Whether to wait until the environment is set up.",
            ),
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


class DataAgentEnvironment(Lookup):
    """An environment of agents, by its id: its state, and what is installed in it."""

    type_name = "openai_agent_environment"
    endpoint = AgentEnvironment.endpoint
    schema = lookup_schema(AgentEnvironment, not_returned=("environment", "vault_ids"))


class DataAgentEnvironments(ListAll):
    """The environments that OpenAI hosts for whoever has the key, those that have expired included: see `status`."""

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
                doc="Who hosts them: `openai_hosted`, which is also the default.",
            ),
        },
        not_returned=("environment", "vault_ids"),
        grows=True,
    )


class DataAgentEnvironmentFiles(ListAll):
    """The files in an environment of agents, those that an agent has made included, as long as the environment is there."""

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
                doc="Only files in this directory: an absolute path inside of `/workspace`. Defaults to all.",
            ),
            "order": order().but(
                doc="The order by path: `asc` or `desc`. Defaults to `desc`.",
            ),
            **limit_below_ceiling("files"),
            "files": ListOf(
                Object(
                    {
                        "path": String(computed=True, doc="Where the file is: an absolute path."),
                        "size_bytes": Integer(computed=True, doc="The size of the file, in bytes."),
                    }
                ),
                computed=True,
                wire="data",
                doc="The files.",
            ),
        }
    )
