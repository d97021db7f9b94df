"""``openai_batch`` (data source): an existing batch."""

from __future__ import annotations

from provider_shim.patterns.attributes import acting_project
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import batch
from provider_shim.schema import Schema


class Batch(Lookup):
    """An existing batch: how far it is, and where its results are."""

    type_name = "openai_batch"
    endpoint = batch.Batch.endpoint
    schema = Schema(
        {
            **lookup_schema(
                batch.Batch, untold=("output_expires_after",), also=("batch_id",)
            ).attributes,
            "project_id": acting_project(),
        }
    )
