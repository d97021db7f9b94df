"""Converts the types of the ``openai`` package to JSON Schemas: typed dictionaries of requests, and models of answers."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
"""A JSON Schema in the form of an OpenAPI document."""

REFERENCE = "#/components/schemas/"
"""The beginning of a reference to a component."""

_WORDS = {str: "string", int: "integer", bool: "boolean", float: "number"}


class PackageSchemas:
    """Converts types to schemas. Each class becomes a component, and other schemas refer to it.

    Attributes:
        components: the schemas of the classes, by module and name: ``beta.agents.vault.Vault``.
    """

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """Return the schema of a type."""
        origin, inside = get_origin(hint), get_args(hint)
        if (single := _single(hint)) is not None:
            return single
        if origin is typing.Annotated or origin in {Required, NotRequired}:
            return self.of(inside[0])
        if origin is Literal:
            return _choice(inside)
        if origin in {Union, types.UnionType}:
            return _union([self.of(one) for one in inside])
        if is_list(hint):
            return {"type": "array", "items": self.of(inside[0])}
        if origin in {dict, Mapping}:
            return {"type": "object", "additionalProperties": self.of(inside[1])}
        if fields(hint) is not None:
            return {"$ref": f"{REFERENCE}{self._component(hint)}"}
        return {}

    def of_fields(self, hint: Any, only: Container[str] | None = None) -> Schema:
        """Return the schema of a class without a reference, with all or some of its fields. For a union, return one for each class."""
        if get_origin(hint) in {Union, types.UnionType}:
            return _union([self.of_fields(one, only) for one in get_args(hint)])
        known = fields(hint)
        if known is None:
            return self.of(hint)
        kept = {name: one for name, one in known.items() if only is None or name in only}
        return {
            "type": "object",
            "properties": {name: self.of(kind) for name, (_, kind) in kept.items()},
            "required": [name for name, (is_required, _) in kept.items() if is_required],
        }

    def _component(self, kind: Any) -> str:
        name = f"{kind.__module__.removeprefix('openai.types.')}.{kind.__name__}"
        if name not in self.components:
            self.components[name] = {}  # a class can contain itself
            self.components[name] = self.of_fields(kind)
        return name


def fields(hint: Any) -> dict[str, tuple[bool, Any]] | None:
    """Return the fields of a class by the API's names, each with a flag (required or not). Return None for other types."""
    import pydantic
    from typing_extensions import is_typeddict

    if is_typeddict(hint):
        return {
            _alias(kind) or name: (_is_required(hint, name, kind), kind)
            for name, kind in get_type_hints(hint, include_extras=True).items()
        }
    if isinstance(hint, type) and issubclass(hint, pydantic.BaseModel):
        return {
            one.alias or name: (one.is_required(), one.annotation)
            for name, one in hint.model_fields.items()
        }
    return None


def is_list(hint: Any) -> bool:
    """Return whether a type is a list."""
    from openai._types import SequenceNotStr

    return get_origin(hint) in {list, Iterable, Sequence, SequenceNotStr}


def _single(hint: Any) -> Schema | None:
    """Return the schema of a simple type, or None for other types."""
    from openai._types import FileTypes

    if hint in _WORDS:
        return {"type": _WORDS[hint]}
    if hint == FileTypes:
        return {"type": "string", "format": "binary"}
    if hint is dt.datetime:
        return {"type": "string", "format": "date-time"}
    return {"type": "null"} if hint is type(None) else None


def _choice(values: Sequence[Any]) -> Schema:
    kinds = {_WORDS[type(one)] for one in values}
    return {"type": kinds.pop(), "enum": list(values)} if len(kinds) == 1 else {"enum": [*values]}


def _union(schemas: Iterable[Schema]) -> Schema:
    flat: list[Schema] = []
    for schema in schemas:
        flat += schema["anyOf"] if set(schema) == {"anyOf"} else [schema]
    if {} in flat:
        return {}
    if {"type": "string"} in flat:  # the schema accepts every string, so known values add nothing
        flat = [one for one in flat if one.get("type") != "string" or "enum" not in one]
    unique = [one for number, one in enumerate(flat) if one not in flat[:number]]
    return unique[0] if len(unique) == 1 else {"anyOf": unique}


def _alias(hint: Any) -> str | None:
    """Return the API's name of a field, if it differs because it is a keyword of Python."""
    while get_origin(hint) in {Required, NotRequired}:
        (hint,) = get_args(hint)
    metadata = getattr(hint, "__metadata__", ())
    return next((one.alias for one in metadata if getattr(one, "alias", None)), None)


def _is_required(owner: Any, name: str, hint: Any) -> bool:
    from typing_extensions import is_typeddict

    if get_origin(hint) in {Required, NotRequired}:
        return get_origin(hint) is Required
    bases = [one for one in getattr(owner, "__orig_bases__", ()) if is_typeddict(one)]
    inherited = next((one for one in bases if name in one.__annotations__), None)
    return bool(owner.__total__) if inherited is None else _is_required(inherited, name, hint)
