"""``openai_usage_audio_speeches`` (data source): characters that were spoken, and requests for it, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import REQUESTS, Buckets, buckets_schema, count, usage_of


class UsageAudioSpeeches(Buckets):
    """Characters that were spoken, and requests for it, in spans of time."""

    type_name = "openai_usage_audio_speeches"
    endpoint = usage_of("audio_speeches")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"characters": count("How many characters were spoken."), **REQUESTS},
    )
