"""``openai_usage_images`` (data source): images that were made or edited, and requests for them, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import REQUESTS, Buckets, buckets_schema, count, usage_of


class UsageImages(Buckets):
    """Images that were made or edited, and requests for them, in spans of time."""

    type_name = "openai_usage_images"
    endpoint = usage_of("images")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "sources", "sizes"),
        groups=("project_id", "user_id", "api_key_id", "model", "source", "size"),
        counted={"images": count("How many images were processed."), **REQUESTS},
    )
