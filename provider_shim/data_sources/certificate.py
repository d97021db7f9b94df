"""``openai_certificate`` (data source): one certificate of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.certificates import flattened
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import certificate


class Certificate(Lookup):
    """A certificate of the organization, by its id or its name."""

    type_name = "openai_certificate"
    endpoint = certificate.Certificate.endpoint
    by = "name"
    schema = lookup_schema(certificate.Certificate, by, untold=("certificate",))

    def reshape(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return it with its details beside the rest."""
        return flattened(item)
