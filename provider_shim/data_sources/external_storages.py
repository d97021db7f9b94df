"""``openai_external_storages`` (data source): all external storages."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import external_storage
from provider_shim.schema import String


class ExternalStorages(Every):
    """The external storages of the organization."""

    type_name = "openai_external_storages"
    endpoint = external_storage.ExternalStorage.endpoint
    items = "external_storages"
    schema = every_schema(
        external_storage.ExternalStorage,
        items,
        {
            "order": order(),
            "project_id": String(optional=True, doc="Only storages of this project."),
        },
    )
