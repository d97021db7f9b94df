"""Assistants: their defaults, and the vector stores that a request for an assistant creates."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import vector_stores
from openai_sandbox.calls import Answer, Call

_DEFAULTS: Mapping[str, Any] = {
    "tools": [],
    "metadata": {},
    "tool_resources": {},
    "temperature": 1,
    "top_p": 1,
    "response_format": "auto",
}


def create(call: Call) -> Answer:
    """Create an assistant."""
    return Answer(body=crud.create(call, _with_defaults(call, {**_DEFAULTS, **call.body})).wire)


def update(call: Call) -> Answer:
    """Update an assistant. Each field of the request is replaced as a whole, null restores the default."""
    record = crud.load(call)
    crud.change(call, record, _with_defaults(call, call.body))
    return Answer(body=record.wire)


def _with_defaults(call: Call, values: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(values)
    for name, default in _DEFAULTS.items():
        if name in filled and filled[name] is None:
            filled[name] = default
    if "tool_resources" in filled:
        filled["tool_resources"] = with_stores(call, filled["tool_resources"])
    return filled


def with_stores(call: Call, resources: Mapping[str, Any] | None) -> dict[str, Any]:
    """Create the vector stores that the tool resources describe, and return the resources. Threads use this, too.

    Raises:
        ApiError: 404 about a store or file that does not exist.
    """
    filled: dict[str, Any] = copy.deepcopy(dict(resources or {}))
    search = filled.get("file_search")
    if search is not None:
        described = search.pop("vector_stores", ())
        identifiers = list(search.get("vector_store_ids", ()))
        for identifier in identifiers:
            if crud.find(call, vector_stores.COLLECTION, identifier) is None:
                raise crud.missing(f"{vector_stores.COLLECTION}/{identifier}")
        identifiers += [vector_stores.make(call, one).id for one in described]
        search["vector_store_ids"] = identifiers
    return filled


HANDLERS = {
    "POST /assistants": create,
    "POST /assistants/{assistant_id}": update,
}
