"""The schema and the read of all data sources for usage and costs.

A declaration names the filters and groups of its endpoint, and the counted fields.
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
"""The seconds in a bucket."""

_MOST_REQUESTS = 20
"""The maximum number of requests without `limit`. They already take more than two minutes."""


def usage_of(kind: str) -> Rest:
    """Return the endpoint of a kind of usage."""
    return Rest(f"/organization/usage/{kind}", auth="admin", cursor=BY_PAGE)


def count(doc: str) -> Integer:
    """Return an attribute with a number."""
    return Integer(computed=True, doc=doc)


REQUESTS = {"num_model_requests": count("The number of requests to models.")}

TOKENS: Mapping[str, Attribute] = {
    "input_tokens": count(
        "The number of input tokens: text, audio and images, including cached tokens and those of Scale Tier."
    ),
    "output_tokens": count(
        "The number of output tokens: text, audio and images, including those of Scale Tier."
    ),
    "input_uncached_tokens": count(
        "The number of input tokens that were neither read from the cache nor written to it."
    ),
    "input_cached_tokens": count("The number of input tokens that were read from the cache."),
    "input_cache_write_tokens": count("The number of input tokens that were written to the cache."),
    "input_cache_write_30m_tokens": count(
        "The number of input tokens that were written to the cache for 30 minutes."
    ),
    "input_cache_write_12h_tokens": count(
        "The number of input tokens that were written to the cache for 12 hours."
    ),
    "input_text_tokens": count(
        "The number of text input tokens that were neither read from the cache nor written to it."
    ),
    "input_cached_text_tokens": count(
        "The number of text input tokens that were read from the cache."
    ),
    "input_audio_tokens": count(
        "The number of audio input tokens that were not read from the cache."
    ),
    "input_cached_audio_tokens": count(
        "The number of audio input tokens that were read from the cache."
    ),
    "input_image_tokens": count(
        "The number of image input tokens that were not read from the cache."
    ),
    "input_cached_image_tokens": count(
        "The number of image input tokens that were read from the cache."
    ),
    "output_text_tokens": count("The number of text output tokens."),
    "output_audio_tokens": count("The number of audio output tokens."),
    "output_image_tokens": count("The number of image output tokens."),
    **REQUESTS,
}
"""The counted fields of models with input and output tokens."""


def buckets_schema(
    *,
    filters: Iterable[str],
    groups: tuple[str, ...],
    counted: Mapping[str, Attribute],
    pages: str = "31 days, 168 hours or 1,440 minutes",
    widths: tuple[str, ...] = ("1m", "1h", "1d"),
    grouping: str = "",
) -> Schema:
    """Return the schema of a data source.

    Args:
        filters: the names of its filters.
        groups: the names of the fields by which its results can be grouped.
        counted: the fields of a result other than its group.
        pages: the maximum time that one request covers, as text.
        widths: the allowed widths of a bucket.
        grouping: further sentences about grouping.
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
                f"The beginning of the time range, inclusive, {FORMS}.", required=True
            ),
            "end_time": timestamp(
                "The end of the time range, exclusive, in one of the same forms. Defaults to now.",
                optional=True,
            ),
            "bucket_width": String(
                optional=True,
                enum=widths,
                doc=f"The width of each bucket: {known}. Defaults to `1d`, which begins at midnight in UTC.",
            ),
            **{name: FILTERS[name] for name in filters},
            "group_by": SetOf(
                String(enum=groups),
                optional=True,
                doc=f"The fields by which to group the results of each bucket: {', '.join(f'`{name}`' for name in groups)}. By "
                f"default, each bucket has one result for all.{grouping}",
            ),
            "limit": Integer(
                optional=True,
                minimum=1,
                doc="The maximum number of buckets to return, the oldest first. Defaults to all buckets in the time range. Each "
                f"request returns {pages}, and OpenAI allows about eight requests per minute.",
            ),
            HAS_MORE: has_more("buckets"),
            "buckets": ListOf(
                Object(
                    {
                        "start_time": count("The beginning of the bucket, in seconds since 1970."),
                        "start_time_rfc3339": String(
                            computed=True, doc="The same time as RFC 3339 text in UTC."
                        ),
                        "end_time": count("The end of the bucket, in seconds since 1970."),
                        "end_time_rfc3339": String(
                            computed=True, doc="The same time as RFC 3339 text in UTC."
                        ),
                        "results": ListOf(
                            result,
                            computed=True,
                            doc="The results of the bucket, one for each group. Empty if there was no usage.",
                        ),
                    }
                ),
                computed=True,
                doc="The buckets, the oldest first.",
            ),
        }
    )


def _grouped(name: str) -> str:
    return f"{GROUPS[name].doc} Null unless `group_by` has `{name}`."


class Buckets(DataSource):
    """A data source for usage or costs in buckets of time."""

    per_request: ClassVar[Mapping[str, int]] = {"1m": 1_440, "1h": 168, "1d": 31}
    """The maximum number of buckets that one request returns, by their width."""

    @property
    def description(self) -> str:
        """The documentation of the data source, with a note about changes between plans."""
        return (
            f"{super().description}\n\n~> The values of the current bucket change with every request to the API, and outputs that "
            "use them change at every plan. For values that do not change, set `end_time` to a time in the past.\n\n"
            "The data source requires the provider's `admin_api_key`."
        )

    def read(self, call: Call, config: Values) -> Values:
        """Read pages until the requested number of buckets is reached. Each page has the token of the next page."""
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
        """Return the maximum number of buckets in the time range.

        Raises:
            ProviderError: the range has so many buckets that the requests would take too long.
        """
        width = config["bucket_width"] or "1d"
        start = unix_seconds(config["start_time"])
        end = time.time() if config["end_time"] is None else unix_seconds(config["end_time"])
        # One more, since the first bucket begins before the start of the time range.
        buckets = max(1, ceil((end - start) / _WIDTHS.get(width, min(_WIDTHS.values()))) + 1)
        if most is not None and buckets > most * _MOST_REQUESTS:
            raise ProviderError(
                "Too many buckets",
                f"The time range has {buckets:,} buckets of `{width}`, which need {ceil(buckets / most):,} requests. OpenAI "
                "allows about eight requests per minute. Set `limit` to the number of buckets that you need, set a larger "
                "`bucket_width`, or set a later `start_time`.",
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
