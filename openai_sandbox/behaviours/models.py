"""Models: a fixed list like that of the API, and the models that fine-tuning jobs create."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import ApiError, unknown_model
from openai_sandbox.schemas import Schema
from openai_sandbox.store import Record, Store
from openai_sandbox.synthesis import branches

COLLECTION = "/models"
OWNER = "org-sandbox"
_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")

# (id, Unix time of its creation, owner)
_FIXED = (
    ("gpt-3.5-turbo", 1677610602, "openai"),
    ("gpt-3.5-turbo-0125", 1706048358, "system"),
    ("gpt-4", 1687882411, "openai"),
    ("gpt-4-turbo", 1712361441, "system"),
    ("gpt-4o", 1715367049, "system"),
    ("gpt-4o-2024-08-06", 1722814719, "system"),
    ("gpt-4o-mini", 1721172741, "system"),
    ("gpt-4o-mini-2024-07-18", 1721172717, "system"),
    ("gpt-4o-audio-preview", 1727460443, "system"),
    ("gpt-4o-transcribe", 1742068463, "system"),
    ("gpt-4o-mini-transcribe", 1742068596, "system"),
    ("gpt-4o-mini-tts", 1742403959, "system"),
    ("gpt-4.1", 1744316542, "system"),
    ("gpt-4.1-2025-04-14", 1744315746, "system"),
    ("gpt-4.1-mini", 1744318173, "system"),
    ("gpt-4.1-mini-2025-04-14", 1744317547, "system"),
    ("gpt-4.1-nano", 1744321707, "system"),
    ("gpt-4.1-nano-2025-04-14", 1744321025, "system"),
    ("gpt-5", 1754425777, "system"),
    ("gpt-5-mini", 1754425928, "system"),
    ("gpt-5-nano", 1754426384, "system"),
    ("gpt-5.1", 1762800673, "system"),
    ("gpt-5.5", 1776902400, "system"),
    ("gpt-6-luna", 1789603200, "system"),
    ("gpt-6.1-sol", 1790726400, "system"),
    ("gpt-6.1-terra", 1790726401, "system"),
    ("gpt-realtime", 1756271701, "system"),
    ("gpt-realtime-2.1", 1783555200, "system"),
    ("gpt-transcribe", 1787702400, "system"),
    ("o1", 1734375816, "system"),
    ("o1-2024-12-17", 1734326976, "system"),
    ("o3", 1744225308, "system"),
    ("o3-mini", 1737146383, "system"),
    ("o4-mini", 1744225351, "system"),
    ("o4-mini-2025-04-16", 1744133506, "system"),
    ("text-embedding-ada-002", 1671217299, "openai-internal"),
    ("text-embedding-3-small", 1705948997, "system"),
    ("text-embedding-3-large", 1705953180, "system"),
    ("dall-e-2", 1698798177, "system"),
    ("dall-e-3", 1698785189, "system"),
    ("gpt-image-1", 1745517030, "system"),
    ("gpt-image-2", 1776729600, "system"),
    ("whisper-1", 1677532384, "openai-internal"),
    ("tts-1", 1681940951, "openai-internal"),
    ("tts-1-hd", 1699046015, "system"),
    ("omni-moderation-latest", 1731689265, "system"),
    ("omni-moderation-2024-09-26", 1732734466, "system"),
    ("text-moderation-latest", 1690000000, "openai-internal"),
    ("babbage-002", 1692634615, "system"),
    ("davinci-002", 1692634301, "system"),
    ("ft:gpt-4o-mini-2024-07-18:sandbox:support:A1b2C3d4", 1735689600, OWNER),
)
# Families of models. The sandbox accepts every model of a family, also if the list does not contain it.
_FAMILIES = re.compile(
    r"(gpt-|chatgpt-|o\d|codex-|computer-use-|text-embedding-|dall-e-|whisper-|tts-"
    r"|omni-moderation-|sora-)"
)


def seed(store: Store) -> None:
    """Create the fixed models."""
    for identifier, created, owner in _FIXED:
        _insert(store, identifier, created, owner)


def add_fine_tuned(store: Store, identifier: str, created: int) -> None:
    """Add the model of a fine-tuning job."""
    _insert(store, identifier, created, OWNER)


def _insert(store: Store, identifier: str, created: int, owner: str) -> None:
    wire = {"id": identifier, "object": "model", "created": created, "owned_by": owner}
    store.insert(Record(collection=COLLECTION, id=identifier, shape="Model", wire=wire))


def require(call: Call, model: str) -> None:
    """Check that a model exists.

    Raises:
        ApiError: 404 ``model_not_found`` if the model does not exist.
    """
    strict = call.settings.strict_models
    if model in call.operations.model_names if strict else _FAMILIES.match(model):
        return
    if call.store.get(COLLECTION, model) is None:
        raise unknown_model(model)


def require_all(call: Call) -> None:
    """Check that all models in the request exist, if the sandbox is strict about them.

    Raises:
        ApiError: 404 ``model_not_found`` about the first model that does not exist.
    """
    if call.settings.strict_models:
        for media_type in call.operation.raw_bodies:
            for name in _in_request(call.operation.body_schema(media_type) or {}, call.body):
                require(call, name)


def _in_request(schema: Schema, value: Any) -> Iterator[str]:
    """Yield the names of models in the fields ``model`` that the schema of the request declares.

    Free JSON, such as ``metadata`` and the schemas of functions, can contain a field with the same name.
    """
    if isinstance(value, list):
        for branch in branches(schema):
            for one in value:
                yield from _in_request(branch.get("items", {}), one)
    elif isinstance(value, Mapping):
        for branch in branches(schema):
            for name, inner in branch.get("properties", {}).items():
                if name == "model" and isinstance(value.get(name), str):
                    yield value[name]
                elif name in value:
                    yield from _in_request(inner, value[name])


def snapshot(store: Store, model: str) -> str:
    """Return the newest dated model of an alias. Without one, return the name."""
    dated = [
        identifier
        for identifier in store.ids(COLLECTION, prefix=f"{model}-")
        if _DATED.fullmatch(identifier.removeprefix(f"{model}-"))
    ]
    return max(dated, default=model)


def read(call: Call) -> Answer:
    """Read a model. A model of a known family exists, also if the list does not contain it."""
    identifier = call.params["model"]
    record = crud.find(call, COLLECTION, identifier)
    if record is not None:
        return Answer(body=record.wire)
    require(call, identifier)
    dated = _DATED.search(identifier)
    day = (
        dt.datetime(*(int(part) for part in dated.groups()), tzinfo=dt.UTC)  # type: ignore[arg-type,misc]
        if dated
        else dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    return Answer(
        body={
            "id": identifier,
            "object": "model",
            "created": int(day.timestamp()),
            "owned_by": "system",
        }
    )


def read_all(call: Call) -> Answer:
    """List all models. This list of the API has no pages."""
    wires = [record.wire for record in call.store.all(COLLECTION)]
    return Answer(body={"object": "list", "data": wires})


def delete(call: Call) -> Answer:
    """Delete a model that belongs to the organization."""
    identifier = call.params["model"]
    record = crud.find(call, COLLECTION, identifier)
    if record is None:
        raise unknown_model(identifier)
    if record.wire["owned_by"] != OWNER:
        raise ApiError(403, "You have insufficient permissions for this operation.")
    call.store.delete(COLLECTION, identifier)
    return Answer(body={"id": identifier, "object": "model", "deleted": True})


HANDLERS = {
    "GET /models": read_all,
    "GET /models/{model}": read,
    "DELETE /models/{model}": delete,
}
