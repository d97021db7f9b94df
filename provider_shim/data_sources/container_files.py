"""``openai_container_files`` (data source): all files in a container."""

from __future__ import annotations

from provider_shim.patterns.attributes import order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import container_file


class ContainerFiles(Every):
    """The files in a container, those that a model made included."""

    type_name = "openai_container_files"
    endpoint = container_file.ContainerFile.endpoint
    items = "files"
    schema = every_schema(
        container_file.ContainerFile, items, {"order": order()}, untold=("file_id",), grows=True
    )
