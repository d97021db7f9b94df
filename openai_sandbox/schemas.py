"""Converts the document's schemas to JSON Schema 2020-12 and resolves their references.

The document is not valid JSON Schema. This module converts ``nullable``, boolean ``exclusiveMinimum``, binary
strings, overlapping ``oneOf`` and discriminators without a mapping. References become shared Python objects, which
may contain themselves, so no reference has to be resolved later. Other modules do not read raw schemas.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Schema = dict[str, Any]


class KeptSchema(Schema):
    """A schema that exists as long as the document. It can therefore keep the function that checks values against it."""

    __slots__ = ("valid",)
    valid: Callable[[Any], bool]


_COPIED = (
    "type",
    "enum",
    "const",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "required",
    "format",
)
_DEFAULT = "Defaults to"
_STRING_MAP_LIMITS = "Set of 16 key-value pairs"


class Schemas:
    """The document's schemas, which are normalised when they are first used.

    ``closed`` schemas reject properties that the document does not declare. They are for requests, as in OpenAI's API.
    Open schemas accept such properties. They are for responses.
    """

    def __init__(self, document: Mapping[str, Any], *, closed: bool) -> None:
        self._components: Mapping[str, Any] = document.get("components", {}).get("schemas", {})
        self._paths: Mapping[str, Any] = document.get("paths", {})
        self._closed = closed
        self._done: dict[tuple[int, bool], Schema] = {}
        self._kept: list[Any] = []  # keeps merged raw schemas in memory, because their ids are keys

    def of(self, raw: Mapping[str, Any]) -> Schema:
        """Return the normalised form of one of the document's schemas."""
        return self._normalise(raw, close=self._closed)

    def _normalise(self, raw: Mapping[str, Any], *, close: bool) -> Schema:
        key = (id(raw), close)
        if key in self._done:
            return self._done[key]
        result = KeptSchema()
        self._done[key] = result
        self._fill(result, self.merged(raw), close=close)
        return result

    def _fill(self, result: Schema, raw: Mapping[str, Any], *, close: bool) -> None:
        if "$ref" in raw:
            self._fill_reference(result, raw, close=close)
            return
        if "$recursiveRef" in raw:  # nested filters of file search: every value is accepted
            return
        result.update({name: raw[name] for name in _COPIED if name in raw})
        if self._closed and "required" in raw:
            result["required"] = [one for one in raw["required"] if not self._has_default(raw, one)]
        _mend_bounds(result)
        if result.get("format") == "binary":
            result["type"] = "upload"
        self._fill_containers(result, raw)
        unions = [raw[word] for word in ("anyOf", "oneOf") if word in raw]
        unions += [part.get("anyOf", part.get("oneOf")) for part in raw.get("allOf", ())]
        has_own = "properties" in raw
        branches = [
            {"anyOf": [self._normalise(one, close=close and not has_own) for one in union]}
            for union in unions
        ]
        if len(branches) == 1:
            result.update(branches[0])
        elif branches:
            result["allOf"] = branches
        if close and has_own and "additionalProperties" not in raw:
            result["unevaluatedProperties" if branches else "additionalProperties"] = False
        if raw.get("nullable"):
            _allow_null(result)

    def _property(self, raw: Mapping[str, Any], *, optional: bool) -> Schema:
        """Return the schema of a property. An optional one that responses contain, too, can be null in a request."""
        schema = self._normalise(raw, close=self._closed)
        if not (self._closed and optional and id(raw) in self._in_responses) or _is_nullable(raw):
            return schema
        return {"anyOf": [schema, {"type": "null"}]}

    def _has_default(self, raw: Mapping[str, Any], name: str) -> bool:
        """Return whether a request can omit a property that the document requires.

        The document states some defaults only in descriptions. A schema that responses contain, too, requires a property because
        responses always contain it. There, null has the same meaning as a missing property in a request.
        """
        described = raw.get("properties", {}).get(name, {})
        if _DEFAULT in str(described.get("description", "")):
            return True
        return _is_nullable(described) and id(raw) in self._in_responses

    @functools.cached_property
    def _in_responses(self) -> set[int]:
        """Return the ids of all raw schemas that responses of the document contain."""
        operations = [
            one
            for path in self._paths.values()
            for one in path.values()
            if isinstance(one, Mapping)
        ]
        left: list[Any] = [one.get("responses", {}) for one in operations]
        found: set[int] = set()
        while left:
            raw = left.pop()
            if isinstance(raw, list):
                left += raw
            elif isinstance(raw, Mapping) and id(raw) not in found:
                found.add(id(raw))
                left += raw.values()
                if isinstance(raw.get("$ref"), str):
                    left.append(self._resolve(raw["$ref"]))
        return found

    def _fill_reference(self, result: Schema, raw: Mapping[str, Any], *, close: bool) -> None:
        target = self._normalise(self._resolve(raw["$ref"]), close=close)
        result["anyOf"] = [target, {"type": "null"}] if raw.get("nullable") else [target]
        if "default" in raw:
            result["default"] = raw["default"]

    def _fill_containers(self, result: Schema, raw: Mapping[str, Any]) -> None:
        if "properties" in raw:
            required = result.get("required", ())
            result["properties"] = {
                name: self._property(one, optional=name not in required)
                for name, one in raw["properties"].items()
                if not _is_of_clients(one)
            }
            result.setdefault("type", "object")
        for word in ("items", "additionalProperties", "propertyNames"):
            if isinstance(raw.get(word), Mapping):
                result[word] = self._normalise(raw[word], close=self._closed)
            elif word in raw:
                result[word] = raw[word]
        if _STRING_MAP_LIMITS in raw.get("description", "") and "maxProperties" not in raw:
            # The document states these limits only in the description.
            result["maxProperties"] = 16
            result["propertyNames"] = {"type": "string", "maxLength": 64}
            result["additionalProperties"] = {"type": "string", "maxLength": 512}

    def _resolve(self, reference: str) -> Mapping[str, Any]:
        name = reference.rsplit("/", 1)[-1]
        raw: Mapping[str, Any] = self._components.get(name, {})
        return raw

    def merged(self, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return ``raw`` with the parts of its ``allOf`` merged into it. Unions in these parts stay in ``allOf``."""
        if set(raw) <= {"$ref", "description", "title", "deprecated", "type"} and "$ref" in raw:
            return self.merged(self._resolve(raw["$ref"]))
        if "allOf" not in raw:
            return raw
        own = {name: value for name, value in raw.items() if name != "allOf"}
        result = _folded([*(self._merged_part(one) for one in raw["allOf"]), own])
        self._kept.append(result)
        return result

    def _merged_part(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" in part:
            target = self._merged_part(self._resolve(part["$ref"]))
            siblings = {name: value for name, value in part.items() if name != "$ref"}
            return {**target, **siblings}
        return self.merged(part)


def _folded(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {"properties": {}, "required": [], "allOf": []}
    for part in parts:
        for name, value in part.items():
            if name == "properties":
                merged["properties"].update(value)
            elif name in {"required", "allOf"}:
                merged[name] = [*merged[name], *value]
            elif name in {"anyOf", "oneOf"}:
                merged["allOf"].append({"anyOf": value})
            elif name != "additionalProperties":
                merged[name] = value
    empty = [name for name in ("properties", "required") if not merged[name]]
    return {name: value for name, value in merged.items() if name not in empty}


def _is_nullable(raw: Mapping[str, Any]) -> bool:
    forms = [raw, *raw.get("anyOf", ()), *raw.get("oneOf", ())]
    return any(one.get("nullable") is True or one.get("type") == "null" for one in forms)


def _is_of_clients(raw: Mapping[str, Any]) -> bool:
    """Return whether a property exists only in OpenAI's clients, which compute it from others."""
    return any(
        str(one.get("description", "")).lstrip().startswith("SDK-only")
        for one in (raw, *raw.get("anyOf", ()))
    )


def _mend_bounds(schema: Schema) -> None:
    """Convert the boolean exclusive limits of OpenAPI 3.0 to numbers."""
    for word, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(word), bool):
            exclusive = schema.pop(word)
            if exclusive and bound in schema:
                schema[word] = schema.pop(bound)


def _allow_null(schema: Schema) -> None:
    """Apply ``nullable`` of OpenAPI 3.0."""
    rest = dict(schema)
    schema.clear()
    if "default" in rest:
        schema["default"] = rest.pop("default")
    schema["anyOf"] = [rest, {"type": "null"}]
