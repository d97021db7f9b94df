"""``openai_usage_audio_transcriptions`` (data source): seconds of recordings that were transcribed, and requests for it, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import REQUESTS, Buckets, buckets_schema, count, usage_of


class UsageAudioTranscriptions(Buckets):
    """Seconds of recordings that were transcribed, and requests for it, in spans of time."""

    type_name = "openai_usage_audio_transcriptions"
    endpoint = usage_of("audio_transcriptions")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"seconds": count("How many seconds of recordings were transcribed."), **REQUESTS},
    )
