"""Converts JSON Schemas to the strict form of OpenAI: every object has all its properties, and no others.

The API rejects keywords that it does not support in this form. They are faults here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from openai_cdktf._misfits import Fault, Step

_SUPPORTED: Final = frozenset(
    (
        *("$defs", "$ref", "additionalProperties", "anyOf", "const", "description", "enum"),
        *("exclusiveMaximum", "exclusiveMinimum", "format", "items", "maximum", "maxItems"),
        *("maxLength", "minimum", "minItems", "minLength", "multipleOf", "pattern"),
        *("properties", "required", "type"),
    )
)
_DROPPED: Final = frozenset(("title", "default", "discriminator", "examples", "deprecated"))
"""Keywords without a meaning for the model. A default has none, because the model writes every property."""

_INSTEAD: Final = {
    "allOf": "write all properties in one class",
    "patternProperties": "use a list of objects with a key and a value",
    "prefixItems": "use an object instead of a tuple",
    "propertyNames": "use a list of objects with a key and a value",
    "uniqueItems": "use a list instead of a set",
}
_DEEPEST = 10


@dataclass(frozen=True, kw_only=True)
class StrictSchema:
    """A schema in the strict form, and the faults that make it impossible."""

    schema: dict[str, Any]
    faults: list[Fault]


def strict(schema: Mapping[str, Any]) -> StrictSchema:
    """Return the strict form of a schema. The paths of faults begin at the schema."""
    root: dict[str, Any] = _inlined(schema)
    faults: list[Fault] = []
    made = _strict(root, (), faults)
    definitions = root.get("$defs", {})
    if definitions:
        made["$defs"] = {
            name: _strict(inner, (name,), faults) for name, inner in definitions.items()
        }
    if made.get("type") != "object" and not faults:
        faults.append(Fault("must be an object at the top, with named properties"))
    if not faults and (depth := _depth(made, definitions)) > _DEEPEST:
        faults.append(Fault(f"has {depth} levels of objects, and the API allows {_DEEPEST}"))
    return StrictSchema(schema=made, faults=faults)


def _inlined(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema whose top is no reference."""
    root = dict(schema)
    while "$ref" in root:
        definitions = root.get("$defs", {})
        root = {**definitions[_name(root["$ref"])], "$defs": definitions}
    return root


def _strict(
    schema: Mapping[str, Any], path: tuple[Step, ...], faults: list[Fault]
) -> dict[str, Any]:
    made = {
        key: value
        for key, value in schema.items()
        if key not in _DROPPED and key not in ("$defs", "oneOf", "allOf")
    }
    if (
        "oneOf" in schema
    ):  # the alternatives of a union with a discriminator, which the API calls `anyOf`
        made["anyOf"] = schema["oneOf"]
    if len(schema.get("allOf", ())) == 1:  # how some tools write a reference with a description
        made = {**_strict(schema["allOf"][0], path, faults), **made}
    elif "allOf" in schema:
        made["allOf"] = schema["allOf"]
    for key in made.keys() - _SUPPORTED:
        advice = f": {_INSTEAD[key]}" if key in _INSTEAD else ""
        faults.append(
            Fault(f"has the keyword `{key}`, which the API does not support{advice}", path)
        )
    if made.keys().isdisjoint(("$ref", "anyOf", "const", "enum", "type")):
        faults.append(Fault("has no type, and the API needs one for each value", path))
    if made.get("type") == "object":
        _close(made, path, faults)
    if isinstance(made.get("items"), Mapping):
        made["items"] = _strict(made["items"], (*path, "[]"), faults)
    if "anyOf" in made:
        made["anyOf"] = [_strict(one, path, faults) for one in made["anyOf"]]
    return made


def _close(made: dict[str, Any], path: tuple[Step, ...], faults: list[Fault]) -> None:
    """Let an object have all of its properties and no others."""
    if made.get("additionalProperties"):
        text = "can have any keys, which the API does not support: use a list of objects with a key and a value"
        faults.append(Fault(text, path))
    properties = made.get("properties", {})
    made["properties"] = {
        name: _strict(inner, (*path, name), faults) for name, inner in properties.items()
    }
    made["required"] = list(properties)
    made["additionalProperties"] = False


def _depth(
    schema: Mapping[str, Any], definitions: Mapping[str, Any], seen: tuple[str, ...] = ()
) -> int:
    """Return the number of levels of objects. A recursive definition counts once."""
    if "$ref" in schema:
        name = _name(schema["$ref"])
        return 0 if name in seen else _depth(definitions[name], definitions, (*seen, name))
    own = 1 if "properties" in schema else 0
    return own + max((_depth(one, definitions, seen) for one in _inner(schema)), default=0)


def _inner(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from schema.get("properties", {}).values()
    yield from schema.get("anyOf", ())
    if isinstance(schema.get("items"), Mapping):
        yield schema["items"]


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
