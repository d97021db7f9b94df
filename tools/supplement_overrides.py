"""What the types of the ``openai`` package do not carry, and OpenAI's guides and the methods' docstrings say: limits and defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = dict[str, Any]

_METADATA: Schema = {
    "maxProperties": 16,
    "propertyNames": {"type": "string", "maxLength": 64},
    "additionalProperties": {"type": "string", "maxLength": 512},
}
"""Limits that hold for ``metadata`` in all requests."""

_LIMITS: Mapping[tuple[str, str], Schema] = {
    ("beta.agents.vaults.", "allowed_hosts"): {"minItems": 1, "maxItems": 16},
    ("beta.agents.vaults.", "secret_value"): {"minLength": 1},
    ("decision_create_params.", "choices"): {"minItems": 2, "maxItems": 255},
    ("/decisions", "questions"): {"minItems": 1, "maxItems": 400},
    ("/decisions", "safety_identifier"): {"maxLength": 128},
    ("admin.organization.external_key.", "object"): {"enum": ["organization.external_key"]},
    ("CreateTranscriptionRequest", "languages"): {"minItems": 1},
    ("/spend_limit", "threshold_amount"): {"minimum": 1},
    ("/usage/", "bucket_width"): {"default": "1d"},
}
"""Limits and constants by a part of the name of a component, of a path or of a place, and the name of the property there."""


def overridden(supplement: Schema) -> Schema:
    """Return the supplement with the limits, which are added in place."""
    for owner, name, schema in _properties(supplement):
        for (part, property_), limits in _LIMITS.items():
            if name == property_ and part in owner:
                _limit(schema, limits)
        if name == "metadata" and ("requestBody" in owner or "Param" in owner):
            _limit(schema, _METADATA)
    return supplement


def _limit(schema: Schema, limits: Schema) -> None:
    """Add limits to the alternative that they can be about."""
    kinds = {
        "minItems": "array",
        "minLength": "string",
        "maxLength": "string",
        "minimum": "integer",
    }
    kind = next((kinds[word] for word in limits if word in kinds), None)
    for one in schema.get("anyOf", [schema]):
        if one.get("type") == kind or (kind is None and one.get("type") != "null"):
            one.update(limits)


def _properties(supplement: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Yield all properties and parameters: where they stand, their names and their schemas."""
    for name, component in supplement["components"].items():
        yield from _inside(name, component)
    for path, operations in supplement["paths"].items():
        yield from _inside(path, operations)
    for path, parameters in supplement["parameters"].items():
        yield from _inside(path, parameters)
    for addition in supplement["additions"]:
        yield from _inside("/".join(map(str, addition["at"])), addition)


def _inside(owner: str, tree: Any) -> Iterator[tuple[str, str, Schema]]:
    if isinstance(tree, dict):
        if tree.get("in") == "query":
            yield owner, tree["name"], tree["schema"]
        properties = tree.get("properties")
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            yield owner, name, schema
        for key, one in tree.items():
            yield from _inside(f"{owner}/{key}" if key == "requestBody" else owner, one)
    elif isinstance(tree, list):
        for one in tree:
            yield from _inside(owner, one)
