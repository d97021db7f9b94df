"""The rate limits of a project: what resource and data sources share, and how one is found. It must not change any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from provider_shim.call import Call
from provider_shim.diagnostics import ProviderError
from provider_shim.rest import Json, Rest

COLLECTION = "/organization/projects/{project_id}/rate_limits"
ENDPOINT = Rest(
    COLLECTION, item=f"{COLLECTION}/{{rate_limit_id}}", auth="admin", page=100, independent=True
)
_BY_MODEL = replace(ENDPOINT, item=f"{COLLECTION}/{{model}}", listed_by="model")

LIMITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "max_requests_per_1_minute": ("The most requests per minute.", ("max_requests_per_minute",)),
    "max_tokens_per_1_minute": ("The most tokens per minute.", ("max_tokens_per_minute",)),
    "max_images_per_1_minute": (
        "The most images per minute, for models that draw.",
        ("max_images_per_minute",),
    ),
    "max_audio_megabytes_per_1_minute": (
        "The most megabytes of sound per minute, for models that hear.",
        (),
    ),
    "max_requests_per_1_day": ("The most requests per day, for models that have this limit.", ()),
    "batch_1_day_max_input_tokens": (
        "The most input tokens of batches per day, for models that have this limit.",
        (),
    ),
}
"""What each limit is, and what other providers call it."""


def found(call: Call, values: Mapping[str, Any]) -> Json | None:
    """Return the limit with the id, or else for the model, that ``values`` has; None if there is none.

    Raises:
        ProviderError: the API does not list them.
    """
    for endpoint in (ENDPOINT, _BY_MODEL):
        there = call.listed(endpoint, values, "list the rate limits")
        if there is not None:
            return there
    names = {"id": values.get("rate_limit_id"), "model": values.get("model")}
    given = {name: value for name, value in names.items() if isinstance(value, str)}
    # A list that failed looks as if it had nothing: this one tells why.
    for item in call.pages(ENDPOINT, values, "list the rate limits", limit=ENDPOINT.page):
        if any(item.get(name) == value for name, value in given.items()):
            return call.found(item)
    return None


def none_found(values: Mapping[str, Any]) -> ProviderError:
    """Return the error about a limit that is not there, at the argument that names it."""
    by = "rate_limit_id" if isinstance(values.get("rate_limit_id"), str) else "model"
    return ProviderError(
        "Not found",
        f'The project {values["project_id"]} has no rate limit whose {by} is "{values[by]}". '
        "The data source `openai_project_rate_limits` lists those that it has.",
        (by,),
    )
