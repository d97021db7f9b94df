"""Classes for nested arguments: objects with named, typed and checked fields.

A struct is checked when it is created, so that the traceback points to the line with the mistake. You can use a mapping with the
same keys instead of a struct. It is checked when it is passed to a construct.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

from constructs import Construct

from openai_cdktf._kinds import Doubt, Kind, Like
from openai_cdktf._misfits import (
    REQUIRED,
    Fault,
    MisfitError,
    meant_by,
    no_attribute,
    refused,
    unknown,
)
from openai_cdktf._references import Reference
from openai_cdktf._ruled import Rule, broken_relations, sentences
from openai_cdktf._rules.relations import Relation

_SHOWN = 5
"""The maximum number of keys in an error."""


@dataclass(frozen=True)
class Field:
    """A field of a struct: its kind, and whether it is required."""

    kind: Kind[Any, Any]
    required: bool


def required_field(kind: Kind[Any, Any]) -> Any:
    """Declare a required field."""
    return Field(kind, required=True)


def optional_field(kind: Kind[Any, Any], *, default: None = None) -> Any:  # noqa: ARG001 - type checkers read it
    """Declare an optional field."""
    return Field(kind, required=False)


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(required_field, optional_field)
)
class Struct:
    """An object for an argument of a construct. It cannot be changed after its creation."""

    _fields: ClassVar[dict[str, Field]] = {}
    _relations: ClassVar[tuple[Relation, ...]] = ()
    _rules: ClassVar[tuple[Rule, ...]] = ()
    _given: dict[str, Any]
    _tree: dict[str, Any]

    def __init_subclass__(cls) -> None:
        own = {name: field for name, field in vars(cls).items() if isinstance(field, Field)}
        cls._fields = {**cls._fields, **own}
        for name in own:
            delattr(cls, name)

    def __init__(self, *args: Any, **values: Any) -> None:
        if args:
            names = ", ".join(f"{name}=…" for name in self._fields)
            raise refused(
                f"{type(self).__name__}: set the fields by name, not by position: {names}"
            )
        try:
            tree = self._accept(values)
        except MisfitError as misfit:
            raise misfit.for_user(type(self).__name__) from None
        vars(self).update(dict.fromkeys(self._fields))
        vars(self).update(values, _given=values, _tree=tree)

    @classmethod
    def _accept(cls, values: Mapping[Any, Any]) -> dict[str, Any]:
        """Return the fields in the form for the CDK. None means: not set."""
        tree: dict[str, Any] = {}
        faults: list[Fault] = []
        for name, value in values.items():
            field = cls._fields.get(name)
            if field is None:
                faults.append(unknown(name, cls._fields))
            elif value is not None:
                try:
                    tree[str.__str__(name)] = field.kind.accept(value)
                except MisfitError as misfit:
                    faults += misfit.inside(name).faults
        misspelt = {meant_by(fault.path[0], cls._fields) for fault in faults}
        for name, field in cls._fields.items():
            if field.required and values.get(name) is None and name not in misspelt:
                faults.append(Fault(REQUIRED, (name,)))
        faults += list(broken_relations(cls._relations, tree, faults))
        if cls._rules and not faults:
            faults += (Fault(sentence, ruled=True) for sentence in sentences(cls._rules, tree))
        if faults:
            raise MisfitError.of(faults)
        return tree

    @classmethod
    def _doubts(cls, tree: Mapping[str, Any]) -> Iterator[Doubt]:
        """Yield the doubts about accepted fields."""
        for name, value in tree.items():
            kind = cls._fields[name].kind
            if kind.doubtful:
                yield from (((name, *path), sentence) for path, sentence in kind.doubts(value))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise no_attribute(
            f"{type(self).__name__} cannot be changed: create a new one with another `{name}`"
        )

    def __delattr__(self, name: str) -> NoReturn:
        raise no_attribute(f"{type(self).__name__} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other)["_given"] == self._given

    __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]  # fields may be lists and mappings

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._given)})"


AStruct = TypeVar("AStruct", bound=Struct)
Read = TypeVar("Read", bound=Reference)


class StructOf(Kind[Read, Like[AStruct]]):
    """The kind of objects that are set with a struct or mapping, and whose references have their own class."""

    shapes = frozenset(("any", "object", "map"))

    def __init__(self, given: type[AStruct], read: type[Read]) -> None:
        self.given = given
        self.read = read
        article = "an" if given.__name__[0] in "AEIO" else "a"
        self.expected = f"{article} {given.__name__} or a mapping with its keys"
        self.free = any(field.kind.free for field in given._fields.values())
        self.doubtful = any(field.kind.doubtful for field in given._fields.values())

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        if isinstance(value, self.given):
            return value._tree  # noqa: SLF001 - one module
        if isinstance(value, Mapping):
            return self.given._accept(value)  # noqa: SLF001 - one module
        return self.token(value)

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        """See `Kind.doubts`."""
        if isinstance(accepted, dict):
            yield from self.given._doubts(accepted)  # noqa: SLF001 - one module

    def refer(self, location: Any) -> Read:
        """See `Kind.refer`."""
        return self.read(location)

    def instead(self, construct: Construct) -> str:
        """Return the methods of the construct that return the struct. If there are none, return the keys."""
        methods = [
            f"`.{name}()`"
            for name, value in inspect.getmembers(type(construct), inspect.isfunction)
            if value.__annotations__.get("return") in {self.given, self.given.__name__}
        ]
        if methods:
            return f"call {' or '.join(methods)}"
        names = [f"`{name}`" for name in self.given._fields]
        more = ["…"] if len(names) > _SHOWN else []
        return f"the keys are {', '.join([*names[:_SHOWN], *more])}"
