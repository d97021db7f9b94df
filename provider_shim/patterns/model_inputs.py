"""What questions to models have in common, whichever API they are asked through.

It must not know which of them uses it.
"""

from __future__ import annotations

from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import Attribute, Bool, Float, Object, String

CACHE_BREAKPOINT = Object(
    {
        "mode": String(required=True, enum=("explicit",), doc="Always `explicit`."),
        "ttl": String(
            optional=True,
            enum=("30m", "12h"),
            doc="How long the cached prefix lives at least: `30m` or `12h`.",
        ),
    },
    optional=True,
    doc="Marks the end of a prefix that other requests can reuse.",
)

_MODERATED = Object(
    {
        "mode": String(
            required=True, enum=("score", "block"), doc="Whether to judge (`score`) or to `block`."
        )
    },
    optional=True,
    doc="What to do.",
)

MODERATION = Object(
    {
        "model": model_name(
            required=True, doc="The moderation model, such as `omni-moderation-latest`."
        ),
        "policy": Object(
            {"input": _MODERATED, "output": _MODERATED},
            optional=True,
            doc="What to do about input and output.",
        ),
    },
    optional=True,
    doc="How question and answer are moderated.",
)

PARALLEL_TOOL_CALLS = Bool(
    optional=True, doc="Whether the model may call several tools at once. Defaults to `true`."
)

PROMPT_CACHE_KEY = String(
    optional=True, doc="Requests with the same key share a cache of their common beginning."
)

PROMPT_CACHE_RETENTION = String(
    optional=True,
    enum=("in_memory", "24h"),
    deprecated="Use `prompt_cache_options.ttl`.",
    doc="How long beginnings of prompts are cached at most: `in_memory` or `24h`. Deprecated: use `prompt_cache_options`.",
)

SAFETY_IDENTIFIER = String(
    optional=True,
    max_length=128,
    doc="A stable, anonymous identifier of the end user, of at most 128 characters.",
)

TEMPERATURE = Float(
    optional=True,
    minimum=0,
    maximum=2,
    doc="The randomness of the answer, from 0 to 2. Defaults to `1`.",
)

TOP_P = Float(
    optional=True,
    minimum=0,
    maximum=1,
    doc="The share of the likeliest words to choose from, from 0 to 1: another way than `temperature`. Defaults to `1`.",
)

USER = String(
    optional=True,
    deprecated="Use `safety_identifier` and `prompt_cache_key`.",
    doc="An identifier of the end user. Deprecated: use `safety_identifier` and `prompt_cache_key`.",
)

VERBOSITY = String(
    optional=True,
    enum=("low", "medium", "high"),
    doc="How long-winded the answer is: `low`, `medium` or `high`. Defaults to `medium`.",
)


def prompt_cache_options(ttl: tuple[str, ...], more: dict[str, Attribute] | None = None) -> Object:
    """Return how beginnings of prompts are cached: how long they may live, and what else an API lets one say."""
    return Object(
        {
            "mode": String(
                optional=True,
                enum=("implicit", "explicit"),
                doc="Who places breakpoints: the API (`implicit`) or `explicit` ones only.",
            ),
            "ttl": String(
                optional=True,
                enum=ttl,
                doc=f"How long a cached prefix lives at least: {' or '.join(f'`{one}`' for one in ttl)}.",
            ),
            **(more or {}),
        },
        optional=True,
        doc="How beginnings of prompts are cached.",
    )
