"""``openai_agent_environment_files`` (data source): what lies in an environment now."""

from __future__ import annotations

from provider_shim.areas.agents import BETA
from provider_shim.patterns.attributes import order
from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every
from provider_shim.rest import Rest
from provider_shim.schema import Integer, ListOf, Object, Schema, String


class AgentEnvironmentFiles(Every):
    """The files in an environment of agents, those that an agent has made included, as long as the environment is there."""

    type_name = "openai_agent_environment_files"
    endpoint = Rest(
        "/agents/environments/{environment_id}/files",
        update=None,
        headers=BETA,
        page=100,
        cursor="page",
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
