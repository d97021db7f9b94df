"""``openai_project_data_retention`` (data source): how long data is kept."""

from __future__ import annotations

from provider_shim.resource import DataSource
from provider_shim.resources import project_data_retention
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class ProjectDataRetention(DataSource):
    """How long OpenAI keeps what a project sends."""

    type_name = "openai_project_data_retention"
    endpoint = Rest(
        "/organization/projects/{project_id}/data_retention",
        item="/organization/projects/{project_id}/data_retention",
        auth="admin",
    )
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "type": String(
                computed=True,
                doc="What is kept and for whom: one of "
                f"{', '.join(f'`{one}`' for one in project_data_retention.TYPES)}.",
            ),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
