"""``openai_usage_vector_stores`` (data source): bytes that vector stores held, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import Buckets, buckets_schema, count, usage_of


class UsageVectorStores(Buckets):
    """Bytes that vector stores held, in spans of time."""

    type_name = "openai_usage_vector_stores"
    endpoint = usage_of("vector_stores")
    schema = buckets_schema(
        filters=("project_ids",),
        groups=("project_id",),
        counted={"usage_bytes": count("How many bytes vector stores held.")},
    )
