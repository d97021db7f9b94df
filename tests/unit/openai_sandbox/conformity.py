"""Checks answers against OpenAI's document, without the schema code of the sandbox.

This module converts the schemas of the document in its own, simpler way, so that it finds mistakes in the sandbox's
conversion.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Mapping

_URI = "urn:openai"


class Oracle:
    """Finds the errors of an answer according to the document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.paths: Mapping[str, Any] = document["paths"]
        converted = _converted(copy.deepcopy({"components": document["components"]}))
        resource = Resource.from_contents(converted, default_specification=DRAFT202012)
        self._registry: Any = Registry().with_resource(_URI, resource)

    def problems(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """Return the errors of the answer according to the document."""
        responses = self.paths[template][method.lower()]["responses"]
        if str(status) not in responses:
            return [f"status {status} is not one of {sorted(responses)}"]
        content = responses[str(status)].get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return []
        return self._check(schema, body)

    def error_problems(self, body: Any) -> list[str]:
        """Return the errors of the body of an error response."""
        return self._check({"$ref": "#/components/schemas/ErrorResponse"}, body)

    def _check(self, schema: Mapping[str, Any], body: Any) -> list[str]:
        validator = Draft202012Validator(
            _absolute(_converted(copy.deepcopy(schema))), registry=self._registry
        )
        return [
            f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(body)
        ]


def _converted(value: Any) -> Any:
    if isinstance(value, list):
        return [_converted(one) for one in value]
    if not isinstance(value, dict):
        return value
    converted = {name: _converted(one) for name, one in value.items() if name != "discriminator"}
    if "$recursiveRef" in converted:
        return {}
    if isinstance(converted.get("oneOf"), list):  # alternatives that overlap
        converted["anyOf"] = [*converted.get("anyOf", []), *converted.pop("oneOf")]
    if isinstance(converted.get("exclusiveMinimum"), bool):
        converted.pop("exclusiveMinimum")
    parts = converted.get("allOf")
    nullable = converted.pop("nullable", False) is True
    if isinstance(parts, list):
        # `_converted` converted {"nullable": true} to {"anyOf": [{}, null]}, which is about this schema
        nothing = {"anyOf": [{}, {"type": "null"}]}
        nullable = nullable or nothing in parts
        converted["allOf"] = [part for part in parts if part != nothing]
    return {"anyOf": [converted, {"type": "null"}]} if nullable else converted


def _absolute(value: Any) -> Any:
    if isinstance(value, list):
        return [_absolute(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{_URI}{one}" if name == "$ref" else _absolute(one) for name, one in value.items()
    }


UPLOAD = object()  # a placeholder for a file in a sample


class Samples:
    """Creates the smallest requests that the document allows."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._components = document["components"]["schemas"]

    def of(self, schema: Mapping[str, Any]) -> Any:
        """Return a value with only the required fields."""
        schema = self._flat(schema)
        if schema.get("enum"):
            return schema["enum"][0]
        if schema.get("format") == "binary":
            return UPLOAD
        if "properties" in schema:
            return {name: self.of(schema["properties"][name]) for name in schema["required"]}
        kind = schema.get("type")
        if kind == "array":
            return [self.of(schema["items"])] * max(1, schema.get("minItems", 0))
        if kind in {"integer", "number"}:
            return max(1, schema.get("minimum", 1))
        if kind == "boolean":
            return True
        return {} if kind == "object" else "sample".ljust(schema.get("minLength", 0), "x")

    def _flat(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the schema without references and parts, with the first of its alternatives."""
        flat: dict[str, Any] = {"required": []}
        if "$ref" in schema:
            flat |= self._flat(self._components[schema["$ref"].rsplit("/", 1)[-1]])
        for part in schema.get("allOf", ()):
            flat = _joined(flat, self._flat(part))
        for word in ("anyOf", "oneOf"):
            real = [one for one in schema.get(word, ()) if one.get("type") != "null"]
            if real:
                flat = _joined(flat, self._flat(real[0]))
        own = {name: one for name, one in schema.items() if name not in {"$ref", "allOf"}}
        return _joined(flat, own)


def _joined(one: dict[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    joined = {**one, **other}
    joined["required"] = [*one.get("required", ()), *other.get("required", ())]
    if "properties" in one and "properties" in other:
        joined["properties"] = {**one["properties"], **other["properties"]}
    return joined
