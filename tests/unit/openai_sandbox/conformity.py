"""Checks answers against OpenAI's document, without any of the sandbox's own schema code.

The document is mended here a second time and more simply, so that a mistake made while mending it
for the sandbox shows.
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
    """Says what is wrong with an answer, by the document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.paths: Mapping[str, Any] = document["paths"]
        mended = _mended(copy.deepcopy({"components": document["components"]}))
        resource = Resource.from_contents(mended, default_specification=DRAFT202012)
        self._registry: Any = Registry().with_resource(_URI, resource)

    def problems(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """What the document says is wrong with this answer."""
        responses = self.paths[template][method.lower()]["responses"]
        if str(status) not in responses:
            return [f"status {status} is none of {sorted(responses)}"]
        content = responses[str(status)].get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return []
        return self._check(schema, body)

    def error_problems(self, body: Any) -> list[str]:
        """What is wrong with an error's body."""
        return self._check({"$ref": "#/components/schemas/ErrorResponse"}, body)

    def _check(self, schema: Mapping[str, Any], body: Any) -> list[str]:
        validator = Draft202012Validator(
            _absolute(_mended(copy.deepcopy(schema))), registry=self._registry
        )
        return [
            f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(body)
        ]


def _mended(value: Any) -> Any:
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if not isinstance(value, dict):
        return value
    mended = {name: _mended(one) for name, one in value.items() if name != "discriminator"}
    if "$recursiveRef" in mended:
        return {}
    if isinstance(mended.get("oneOf"), list):  # alternatives that overlap
        mended["anyOf"] = [*mended.get("anyOf", []), *mended.pop("oneOf")]
    if isinstance(mended.get("exclusiveMinimum"), bool):
        mended.pop("exclusiveMinimum")
    parts = mended.get("allOf")
    nullable = mended.pop("nullable", False) is True
    if isinstance(parts, list):
        # `_mended` made {"nullable": true} into {"anyOf": [{}, null]}: that was meant for us
        nothing = {"anyOf": [{}, {"type": "null"}]}
        nullable = nullable or nothing in parts
        mended["allOf"] = [part for part in parts if part != nothing]
    return {"anyOf": [mended, {"type": "null"}]} if nullable else mended


def _absolute(value: Any) -> Any:
    if isinstance(value, list):
        return [_absolute(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{_URI}{one}" if name == "$ref" else _absolute(one) for name, one in value.items()
    }


UPLOAD = object()  # stands in a sample for a file


class Samples:
    """Makes the smallest requests that the document allows."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._components = document["components"]["schemas"]

    def of(self, schema: Mapping[str, Any]) -> Any:
        """A value with the required fields only."""
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
        """The schema without references and parts, and with the first of alternatives."""
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
