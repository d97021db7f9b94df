"""Arguments that requests to models share in several APIs."""

from __future__ import annotations

from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Bool, Float, Object, String

CACHE_BREAKPOINT = Object(
    {
        "mode": String(required=True, enum=("explicit",), doc="Always `explicit`."),
        "ttl": String(
            optional=True,
            enum=("30m", "12h"),
            doc="The minimum time for which the API keeps the cached prefix: `30m` or `12h`.",
        ),
    },
    optional=True,
    doc="The end of a prefix of the input that other requests can reuse from the cache.",
)

_MODERATED = Object(
    {
        "mode": String(
            required=True,
            enum=("score", "block"),
            doc="Whether to return scores only (`score`) or to block harmful content (`block`).",
        )
    },
    optional=True,
    doc="The action of the moderation.",
)

MODERATION = Object(
    {
        "model": model_name(
            required=True, doc="The id of the moderation model, such as `omni-moderation-latest`."
        ),
        "policy": Object(
            {"input": _MODERATED, "output": _MODERATED},
            optional=True,
            doc="The actions for the input and the output.",
        ),
    },
    optional=True,
    doc="The moderation of the input and the output.",
)

PARALLEL_TOOL_CALLS = Bool(
    optional=True, doc="Whether the model may call several tools in parallel. Defaults to `true`."
)

PROMPT_CACHE_KEY = String(
    optional=True,
    doc="A key for the prompt cache. Requests with the same key share the cache of their common prefix.",
)

PROMPT_CACHE_RETENTION = String(
    optional=True,
    enum=("in_memory", "24h"),
    deprecated="Use `prompt_cache_options.ttl`.",
    doc="The maximum retention of the prompt cache: `in_memory` or `24h`. Deprecated: use `prompt_cache_options.ttl`.",
)

SAFETY_IDENTIFIER = String(
    optional=True,
    max_length=128,
    doc="A stable, anonymous identifier of the end user. At most 128 characters.",
)

TEMPERATURE = Float(
    optional=True,
    minimum=0,
    maximum=2,
    doc="The sampling temperature, from 0 to 2. A higher value makes the answer more random. Defaults to `1`.",
)

TOP_P = Float(
    optional=True,
    minimum=0,
    maximum=1,
    doc="The probability mass of the most likely tokens that the model considers, from 0 to 1. An alternative to `temperature`. "
    "Defaults to `1`.",
)

USER = String(
    optional=True,
    deprecated="Use `safety_identifier` and `prompt_cache_key`.",
    doc="An identifier of the end user. Deprecated: use `safety_identifier` and `prompt_cache_key`.",
)

VERBOSITY = String(
    optional=True,
    enum=("low", "medium", "high"),
    doc="The length of the answer: `low` (concise), `medium` or `high` (detailed). Defaults to `medium`.",
)


def prompt_cache_options(ttl: tuple[str, ...], more: dict[str, Attribute] | None = None) -> Object:
    """Return the ``prompt_cache_options`` attribute, with the values of ``ttl`` and further attributes of an API."""
    return Object(
        {
            "mode": String(
                optional=True,
                enum=("implicit", "explicit"),
                doc="The kind of cache breakpoints: the API sets them (`implicit`), or only `prompt_cache_breakpoint` sets them "
                "(`explicit`).",
            ),
            "ttl": String(
                optional=True,
                enum=ttl,
                doc=f"The minimum time for which the API keeps a cached prefix: {' or '.join(f'`{one}`' for one in ttl)}.",
            ),
            **(more or {}),
        },
        optional=True,
        doc="The options of the prompt cache.",
    )
