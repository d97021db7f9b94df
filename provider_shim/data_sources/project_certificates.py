"""``openai_project_certificates`` (data source): all certificates that a project has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.certificates import NAME, OF_PROJECT, VALIDITY, active, flattened
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.limits import limit_of_all
from provider_shim.patterns.lookups import Every
from provider_shim.schema import ListOf, Object, Schema, String


class ProjectCertificates(Every):
    """The certificates that a project has, and which of them are active there."""

    type_name = "openai_project_certificates"
    endpoint = OF_PROJECT
    items = "certificates"
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "order": order(),
            "limit": limit_of_all(),
            items: ListOf(
                Object(
                    {
                        "id": identity("certificate"),
                        "name": NAME,
                        "active": active("project"),
                        **VALIDITY,
                        "created_at": created_at("certificate"),
                    }
                ),
                computed=True,
                doc="The certificates, in the order of the API.",
            ),
        }
    )

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return it with its details beside the rest."""
        return flattened(item)
