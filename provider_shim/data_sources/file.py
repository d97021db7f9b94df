"""``openai_file`` (data source): an existing file, by id or by name."""

from __future__ import annotations

from provider_shim.patterns.attributes import acting_project
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import file
from provider_shim.schema import Schema


class File(Lookup):
    """An uploaded file, found by its id or by its name. Its content is in the data source `openai_file_content`."""

    type_name = "openai_file"
    endpoint = file.File.endpoint
    by = "filename"
    schema = Schema(
        {
            **lookup_schema(file.File, by, untold=("expires_after",), also=("file_id",)).attributes,
            "project_id": acting_project(),
        }
    )
