"""``openai_files`` (data source): all files, or those for one purpose."""

from __future__ import annotations

from provider_shim.patterns.attributes import acting_project, order
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import file
from provider_shim.schema import String

_PURPOSES = (*file.PURPOSES, *file.PURPOSES_OF_THE_API)


class Files(Every):
    """The uploaded files of the project, and those that the API made, such as results of batches."""

    type_name = "openai_files"
    endpoint = file.File.endpoint
    items = "files"
    schema = every_schema(
        file.File,
        items,
        {
            "purpose": String(
                optional=True, enum=_PURPOSES, doc="Only files for this purpose. Defaults to all."
            ),
            "order": order(),
            "project_id": acting_project(),
        },
        untold=("expires_after",),
        grows=True,
    )
