"""``openai_usage_moderations`` (data source): tokens that moderation models read, and requests to them, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import REQUESTS, Buckets, buckets_schema, count, usage_of


class UsageModerations(Buckets):
    """Tokens that moderation models read, and requests to them, in spans of time."""

    type_name = "openai_usage_moderations"
    endpoint = usage_of("moderations")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"input_tokens": count("How many tokens were read."), **REQUESTS},
    )
