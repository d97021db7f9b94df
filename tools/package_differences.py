"""Compares the ``openai`` package with OpenAI's document, and finds the parts that the document does not have.

A difference adds something at one place of the document: properties of an object, values of an enum, or further forms of
a union. Only missing parts are differences. If both describe the same part, the document is right.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin

from tools.package_schemas import REFERENCE, PackageSchemas, Schema, fields, is_list

_DISCRIMINATORS = {"type", "object", "role", "mode"}
"""The fields whose constants distinguish kinds of objects."""

_SIMILAR = 0.5
"""The minimum share of equal field names at which two objects without a common constant are the same."""


@dataclass(frozen=True)
class Place:
    """A schema of the document, and its keys from the root."""

    schema: Mapping[str, Any]
    keys: tuple[str | int, ...]

    def below(self, *keys: str | int) -> Place:
        """Return the place under further keys."""
        schema: Any = self.schema
        for key in keys:
            schema = schema[key]
        return Place(schema, (*self.keys, *keys))


@dataclass(frozen=True, kw_only=True)
class Addition:
    """The values that are missing at one place of the document, by keyword."""

    keys: tuple[str | int, ...]
    properties: Mapping[str, Schema] = field(default_factory=dict)
    enum: Sequence[str] = ()
    forms: Sequence[Schema] = ()


class Differences:
    """Compares the schemas of a document with the types of the package."""

    def __init__(self, components: Mapping[str, Any], schemas: PackageSchemas) -> None:
        self._components = components
        self._schemas = schemas
        self._seen: set[tuple[Any, ...]] = set()

    def of(self, place: Place, hint: Any, only: Container[str] | None = None) -> Iterator[Addition]:
        """Yield the parts of a type that the document does not have, and those of all types inside it.

        Args:
            place: a schema of the document.
            hint: the type.
            only: the fields of the type to compare, or None for all fields. Their inner fields are always compared.
        """
        forms = list(self._forms(place))
        kinds = list(_alternatives(hint))
        key = (tuple(form.keys for form in forms), tuple(map(str, kinds)))
        if key in self._seen:
            return
        self._seen.add(key)
        yield from self._of_choices(forms, kinds)
        for kind in kinds:
            if is_list(kind):
                for form in forms:
                    if "items" in form.schema:
                        yield from self.of(form.below("items"), get_args(kind)[0])
        yield from self._of_objects(place, forms, kinds, only)

    def _of_choices(self, forms: Sequence[Place], kinds: Sequence[Any]) -> Iterator[Addition]:
        if any(
            form.schema.get("type") == "string" and not _constants(form.schema) for form in forms
        ):
            return  # the schema accepts every string
        known = {value for form in forms for value in _constants(form.schema)}
        values = [
            value for kind in kinds if get_origin(kind) is Literal for value in get_args(kind)
        ]
        # A constant boolean distinguishes two forms of a request (streamed or not). It is not an enum.
        missing = [
            one for one in dict.fromkeys(values) if isinstance(one, str) and one not in known
        ]
        choices = [form for form in forms if "enum" in form.schema]
        if choices and missing:
            yield Addition(keys=choices[-1].keys, enum=missing)

    def _of_objects(
        self,
        place: Place,
        forms: Sequence[Place],
        kinds: Sequence[Any],
        only: Container[str] | None,
    ) -> Iterator[Addition]:
        objects = [(form, known) for form in forms if (known := self._properties(form))]
        classes = [(kind, theirs) for kind in kinds if (theirs := fields(kind)) is not None]
        for kind, every in classes:
            theirs = {name: one for name, one in every.items() if only is None or name in only}
            match = self._best([known for _, known in objects], theirs, alone=len(classes) == 1)
            if match is not None:
                form, known = objects[match]
                yield from self._of_object(form, known, theirs)
            elif objects and self._is_new_form([known for _, known in objects], theirs):
                yield Addition(keys=place.keys, forms=[self._schemas.of(kind)])

    def _of_object(
        self, form: Place, known: Mapping[str, Place], theirs: Mapping[str, tuple[bool, Any]]
    ) -> Iterator[Addition]:
        missing = {name: kind for name, (_, kind) in theirs.items() if name not in known}
        if missing:
            added = {name: self._schemas.of(kind) for name, kind in missing.items()}
            yield Addition(keys=form.keys, properties=added)
        for name, (_, kind) in theirs.items():
            if name in known:
                yield from self.of(known[name], kind)

    def _forms(self, place: Place) -> Iterator[Place]:
        """Yield the alternatives of a schema, without null. References are resolved."""
        schema = place.schema
        if "$ref" in schema:
            yield from self._forms(self._target(schema["$ref"]))
            return
        unions = [
            (word, number)
            for word in ("anyOf", "oneOf")
            for number, _ in enumerate(schema.get(word, ()))
        ]
        if unions and "properties" not in schema and "allOf" not in schema:
            for word, number in unions:
                yield from self._forms(place.below(word, number))
        elif schema.get("type") != "null":
            yield place

    def _target(self, reference: str) -> Place:
        name = reference.removeprefix(REFERENCE)
        return Place(self._components.get(name, {}), ("components", "schemas", name))

    def _properties(self, place: Place) -> dict[str, Place]:
        """Return the properties of an object and of its parts, each with its place."""
        schema = place.schema
        if "$ref" in schema:
            return self._properties(self._target(schema["$ref"]))
        found: dict[str, Place] = {}
        for word in ("allOf", "anyOf", "oneOf"):
            for number, _ in enumerate(schema.get(word, ())):
                found |= self._properties(place.below(word, number))
        return found | {
            name: place.below("properties", name) for name in schema.get("properties", ())
        }

    def _constants(self, place: Place) -> list[Any]:
        """Return the values that a schema allows, or an empty list if it has no enum or constant."""
        return [value for form in self._forms(place) for value in _constants(form.schema)]

    def _agreement(
        self, known: Mapping[str, Place], theirs: Mapping[str, tuple[bool, Any]]
    ) -> float | None:
        """Return how similar an object of the document and a class are, or None if a constant distinguishes them."""
        shared = known.keys() & theirs.keys()
        bonus = 0
        for name in shared & _DISCRIMINATORS:
            ours, other = self._constants(known[name]), literals(theirs[name][1])
            if ours and other:
                if not set(ours) & set(other):
                    return None
                bonus = 1
        return bonus + len(shared) / max(len(known.keys() | theirs.keys()), 1)

    def _best(
        self,
        objects: Sequence[Mapping[str, Place]],
        theirs: Mapping[str, tuple[bool, Any]],
        *,
        alone: bool,
    ) -> int | None:
        """Return the index of the object that is most similar to a class, or None."""
        scores = [(self._agreement(known, theirs), -number) for number, known in enumerate(objects)]
        fitting = [(score, number) for score, number in scores if score is not None]
        if not fitting:
            return None
        score, number = max(fitting)
        same = score >= _SIMILAR or (alone and len(objects) == 1)
        return -number if same else None

    def _is_new_form(
        self, objects: Sequence[Mapping[str, Place]], theirs: Mapping[str, tuple[bool, Any]]
    ) -> bool:
        """Return whether a class is a further kind of object, distinguished by ``type``."""
        return bool("type" in theirs and literals(theirs["type"][1])) and all(
            "type" not in known or self._constants(known["type"]) for known in objects
        )


def _alternatives(hint: Any) -> Iterator[Any]:
    """Yield the alternatives of a type, without None."""
    origin = get_origin(hint)
    if origin is typing.Annotated or origin in {Required, NotRequired}:
        yield from _alternatives(get_args(hint)[0])
    elif origin in {Union, types.UnionType}:
        for one in get_args(hint):
            yield from _alternatives(one)
    elif hint is not type(None):
        yield hint


def _constants(schema: Mapping[str, Any]) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def literals(kind: Any) -> list[Any]:
    """Return the values of all `Literal` types in a type of the package."""
    return [
        value
        for one in _alternatives(kind)
        if get_origin(one) is Literal
        for value in get_args(one)
    ]
