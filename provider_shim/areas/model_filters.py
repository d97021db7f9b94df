"""Which models a data source is about: the filters that `openai_model` and `openai_models` share. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from provider_shim.rest import Json
from provider_shim.rules.texts import regex_fault
from provider_shim.schema import Attribute, Integer, String

KINDS = ("gpt", "reasoning", "embedding", "image", "audio", "moderation", "fine-tuned")

_PATTERNS = {
    "fine-tuned": r"ft:",
    "embedding": r"text-embedding-|.*-embedding",
    "moderation": r"(omni|text)-moderation-",
    "image": r"dall-e-|gpt-image-|chatgpt-image-",
    "audio": r"whisper|tts-|gpt-audio|gpt-realtime|gpt-live|.*-(transcribe|tts|audio|realtime|translate|whisper)\b",
    "reasoning": r"o\d|gpt-5|gpt-[6-9]|gpt-oss|codex-|computer-use-",
    "gpt": r"gpt-|chatgpt-",
}
"""How ids begin, first match first. `gpt` is every chat model of that name, reasoning or not."""


def kinds_of(model_id: str) -> set[str]:
    """Return the kinds that a model is of, by its id: the API does not tell."""
    kind = next((kind for kind, pattern in _PATTERNS.items() if re.match(pattern, model_id)), None)
    if kind == "reasoning" and model_id.startswith("gpt-"):
        return {"reasoning", "gpt"}
    return {kind} if kind else set()


FILTERS: dict[str, Attribute] = {
    "kind": String(
        optional=True,
        enum=KINDS,
        doc="The kind of model, judged by its id: `gpt`, `reasoning`, `embedding`, `image`, `audio`, `moderation` or `fine-tuned`.",
    ),
    "owner": String(optional=True, doc="Who owns the model, as in `owned_by`."),
    "prefix": String(optional=True, doc="How the id begins."),
    "regex": String(
        optional=True,
        check=regex_fault,
        doc="A regular expression (Python's syntax) that is found in the id.",
    ),
    "created_after": Integer(
        optional=True, doc="Only models created after this moment, in seconds since 1970."
    ),
    "created_before": Integer(
        optional=True, doc="Only models created before this moment, in seconds since 1970."
    ),
}

MODEL: dict[str, Attribute] = {
    "created": Integer(computed=True, doc="When the model was created, in seconds since 1970."),
    "owned_by": String(computed=True, doc="Who owns the model."),
    "shutdown_date": String(
        computed=True,
        doc="When OpenAI will shut the model down, as `YYYY-MM-DD`; null if that is not planned.",
    ),
}


def matching(models: list[Json], filters: Mapping[str, Any]) -> list[Json]:
    """Return the models that pass all filters, the newest first; of one age, by id."""
    found = [
        model for model in models if isinstance(model.get("id"), str) and _passes(model, filters)
    ]
    return sorted(found, key=lambda model: (-_created(model), model["id"]))


def _created(model: Json) -> float:
    """Return when a model was created; some compatible servers do not tell, or tell nonsense."""
    told = model.get("created")
    return told if isinstance(told, int | float) else 0


def _passes(model: Json, filters: Mapping[str, Any]) -> bool:
    identity, created = model["id"], _created(model)
    tests = {
        "kind": lambda kind: kind in kinds_of(identity),
        "owner": lambda owner: model.get("owned_by") == owner,
        "prefix": identity.startswith,
        "regex": lambda pattern: re.search(pattern, identity) is not None,
        "created_after": lambda moment: created > moment,
        "created_before": lambda moment: created < moment,
    }
    return all(test(filters[name]) for name, test in tests.items() if filters.get(name) is not None)
