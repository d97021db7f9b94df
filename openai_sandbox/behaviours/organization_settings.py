"""Settings: rate limits, which always exist, spend limits, which do not exist at first, and data retention."""

from __future__ import annotations

import dataclasses

from openai_sandbox import crud, rendering
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError
from openai_sandbox.store import Record

_ALL = {
    "max_requests_per_1_minute": 10_000,
    "max_tokens_per_1_minute": 2_000_000,
    "max_images_per_1_minute": 250,
    "max_audio_megabytes_per_1_minute": 100,
    "max_requests_per_1_day": 1_000_000,
    "batch_1_day_max_input_tokens": 200_000_000,
}
_MODELS = {
    "gpt-4o": _ALL,
    "gpt-4o-mini": _ALL,
    "gpt-6-luna": _ALL,
    "gpt-image-1": {
        "max_requests_per_1_minute": 500,
        "max_tokens_per_1_minute": 0,
        "max_images_per_1_minute": 250,
    },
    **{
        f"model-{number}": {"max_requests_per_1_minute": 500, "max_tokens_per_1_minute": 30_000}
        for number in range(1, 98)
    },
}
"""The models with a rate limit in every project, and the limits of the organization for each of them."""


def list_rate_limits(call: Call) -> Answer:
    """List the rate limits of a project."""
    _seed(call, call.path)
    return crud.list_items(call)


def update_rate_limit(call: Call) -> Answer:
    """Update a rate limit. It cannot exceed the limit of the organization."""
    _seed(call, call.path.rsplit("/", 1)[0])
    record = crud.load(call)
    most = _MODELS[record.wire["model"]]
    for name, value in call.body.items():
        if name not in most:
            raise ApiError(400, f"{name} does not apply to {record.wire['model']}.", param=name)
        if value > most[name]:
            raise ApiError(
                400, f"{name} must be at most {most[name]}, which the organization has.", param=name
            )
    crud.change(call, record, call.body)
    return Answer(body=rendering.render(call, record))


def write_data_retention(call: Call) -> Answer:
    """Set the data retention. The request calls its type ``retention_type``, the answer calls it ``type``."""
    crud.require_parents(call)
    body = {**call.body, "type": call.body["retention_type"]}
    return crud.write_singleton(dataclasses.replace(call, body=body))


def read_spend_limit(call: Call) -> Answer:
    """Read a spend limit. Without one, the answer is 404."""
    crud.require_parents(call)
    if call.store.get("singletons", call.path) is None:
        raise ApiError(404, "No spend limit is set.")
    return crud.read_singleton(call)


def delete_spend_limit(call: Call) -> Answer:
    """Delete a spend limit. Without one, the answer is 404."""
    read_spend_limit(call)
    return crud.delete_singleton(call)


def _seed(call: Call, collection: str) -> None:
    """Create the rate limits of a project at the first request for them."""
    if call.store.count(collection):
        return
    for model, limits in _MODELS.items():
        wire = {"object": "project.rate_limit", "id": f"rl-{model}", "model": model, **limits}
        call.store.insert(
            Record(collection=collection, id=f"rl-{model}", shape="ProjectRateLimit", wire=wire)
        )


_RETENTION, _SPENDING = "data_retention", "spend_limit"
_OWNERS = ("/organization", "/organization/projects/{project_id}")

HANDLERS = {
    **{f"POST {owner}/{_RETENTION}": write_data_retention for owner in _OWNERS},
    **{f"GET {owner}/{_SPENDING}": read_spend_limit for owner in _OWNERS},
    **{f"DELETE {owner}/{_SPENDING}": delete_spend_limit for owner in _OWNERS},
    "GET /organization/projects/{project_id}/rate_limits": list_rate_limits,
    "POST /organization/projects/{project_id}/rate_limits/{rate_limit_id}": update_rate_limit,
}
