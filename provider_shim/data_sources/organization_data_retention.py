"""``openai_organization_data_retention`` (data source): how long data is kept."""

from __future__ import annotations

from provider_shim.resource import DataSource
from provider_shim.resources import organization_data_retention
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class OrganizationDataRetention(DataSource):
    """How long OpenAI keeps what the organization sends."""

    type_name = "openai_organization_data_retention"
    endpoint = Rest(
        "/organization/data_retention", item="/organization/data_retention", auth="admin"
    )
    schema = Schema(
        {
            "type": String(
                computed=True,
                doc="What is kept and for whom: one of "
                f"{', '.join(f'`{one}`' for one in organization_data_retention.TYPES)}.",
            ),
            "object": String(computed=True, doc="The kind of object."),
        }
    )
