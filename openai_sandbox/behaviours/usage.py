"""Usage and costs in buckets of time.

The sandbox does not measure usage. It invents numbers that depend only on the request. The same request always gets
the same numbers, and the numbers of groups add up to the total.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox.behaviours.organization import OWNER
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.schemas import Schema
from openai_sandbox.synthesis import branches, build

_COSTS = "/organization/costs"
_USAGE = "/organization/usage"
_KINDS = (
    "audio_speeches",
    "audio_transcriptions",
    "code_interpreter_sessions",
    "completions",
    "decisions",
    "embeddings",
    "file_search_calls",
    "images",
    "moderations",
    "vector_stores",
    "web_search_calls",
)
_WIDTHS = {"1m": (60, 60, 1_440), "1h": (3_600, 24, 168), "1d": (86_400, 7, 31)}
"""For each width: the seconds in a bucket, the default number of buckets, and the maximum number of buckets."""
_MAX_COST_BUCKETS = 180

_MODELS = {
    "audio_speeches": ("gpt-4o-mini-tts",),
    "audio_transcriptions": ("gpt-transcribe",),
    "embeddings": ("text-embedding-3-small",),
    "images": ("gpt-image-1",),
    "moderations": ("omni-moderation-latest",),
}
_MEMBERS: Mapping[str, tuple[Any, ...]] = {
    "project_id": ("proj_sandbox",),
    "user_id": (OWNER,),
    "api_key_id": ("key_sandbox",),
    "model": ("gpt-4o", "gpt-4o-mini"),
    "batch": (False, True),
    "service_tier": ("default",),
    "api_source": ("unlabeled",),
    "source": ("image.generation", "image.edit"),
    "size": ("1024x1024",),
    "vector_store_id": ("vs_sandbox",),
    "context_level": ("medium",),
    "line_item": ("gpt-4o, input", "gpt-4o, output"),
}
"""The values of each group if no filter sets them."""

_EACH = {
    "num_model_requests": 1,
    "num_requests": 1,
    "num_sessions": 1,
    "images": 2,
    "characters": 80,
    "seconds": 30,
    "usage_bytes": 4_096,
    "input_tokens": 120,
    "input_text_tokens": 100,
    "input_uncached_tokens": 100,
    "input_cached_tokens": 20,
    "input_cached_text_tokens": 20,
    "output_tokens": 40,
    "output_text_tokens": 40,
}
"""The amount of each quantity in one use. Other quantities are 0."""
_PRICE = 0.0006  # US dollars for one use


def report(call: Call) -> Answer:
    """Return a page of buckets, the oldest first."""
    seconds, usual, most = _WIDTHS[call.query.get("bucket_width", "1d")]
    if call.operation.template == _COSTS:
        most = _MAX_COST_BUCKETS
    limit = call.query.get("limit", usual)
    if not 1 <= limit <= most:
        raise invalid(f"'limit' must be between 1 and {most}, not {limit}.", "limit")
    start, end = call.query["start_time"], min(call.query.get("end_time", call.now), call.now)
    if call.query.get("end_time", start + 1) <= start:
        raise invalid("'end_time' must be after 'start_time'.", "end_time")
    first = start - start % seconds
    if "page" in call.query and not call.faults.has("repeat-cursor"):
        first = _page_start(call.query["page"])
    starts = range(first, max(first, end), seconds)
    shown = starts[:limit]
    has_more = len(starts) > limit or call.faults.has("repeat-cursor")
    body = {
        "object": "page",
        "data": [
            {
                "object": "bucket",
                "start_time": one,
                "end_time": one + seconds,
                "results": list(_results(call, one)),
            }
            for one in shown
        ],
        "has_more": has_more,
        "next_page": f"page_{first + seconds * limit:x}" if has_more else None,
    }
    return Answer(body=body)


def _page_start(token: str) -> int:
    try:
        return int(token.removeprefix("page_"), 16)
    except ValueError:
        raise invalid(f"Invalid value for 'page': {token!r} is not a page.", "page") from None


def _results(call: Call, start: int) -> Iterator[dict[str, Any]]:
    """Yield the results of a bucket by group. Each use belongs to exactly one group, so that the sums are correct."""
    kind = call.operation.template.rsplit("/", 1)[-1]
    possible = list(call.operation.query["group_by"].schema["items"]["enum"])
    groups = [name for name in possible if name in call.query.get("group_by", ())]
    uses: dict[tuple[Any, ...], int] = {}
    for members in itertools.product(*(_members(call, kind, name) for name in possible)):
        named = dict(zip(possible, members, strict=True))
        group = tuple(named[name] for name in groups)
        uses[group] = uses.get(group, 0) + _invented(kind, start, members)
    schema = _result_schema(call, kind)
    for group, number in uses.items():
        if number:
            facts = dict(zip(groups, group, strict=True))
            yield build(schema, {**_quantities(schema, number), **facts, **_costs(number, groups)})


def _members(call: Call, kind: str, name: str) -> tuple[Any, ...]:
    for filter_ in (f"{name}s", name):
        wanted = call.query.get(filter_)
        if wanted is not None:
            return tuple(wanted) if isinstance(wanted, list) else (wanted,)
    return _MODELS.get(kind, _MEMBERS[name]) if name == "model" else _MEMBERS[name]


def _invented(*key: Any) -> int:
    """Return an invented number of uses, from 0 to 9, that depends only on the key."""
    return hashlib.sha256(repr(key).encode()).digest()[0] % 10


def _result_schema(call: Call, kind: str) -> Schema:
    bucket = call.operation.answer["properties"]["data"]["items"]
    found = list(branches(bucket["properties"]["results"]["items"]))
    names = {
        f"organization.{name}.result"
        for name in (kind, f"usage.{kind}", f"usage.{kind.replace('_calls', 'es')}")
    }
    return next(one for one in found if names & set(one["properties"]["object"]["enum"]))


def _quantities(schema: Schema, number: int) -> dict[str, int]:
    return {
        name: number * _EACH.get(name, 0)
        for name in schema["properties"]
        if name in _EACH or name.endswith("_tokens")
    }


def _costs(number: int, groups: list[str]) -> dict[str, Any]:
    amount = {"amount": {"value": round(number * _PRICE, 6), "currency": "usd"}}
    if "line_item" not in groups:
        return amount
    return {**amount, "quantity": number * 1_000.0, "quantity_unit": "tokens"}


HANDLERS = {
    f"GET {_COSTS}": report,
    **{f"GET {_USAGE}/{kind}": report for kind in _KINDS},
}
