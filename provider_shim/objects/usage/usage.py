"""``openai_costs`` (data source): what the use of the API costs, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from provider_shim.objects.usage.buckets import (
    REQUESTS,
    TOKENS,
    Buckets,
    buckets_schema,
    count,
    usage_of,
)
from provider_shim.vocabulary.rest import BY_PAGE, Rest
from provider_shim.vocabulary.schema import Float, Object, String


class DataCosts(Buckets):
    """What the use of the API costs, day by day."""

    type_name = "openai_costs"
    endpoint = Rest("/organization/costs", auth="admin", cursor=BY_PAGE)
    schema = buckets_schema(
        filters=("project_ids", "api_key_ids", "line_items"),
        groups=("project_id", "user_id", "line_item", "api_key_id", "api_source"),
        counted={
            "amount": Object(
                {
                    "value": Float(computed=True, doc="How much it is, in the currency."),
                    "currency": String(
                        computed=True, doc="The currency, in lower case, such as `usd`."
                    ),
                },
                computed=True,
                doc="The amount of money.",
            ),
            "quantity": Float(
                computed=True,
                doc="How much of the line item was used. Null unless `group_by` has `line_item`.",
            ),
            "quantity_unit": String(
                computed=True,
                doc="The unit of `quantity`, such as `tokens`, `1000_tokens`, `duration_seconds`, `gibibyte_hours`, `images` or "
                "`characters`. Null if there is no one unit.",
            ),
        },
        pages="180 days",
        widths=("1d",),
        grouping=" Whether `user_id` can be combined with `project_id` or with `project_ids` depends on the organization and "
        "on the time: the API refuses what it cannot do.",
    )
    per_request: ClassVar[Mapping[str, int]] = {"1d": 180}


class DataUsageAudioSpeeches(Buckets):
    """Characters that were spoken, and requests for it, in spans of time."""

    type_name = "openai_usage_audio_speeches"
    endpoint = usage_of("audio_speeches")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"characters": count("How many characters were spoken."), **REQUESTS},
    )


class DataUsageAudioTranscriptions(Buckets):
    """Seconds of recordings that were transcribed, and requests for it, in spans of time."""

    type_name = "openai_usage_audio_transcriptions"
    endpoint = usage_of("audio_transcriptions")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"seconds": count("How many seconds of recordings were transcribed."), **REQUESTS},
    )


class DataUsageCodeInterpreterSessions(Buckets):
    """Sessions of the code interpreter, in spans of time."""

    type_name = "openai_usage_code_interpreter_sessions"
    endpoint = usage_of("code_interpreter_sessions")
    schema = buckets_schema(
        filters=("project_ids",),
        groups=("project_id",),
        counted={"num_sessions": count("How many sessions there were.")},
    )


class DataUsageCompletions(Buckets):
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


class DataUsageDecisions(Buckets):
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


class DataUsageEmbeddings(Buckets):
    """Tokens that embedding models read, and requests to them, in spans of time."""

    type_name = "openai_usage_embeddings"
    endpoint = usage_of("embeddings")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"input_tokens": count("How many tokens were read."), **REQUESTS},
    )


class DataUsageFileSearchCalls(Buckets):
    """Searches in vector stores, in spans of time."""

    type_name = "openai_usage_file_search_calls"
    endpoint = usage_of("file_search_calls")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "vector_store_ids"),
        groups=("project_id", "user_id", "api_key_id", "vector_store_id"),
        counted={"num_requests": count("How many searches there were.")},
    )


class DataUsageImages(Buckets):
    """Images that were made or edited, and requests for them, in spans of time."""

    type_name = "openai_usage_images"
    endpoint = usage_of("images")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "sources", "sizes"),
        groups=("project_id", "user_id", "api_key_id", "model", "source", "size"),
        counted={"images": count("How many images were processed."), **REQUESTS},
    )


class DataUsageModerations(Buckets):
    """Tokens that moderation models read, and requests to them, in spans of time."""

    type_name = "openai_usage_moderations"
    endpoint = usage_of("moderations")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"input_tokens": count("How many tokens were read."), **REQUESTS},
    )


class DataUsageVectorStores(Buckets):
    """Bytes that vector stores held, in spans of time."""

    type_name = "openai_usage_vector_stores"
    endpoint = usage_of("vector_stores")
    schema = buckets_schema(
        filters=("project_ids",),
        groups=("project_id",),
        counted={"usage_bytes": count("How many bytes vector stores held.")},
    )


class DataUsageWebSearchCalls(Buckets):
    """Searches of the web, in spans of time."""

    type_name = "openai_usage_web_search_calls"
    endpoint = usage_of("web_search_calls")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "context_levels"),
        groups=("project_id", "user_id", "api_key_id", "model", "context_level", "api_source"),
        counted={"num_requests": count("How many searches there were."), **REQUESTS},
    )
