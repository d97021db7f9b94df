"""Says what the types of OpenAI's package and hand-written schemas are in the same words, so that a test can compare."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

import pydantic
from openai._types import SequenceNotStr
from typing_extensions import is_typeddict

Said = Any
"""A word, or a tuple of a word and what is inside."""

_WORDS = {str: "string", int: "integer", bool: "boolean", float: "number", object: "any"}
_LISTS = (list, Iterable, Sequence, SequenceNotStr)


def of_type(hint: Any, *, leave_out: Iterable[str] = ()) -> Said:
    """Say what a type of the package is: of an argument (typed dictionaries) or of an answer (models)."""
    origin, inside = get_origin(hint), get_args(hint)
    if hint in _WORDS or hint is Any:
        return _WORDS.get(hint, "any")
    if hint is type(None):
        return "null"
    if origin is typing.Annotated or origin in {Required, NotRequired}:
        return of_type(inside[0])
    if origin is Literal:
        return ("choice", frozenset(inside))
    if origin in {Union, types.UnionType}:
        return _union(of_type(one) for one in inside)
    if origin in _LISTS or hint in _LISTS:
        return ("list", of_type(inside[0]))
    if origin in {dict, Mapping}:
        return ("map", of_type(inside[1]))
    if is_typeddict(hint):
        return _object(
            {
                _alias(one) or name: (_is_needed(hint, name, one), one)
                for name, one in get_type_hints(hint, include_extras=True).items()
                if (_alias(one) or name) not in leave_out
            }
        )
    assert issubclass(hint, pydantic.BaseModel), hint
    return _object(
        {
            field.alias or name: (field.is_required(), field.annotation)
            for name, field in hint.model_fields.items()
        }
    )


def _is_needed(owner: Any, name: str, hint: Any) -> bool:
    if get_origin(hint) in {Required, NotRequired}:
        return get_origin(hint) is Required
    bases = [one for one in getattr(owner, "__orig_bases__", ()) if is_typeddict(one)]
    inherited = next((one for one in bases if name in one.__annotations__), None)
    return bool(owner.__total__) if inherited is None else _is_needed(inherited, name, hint)


def _alias(hint: Any) -> str | None:
    """Return the API's name for a member whose own is a word of Python."""
    while get_origin(hint) in {Required, NotRequired}:
        (hint,) = get_args(hint)
    told = getattr(hint, "__metadata__", ())
    return next((one.alias for one in told if getattr(one, "alias", None)), None)


def _object(members: Mapping[str, tuple[bool, Any]]) -> Said:
    return (
        "object",
        frozenset((name, needed, of_type(one)) for name, (needed, one) in members.items()),
    )


def _union(said: Iterable[Said]) -> Said:
    flat: set[Said] = set()
    for one in said:
        flat |= set(one[1]) if isinstance(one, tuple) and one[0] == "union" else {one}
    return next(iter(flat)) if len(flat) == 1 else ("union", frozenset(flat))


class Schemas:
    """Says what schemas of a document are."""

    def __init__(self, components: Mapping[str, Any]) -> None:
        self._components = components

    def of(self, schema: Mapping[str, Any]) -> Said:
        """Say what a schema is; its limits are nobody's business here."""
        if "$ref" in schema:
            return self.of(self._components[schema["$ref"].rsplit("/", 1)[-1]])
        if "anyOf" in schema:
            return _union(self.of(one) for one in schema["anyOf"])
        if "enum" in schema:
            return ("choice", frozenset(schema["enum"]))
        kind = schema.get("type", "any")
        if kind == "array":
            return ("list", self.of(schema["items"]))
        if "properties" in schema:
            needed = schema["required"]
            return (
                "object",
                frozenset(
                    (name, name in needed, self.of(one))
                    for name, one in schema["properties"].items()
                ),
            )
        return ("map", self.of(schema["additionalProperties"])) if kind == "object" else kind


def differences(ours: Said, theirs: Said, path: str = "") -> list[str]:
    """Say where two differ, as short as possible."""
    if ours == theirs:
        return []
    same_kind = isinstance(ours, tuple) and isinstance(theirs, tuple) and ours[0] == theirs[0]
    if same_kind and ours[0] in {"list", "map"}:
        return differences(ours[1], theirs[1], f"{path}[]")
    if same_kind and ours[0] == "object":
        mine = {name: (needed, one) for name, needed, one in ours[1]}
        other = {name: (needed, one) for name, needed, one in theirs[1]}
        found = [f"{path}.{name} is in one only" for name in mine.keys() ^ other.keys()]
        for name in mine.keys() & other.keys():
            if mine[name][0] != other[name][0]:
                found.append(f"{path}.{name} is required in one only")
            found += differences(mine[name][1], other[name][1], f"{path}.{name}")
        return found
    if same_kind and ours[0] == "union":
        mine, other = (_by_kind(one) for one in (ours[1] - theirs[1], theirs[1] - ours[1]))
        if mine.keys() == other.keys():
            pairs = [(mine[name], other[name], f"{path}|{name}") for name in mine]
            return [found for pair in pairs for found in differences(*pair)]
    return [f"{path}: {_short(ours)} is not {_short(theirs)}"]


def _by_kind(members: Iterable[Said]) -> dict[str, Said]:
    """Return members of a union by what tells them apart: the choice of their type, or that they are objects."""
    found = {}
    for one in members:
        kinds = [said for name, _, said in one[1] if name == "type"] if one[0] == "object" else ()
        found[next((str(sorted(said[1])) for said in kinds), one[0])] = one
    return found


def _short(said: Said) -> str:
    return str(said)[:300]
