"""What an organization has used, and what that costs, in spans of time: what all kinds share.

A declaration names the filters and groups that its kind has, and what is counted. It must not know any one kind.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from math import ceil
from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.objects.usage.filters import FILTERS, GROUPS
from provider_shim.patterns.list_limits import HAS_MORE, has_more
from provider_shim.patterns.timestamps import FORMS, rfc3339, timestamp, unix_seconds
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import BY_PAGE, Json, Rest, from_json, to_json
from provider_shim.vocabulary.schema import (
    Attribute,
    Integer,
    ListOf,
    Object,
    Schema,
    SetOf,
    String,
)

_WIDTHS = {"1m": 60, "1h": 3_600, "1d": 86_400}
"""Seconds in a bucket."""

_MOST_REQUESTS = 20
"""As many are sent without being told how many buckets are wanted: they take two minutes already."""


def usage_of(kind: str) -> Rest:
    """Return the endpoint of a kind of usage."""
    return Rest(f"/organization/usage/{kind}", auth="admin", cursor=BY_PAGE)


def count(doc: str) -> Integer:
    """Return the attribute of something that is counted."""
    return Integer(computed=True, doc=doc)


REQUESTS = {"num_model_requests": count("How many requests were made to models.")}

TOKENS: Mapping[str, Attribute] = {
    "input_tokens": count(
        "How many tokens were read: text, sounds and images, including those from and to the cache, and those of Scale Tier."
    ),
    "output_tokens": count(
        "How many tokens were written: text, sounds and images, including those of Scale Tier."
    ),
    "input_uncached_tokens": count(
        "How many tokens were read without the cache, and not written to it either."
    ),
    "input_cached_tokens": count("How many tokens were read from the cache."),
    "input_cache_write_tokens": count("How many tokens were written to the cache."),
    "input_cache_write_30m_tokens": count("How many of them were kept there for 30 minutes."),
    "input_cache_write_12h_tokens": count("How many of them were kept there for 12 hours."),
    "input_text_tokens": count(
        "How many tokens of text were read without the cache, and not written to it either."
    ),
    "input_cached_text_tokens": count("How many tokens of text were read from the cache."),
    "input_audio_tokens": count("How many tokens of sounds were read without the cache."),
    "input_cached_audio_tokens": count("How many tokens of sounds were read from the cache."),
    "input_image_tokens": count("How many tokens of images were read without the cache."),
    "input_cached_image_tokens": count("How many tokens of images were read from the cache."),
    "output_text_tokens": count("How many tokens of text were written."),
    "output_audio_tokens": count("How many tokens of sounds were written."),
    "output_image_tokens": count("How many tokens of images were written."),
    **REQUESTS,
}
"""What is counted of models that read and write."""


def buckets_schema(
    *,
    filters: Iterable[str],
    groups: tuple[str, ...],
    counted: Mapping[str, Attribute],
    pages: str = "31 days, 168 hours or 1,440 minutes",
    widths: tuple[str, ...] = ("1m", "1h", "1d"),
    grouping: str = "",
) -> Schema:
    """Return the schema of one kind.

    Args:
        filters: the names of the filters that it has.
        groups: the names of what its results can be grouped by.
        counted: what a result says beside its group.
        pages: how much one request can tell.
        widths: the spans of time that results can be told by.
        grouping: what else there is to know about grouping: sentences.
    """
    result = Object(
        {
            **{name: GROUPS[name].but(doc=_grouped(name)) for name in groups},
            **counted,
        }
    )
    known = " or ".join(f"`{width}`" for width in widths)
    return Schema(
        {
            "start_time": timestamp(
                f"The beginning of the time to report on, included: {FORMS}.", required=True
            ),
            "end_time": timestamp(
                "The end of the time to report on, excluded, in one of the same forms. Defaults to now.",
                optional=True,
            ),
            "bucket_width": String(
                optional=True,
                enum=widths,
                doc=f"The span of time of each bucket: {known}. Defaults to `1d`, which begins at midnight in UTC.",
            ),
            **{name: FILTERS[name] for name in filters},
            "group_by": SetOf(
                String(enum=groups),
                optional=True,
                doc=f"What to tell apart within a bucket: {', '.join(f'`{name}`' for name in groups)}. Left out, each bucket "
                f"has one result for all.{grouping}",
            ),
            "limit": Integer(
                optional=True,
                minimum=1,
                doc="The most buckets to return, the oldest first. Defaults to all of the time to report on. Each request tells "
                f"{pages}, and OpenAI allows some eight requests a minute.",
            ),
            HAS_MORE: has_more("buckets"),
            "buckets": ListOf(
                Object(
                    {
                        "start_time": count("When the bucket begins, in seconds since 1970."),
                        "start_time_rfc3339": String(computed=True, doc="The same as text."),
                        "end_time": count("When the bucket ends, in seconds since 1970."),
                        "end_time_rfc3339": String(computed=True, doc="The same as text."),
                        "results": ListOf(
                            result,
                            computed=True,
                            doc="What was counted, one result for each group; none if there is nothing.",
                        ),
                    }
                ),
                computed=True,
                doc="The spans of time, the oldest first.",
            ),
        }
    )


def _grouped(name: str) -> str:
    return f"{GROUPS[name].doc} Null unless `group_by` has `{name}`."


class Buckets(DataSource):
    """What was used in spans of time."""

    per_request: ClassVar[Mapping[str, int]] = {"1m": 1_440, "1h": 168, "1d": 31}
    """How many buckets the API tells at once, by their width."""

    @property
    def description(self) -> str:
        """What is reported, and what that means for plans."""
        return (
            f"{super().description}\n\n~> The present span of time changes with every request that somebody makes, and outputs "
            "made of it with every plan. Set `end_time` to a time that is over for numbers that stay.\n\n"
            "It needs the provider's `admin_api_key`."
        )

    def read(self, call: Call, config: Values) -> Values:
        """Ask for page after page until the wanted buckets are there: pages follow each other by a token."""
        most = self.per_request.get(config["bucket_width"] or "1d")
        wanted = config["limit"] or self._buckets_in(config, most)
        times = {
            name: unix_seconds(config[name])
            for name in ("start_time", "end_time")
            if config[name] is not None
        }
        query = {
            name: to_json(attribute, config[name])
            for name, attribute in self.schema.items()
            if attribute.configurable and config[name] is not None
        }
        limit = most and min(most, wanted)
        found, more = call.first(
            wanted, self.endpoint, {}, f"read the {self.noun}", **{**query, **times, "limit": limit}
        )
        answer = {"buckets": [_with_texts(bucket) for bucket in found], HAS_MORE: more}
        return from_json(self.attributes, answer, config)

    def _buckets_in(self, config: Values, most: int | None) -> int:
        """Return how many buckets there are in the time to report on, at most.

        Raises:
            ProviderError: asking for them would take unreasonably long.
        """
        width = config["bucket_width"] or "1d"
        start = unix_seconds(config["start_time"])
        end = time.time() if config["end_time"] is None else unix_seconds(config["end_time"])
        # One more, since the first begins before the start of the time to report on.
        buckets = max(1, ceil((end - start) / _WIDTHS.get(width, min(_WIDTHS.values()))) + 1)
        if most is not None and buckets > most * _MOST_REQUESTS:
            raise ProviderError(
                "Too many buckets",
                f"From `start_time` on there are {buckets:,} buckets of `{width}`, which are {ceil(buckets / most):,} requests. "
                "OpenAI allows some eight a minute. Set `limit` to as many buckets as you want, a wider `bucket_width`, or a "
                "later `start_time`.",
                ("start_time",),
            )
        return buckets


def _with_texts(bucket: Json) -> Json:
    texts = {
        f"{name}_rfc3339": rfc3339(bucket[name])
        for name in ("start_time", "end_time")
        if isinstance(bucket.get(name), int)
    }
    return {**bucket, **texts}
