"""``openai_container`` (data source): an existing container, by id or by name."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import container


class Container(Lookup):
    """An existing container, found by its id or by its name. An expired one is found, too: see `status`."""

    type_name = "openai_container"
    endpoint = container.Container.endpoint
    by = "name"
    schema = lookup_schema(container.Container, by, untold=("file_ids", "skills"))
