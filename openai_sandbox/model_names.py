"""The names of models that OpenAI's document contains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_FIELD = "model"


def in_document(document: Mapping[str, Any]) -> frozenset[str]:
    """Return the names that the document lists for the fields ``model``."""
    components = document.get("components", {}).get("schemas", {})
    names: set[str] = set()
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            properties = value.get("properties")
            if isinstance(properties, Mapping) and _FIELD in properties:
                names.update(_listed(properties[_FIELD], components))
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return frozenset(names)


def _listed(raw: Mapping[str, Any], components: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in raw:
        yield from _listed(components.get(str(raw["$ref"]).rsplit("/", 1)[-1], {}), components)
    yield from (one for one in raw.get("enum", ()) if isinstance(one, str))
    for word in ("anyOf", "oneOf", "allOf"):
        for one in raw.get(word, ()):
            yield from _listed(one, components)
