"""``openai_container_file`` (data source): one file in a container."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import container_file


class ContainerFile(Lookup):
    """A file in a container: where it is, how large, and who made it."""

    type_name = "openai_container_file"
    endpoint = container_file.ContainerFile.endpoint
    schema = lookup_schema(container_file.ContainerFile, untold=("file_id",))
