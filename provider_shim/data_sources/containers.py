"""``openai_containers`` (data source): all containers."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import container
from provider_shim.schema import String


class Containers(Every):
    """The containers of the project, those that have expired included: see `status`."""

    type_name = "openai_containers"
    endpoint = container.Container.endpoint
    items = "containers"
    schema = every_schema(
        container.Container,
        items,
        {
            "name": String(optional=True, doc="Only containers with this name. Defaults to all."),
            "order": order(),
        },
        untold=("file_ids", "skills"),
        grows=True,
    )
