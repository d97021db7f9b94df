"""``openai_usage_web_search_calls`` (data source): searches of the web, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import REQUESTS, Buckets, buckets_schema, count, usage_of


class UsageWebSearchCalls(Buckets):
    """Searches of the web, in spans of time."""

    type_name = "openai_usage_web_search_calls"
    endpoint = usage_of("web_search_calls")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "context_levels"),
        groups=("project_id", "user_id", "api_key_id", "model", "context_level", "api_source"),
        counted={"num_requests": count("How many searches there were."), **REQUESTS},
    )
