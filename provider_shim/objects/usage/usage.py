"""``openai_costs`` and ``openai_usage_…`` (data sources)."""

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
    """The costs of the organization's API usage, day by day."""

    type_name = "openai_costs"
    endpoint = Rest("/organization/costs", auth="admin", cursor=BY_PAGE)
    schema = buckets_schema(
        filters=("project_ids", "api_key_ids", "line_items"),
        groups=("project_id", "user_id", "line_item", "api_key_id", "api_source"),
        counted={
            "amount": Object(
                {
                    "value": Float(computed=True, doc="The amount in the currency."),
                    "currency": String(
                        computed=True, doc="The currency, in lower case, such as `usd`."
                    ),
                },
                computed=True,
                doc="The amount of money.",
            ),
            "quantity": Float(
                computed=True,
                doc="The quantity of the line item that was used. Null unless `group_by` contains `line_item`.",
            ),
            "quantity_unit": String(
                computed=True,
                doc="The unit of `quantity`, such as `tokens`, `1000_tokens`, `duration_seconds`, `gibibyte_hours`, `images` or "
                "`characters`. Null if there is no single unit.",
            ),
        },
        pages="180 days",
        widths=("1d",),
        grouping=" Whether you can combine `user_id` with `project_id` or with `project_ids` depends on the organization and on "
        "the time range. The API returns an error if it does not support a combination.",
    )
    per_request: ClassVar[Mapping[str, int]] = {"1d": 180}


class DataUsageAudioSpeeches(Buckets):
    """The usage of text to speech in buckets of time: characters and requests."""

    type_name = "openai_usage_audio_speeches"
    endpoint = usage_of("audio_speeches")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={
            "characters": count("The number of characters that were converted to speech."),
            **REQUESTS,
        },
    )


class DataUsageAudioTranscriptions(Buckets):
    """The usage of transcriptions in buckets of time: seconds of audio and requests."""

    type_name = "openai_usage_audio_transcriptions"
    endpoint = usage_of("audio_transcriptions")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={
            "seconds": count("The number of seconds of audio that were transcribed."),
            **REQUESTS,
        },
    )


class DataUsageCodeInterpreterSessions(Buckets):
    """The usage of the code interpreter in buckets of time: sessions."""

    type_name = "openai_usage_code_interpreter_sessions"
    endpoint = usage_of("code_interpreter_sessions")
    schema = buckets_schema(
        filters=("project_ids",),
        groups=("project_id",),
        counted={"num_sessions": count("The number of sessions.")},
    )


class DataUsageCompletions(Buckets):
    """The usage of text models in buckets of time: tokens and requests."""

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
    """The usage of the Decisions API in buckets of time: tokens and requests."""

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
    """The usage of embedding models in buckets of time: tokens and requests."""

    type_name = "openai_usage_embeddings"
    endpoint = usage_of("embeddings")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"input_tokens": count("The number of input tokens."), **REQUESTS},
    )


class DataUsageFileSearchCalls(Buckets):
    """The usage of file search in buckets of time: searches in vector stores."""

    type_name = "openai_usage_file_search_calls"
    endpoint = usage_of("file_search_calls")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "vector_store_ids"),
        groups=("project_id", "user_id", "api_key_id", "vector_store_id"),
        counted={"num_requests": count("The number of searches.")},
    )


class DataUsageImages(Buckets):
    """The usage of image models in buckets of time: images and requests."""

    type_name = "openai_usage_images"
    endpoint = usage_of("images")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "sources", "sizes"),
        groups=("project_id", "user_id", "api_key_id", "model", "source", "size"),
        counted={
            "images": count("The number of images that were generated or edited."),
            **REQUESTS,
        },
    )


class DataUsageModerations(Buckets):
    """The usage of moderation models in buckets of time: tokens and requests."""

    type_name = "openai_usage_moderations"
    endpoint = usage_of("moderations")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models"),
        groups=("project_id", "user_id", "api_key_id", "model"),
        counted={"input_tokens": count("The number of input tokens."), **REQUESTS},
    )


class DataUsageVectorStores(Buckets):
    """The usage of vector stores in buckets of time: bytes."""

    type_name = "openai_usage_vector_stores"
    endpoint = usage_of("vector_stores")
    schema = buckets_schema(
        filters=("project_ids",),
        groups=("project_id",),
        counted={"usage_bytes": count("The number of bytes in vector stores.")},
    )


class DataUsageWebSearchCalls(Buckets):
    """The usage of web search in buckets of time: searches and requests."""

    type_name = "openai_usage_web_search_calls"
    endpoint = usage_of("web_search_calls")
    schema = buckets_schema(
        filters=("project_ids", "user_ids", "api_key_ids", "models", "context_levels"),
        groups=("project_id", "user_id", "api_key_id", "model", "context_level", "api_source"),
        counted={"num_requests": count("The number of searches."), **REQUESTS},
    )
