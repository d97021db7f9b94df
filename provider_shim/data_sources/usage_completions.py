"""``openai_usage_completions`` (data source): tokens that text models read and wrote, and requests to them, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import TOKENS, Buckets, buckets_schema, usage_of


class UsageCompletions(Buckets):
    """Tokens that text models read and wrote, and requests to them, in spans of time."""

    type_name = "openai_usage_completions"
    endpoint = usage_of("completions")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "batch"),
        groups=(
            "project_id",
            "user_id",
            "api_key_id",
            "model",
            "batch",
            "service_tier",
            "api_source",
        ),
        counted=TOKENS,
    )
