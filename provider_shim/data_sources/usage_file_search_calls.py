"""``openai_usage_file_search_calls`` (data source): searches in vector stores, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import Buckets, buckets_schema, count, usage_of


class UsageFileSearchCalls(Buckets):
    """Searches in vector stores, in spans of time."""

    type_name = "openai_usage_file_search_calls"
    endpoint = usage_of("file_search_calls")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "vector_store_ids"),
        groups=("project_id", "user_id", "api_key_id", "vector_store_id"),
        counted={"num_requests": count("How many searches there were.")},
    )
