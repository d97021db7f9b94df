"""``openai_certificates`` (data source): all certificates of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.certificates import CERTIFICATES, NAME, VALIDITY, active, flattened
from provider_shim.patterns.attributes import created_at, identity, order
from provider_shim.patterns.limits import limit_of_all
from provider_shim.patterns.lookups import Every
from provider_shim.schema import ListOf, Object, Schema


class Certificates(Every):
    """The certificates of the organization, and which of them are active."""

    type_name = "openai_certificates"
    endpoint = CERTIFICATES
    items = "certificates"
    schema = Schema(
        {
            "order": order(),
            "limit": limit_of_all(),
            items: ListOf(
                Object(
                    {
                        "id": identity("certificate"),
                        "name": NAME,
                        "active": active("organization"),
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
