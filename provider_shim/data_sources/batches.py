"""``openai_batches`` (data source): all batches."""

from __future__ import annotations

from provider_shim.patterns.attributes import acting_project
from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import batch


class Batches(Every):
    """The batches of the project, the newest first."""

    type_name = "openai_batches"
    endpoint = batch.Batch.endpoint
    items = "batches"
    schema = every_schema(
        batch.Batch,
        items,
        {"project_id": acting_project()},
        untold=("output_expires_after",),
        grows=True,
    )
