"""``openai_usage_decisions`` (data source): tokens and requests of the Decisions API, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import TOKENS, Buckets, buckets_schema, usage_of


class UsageDecisions(Buckets):
    """Tokens and requests of the Decisions API, in spans of time."""

    type_name = "openai_usage_decisions"
    endpoint = usage_of("decisions")
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
