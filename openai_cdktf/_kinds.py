"""The kinds of values that attributes have: what each takes, in which form the CDK gets it, and what it reads as.

Nothing checks the arguments of a construct at run time but this module, and jsii drops or garbles what it does not know
(tuples, sets, None, unknown keys): a value is put in a form that jsii carries faithfully, or refused, at the line that
made it. It must not know constructs, only the values given to them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, Final, Generic, TypeAlias, TypeVar

from constructs import Construct
from jsii._reference_map import InterfaceDynamicProxy

from openai_cdktf._references import (
    AnyReference,
    BooleanReference,
    Entries,
    Items,
    ListReference,
    Location,
    MapReference,
    NumberReference,
    ObjectReference,
    Reference,
    Resolvable,
)

Read = TypeVar("Read")
Write = TypeVar("Write")
Value = TypeVar("Value")
AnObject = TypeVar("AnObject", bound=ObjectReference)

Flag: TypeAlias = bool | Resolvable
"""What a boolean argument takes; the CDK has no token that is a bool."""

Many: TypeAlias = Sequence[Value] | AbstractSet[Value] | Resolvable
"""What a list or set takes."""

Pairs: TypeAlias = Mapping[str, Value] | Resolvable
"""What a map takes."""

Like: TypeAlias = Value | Mapping[str, Any] | Resolvable
"""What an object takes: its class, or a mapping with the same keys, which is checked when it is given."""

Step = str | int

NULL: Final = object()
"""Stands for a null inside free JSON, until the construct knows its CDK's token for it."""

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that survives the CDK, which is JavaScript."""


class MisfitError(Exception):
    """A value is not what its place takes. Whoever knows the whole path says it to the user, as a TypeError."""

    def __init__(self, fault: str, *path: Step) -> None:
        super().__init__(fault)
        self.fault = fault
        self.path: tuple[Step, ...] = path

    def inside(self, step: Step) -> MisfitError:
        """Return the same fault, seen from further out."""
        self.path = (step, *self.path)
        return self

    def sentence(self) -> str:
        """Return the path and the fault, as in ``tools[0].size must be a number, not str``."""
        text = ""
        for step in self.path:
            if isinstance(step, int):
                text += f"[{step}]"
            elif step.isidentifier():
                text += f".{step}" if text else step
            else:
                text += f"[{json.dumps(step)}]"
        return f"{text} {self.fault}"


class Kind(Generic[Read, Write]):
    """One kind of value.

    Attributes:
        expected: what it takes, as in "must be ...".
        shapes: the shapes of references that fit.
        free: whether a null may stand inside.
    """

    expected: str = "any value"
    shapes: ClassVar[frozenset[str]] = frozenset(("any", "boolean", "object", "list", "map"))
    free: bool = False

    def accept(self, value: Any) -> Any:
        """Return the value in the form that the CDK takes.

        Raises:
            MisfitError: it is not of this kind.
        """
        raise NotImplementedError

    def refer(self, location: Location) -> Read:
        """Return what an attribute of this kind reads as."""
        raise NotImplementedError

    def token(self, value: Any) -> Any:
        """Return the value if it is a token that may be of this kind, or refuse it."""
        if isinstance(value, Reference):
            fits = value.shape in self.shapes
        elif isinstance(value, str):
            fits = "${" in value
        else:
            # What jsii makes of a token that comes back as "any" has no class or member of its own.
            fits = isinstance(value, InterfaceDynamicProxy) or (
                hasattr(value, "creation_stack") and not isinstance(value, Construct)
            )
        return value if fits else self.refuse(value)

    def refuse(self, value: Any) -> Any:
        """Say that the value does not fit. Never shows the value: it may be a secret."""
        if isinstance(value, Construct):
            hint = ".id" if hasattr(type(value), "id") else ""
            raise MisfitError(
                f"must be {self.expected}, not the construct {type(value).__name__} itself: "
                f"pass one of its attributes{f', such as `{hint}`' if hint else ''}"
            )
        what = {
            NumberReference: "a reference to a number",
            ListReference: "a reference to a list",
            MapReference: "a reference to a map",
        }.get(type(value), type(value).__name__)
        if isinstance(value, Reference):
            what = (
                f"a reference to {'an' if value.shape in ('any', 'object') else 'a'} {value.shape}"
            )
        raise MisfitError(f"must be {self.expected}, not {'None' if value is None else what}")


class _Text(Kind[str, str]):
    expected = "a string"
    shapes = frozenset(("any", "boolean"))

    def accept(self, value: Any) -> Any:
        if type(value) is str:
            return value
        if isinstance(value, str):
            return str.__str__(value)  # of an enum: its value
        return str(value) if isinstance(value, NumberReference) else self.token(value)

    def refer(self, location: Location) -> str:
        return str(location.token("string"))


class _Number(Kind[float, float]):
    expected = "a number"
    shapes = frozenset(("any",))

    def accept(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.token(value)
        if isinstance(value, int):
            if abs(value) > LARGEST_INTEGER:
                raise MisfitError(
                    f"must be within ±{LARGEST_INTEGER}, since the CDK is JavaScript and would round "
                    'it: write Token.as_number("${' + str(value) + '}") instead'
                )
        elif not math.isfinite(value):
            raise MisfitError(f"must be {self.expected}, not infinite or NaN")
        return value

    def refer(self, location: Location) -> float:
        return NumberReference(location)


class _Whole(_Number):
    expected = "a whole number"

    def accept(self, value: Any) -> Any:
        if isinstance(value, float) and math.isfinite(value) and not value.is_integer():
            raise MisfitError("must be a whole number, not a fraction")
        return super().accept(value)


class _Flag(Kind[BooleanReference, Flag]):
    expected = "a bool"
    shapes = frozenset(("any", "boolean"))

    def accept(self, value: Any) -> Any:
        return value if isinstance(value, bool) else self.token(value)

    def refer(self, location: Location) -> BooleanReference:
        return BooleanReference(location)


class _Anything(Kind[AnyReference, Any]):
    expected = "a JSON value (text, number, bool, None, list, or mapping with string keys)"
    free = True

    def accept(self, value: Any) -> Any:
        if value is None:
            return NULL
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            return TEXT.accept(value)
        if isinstance(value, int | float):
            return NUMBER.accept(value)
        if isinstance(value, ListReference | MapReference):
            return value.token
        if isinstance(value, Mapping):
            return _accepted_map(self, value)
        if not _is_no_list(value):
            return _accepted_list(self, value)
        tree = getattr(value, "_tree", None)  # a struct
        return self.token(value) if tree is None else tree

    def refer(self, location: Location) -> AnyReference:
        return AnyReference(location)


TEXT: Final = _Text()
NUMBER: Final = _Number()
WHOLE: Final = _Whole()
FLAG: Final = _Flag()
ANYTHING: Final = _Anything()


class ListOf(Kind[Items[Read], Many[Write]], Generic[Read, Write]):
    """Lists. Those of texts and numbers are `Texts` and `Numbers`."""

    shapes = frozenset(("any", "list"))

    def __init__(self, element: Kind[Read, Write]) -> None:
        self.element = element
        self.expected = f"a list ({element.expected} each)"
        self.free = element.free

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        return self.token(value) if _is_no_list(value) else _accepted_list(self.element, value)

    def refer(self, location: Location) -> Items[Read]:
        """See `Kind.refer`."""
        return Items(location, self.element.refer)


class SetOf(ListOf[Read, Write]):
    """Sets: as lists, but their items can be referred to only by way of a list."""

    def refer(self, location: Location) -> Items[Read]:
        """See `Kind.refer`."""
        return super().refer(location.members())


class _Plain(Kind[ListReference[Value], Many[Value]], Generic[Value]):
    """Lists and sets of texts or numbers, for which the CDK has tokens that are lists."""

    shapes = frozenset(("any", "list"))
    form: ClassVar[str]
    element: ClassVar[Kind[Any, Any]]

    def __init__(self, *, unordered: bool = False) -> None:
        self.unordered = unordered

    def accept(self, value: Any) -> Any:
        if isinstance(value, ListReference):
            return value.token
        if _is_no_list(value):
            return self.token(value)
        if len(value) == 1 and _is_mark(next(iter(value)), "#{"):
            return list(value)
        return _accepted_list(self.element, value)

    def refer(self, location: Location) -> ListReference[Value]:
        location = location.members() if self.unordered else location
        return ListReference(location, self.form, self.element.refer)


class Texts(_Plain[str]):
    """Lists, or sets, of texts."""

    expected = "a list of strings"
    form = "list"
    element = TEXT


class Numbers(_Plain[float]):
    """Lists, or sets, of numbers."""

    expected = "a list of numbers"
    form = "number_list"
    element = NUMBER


class MapOf(Kind[Entries[Read], Pairs[Write]], Generic[Read, Write]):
    """Maps. Those to texts and numbers are `TextMap` and `NumberMap`."""

    shapes = frozenset(("any", "map", "object"))

    def __init__(self, element: Kind[Read, Write]) -> None:
        self.element = element
        self.expected = f"a mapping ({element.expected} each)"
        self.free = element.free

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        if isinstance(value, MapReference):
            return value.token
        return (
            _accepted_map(self.element, value) if isinstance(value, Mapping) else self.token(value)
        )

    def refer(self, location: Location) -> Entries[Read]:
        """See `Kind.refer`."""
        return Entries(location, self.element.refer)


class _PlainMap(Kind[MapReference[Value], Pairs[Value]], Generic[Value]):
    """Maps to texts or numbers, for which the CDK has tokens that are maps."""

    shapes = frozenset(("any", "map", "object"))
    form: ClassVar[str]
    element: ClassVar[Kind[Any, Any]]

    def accept(self, value: Any) -> Any:
        if isinstance(value, MapReference):
            return value.token
        if not isinstance(value, Mapping):
            return self.token(value)
        if len(value) == 1 and _is_mark(next(iter(value)), "&{"):
            return dict(value)
        return _accepted_map(self.element, value)

    def refer(self, location: Location) -> MapReference[Value]:
        return MapReference(location, self.form, self.element.refer)


class TextMap(_PlainMap[str]):
    """Maps to texts."""

    expected = "a mapping of strings to strings"
    form = "string_map"
    element = TEXT


class NumberMap(_PlainMap[float]):
    """Maps to numbers."""

    expected = "a mapping of strings to numbers"
    form = "number_map"
    element = NUMBER


def _is_no_list(value: Any) -> bool:
    return not isinstance(value, Sequence | AbstractSet) or isinstance(
        value, str | bytes | bytearray
    )


def _accepted_list(element: Kind[Any, Any], items: Collection[Any]) -> list[Any]:
    accepted = []
    for index, item in enumerate(items):
        try:
            accepted.append(element.accept(item))
        except MisfitError as misfit:
            raise misfit.inside(index) from None
    # Python's sets have another order in every process; the synthesized code must not.
    return sorted(accepted, key=repr) if isinstance(items, AbstractSet) else accepted


def _accepted_map(element: Kind[Any, Any], entries: Mapping[Any, Any]) -> dict[str, Any]:
    accepted = {}
    for key, item in entries.items():
        if not isinstance(key, str):
            raise MisfitError(f"must have strings as keys, not {type(key).__name__}")
        name = str.__str__(key)
        try:
            accepted[name] = element.accept(item)
        except MisfitError as misfit:
            raise misfit.inside(name) from None
    return accepted


def _is_mark(value: Any, opening: str) -> bool:
    """Tell whether a value is the text by which the CDK marks a list or map that is only known later."""
    return isinstance(value, str) and value.startswith(f"{opening}TfToken[")


class OneOf(Kind[AnyReference, Write]):
    """A value of one of several kinds."""

    def __init__(self, *alternatives: Kind[Any, Any]) -> None:
        self.alternatives = alternatives
        self.expected = " or ".join(kind.expected for kind in alternatives)
        self.free = any(kind.free for kind in alternatives)
        self.shapes = frozenset().union(*(kind.shapes for kind in alternatives))  # type: ignore[misc]

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`. The fault told is that of the alternative which comes nearest."""
        nearest: MisfitError | None = None
        for kind in self.alternatives:
            try:
                return kind.accept(value)
            except MisfitError as misfit:
                if misfit.path and (nearest is None or len(misfit.path) > len(nearest.path)):
                    nearest = misfit
        if nearest is not None:
            raise nearest
        return self.refuse(value)

    def refer(self, location: Location) -> AnyReference:
        """See `Kind.refer`."""
        return AnyReference(location)


class Shaped(Kind[AnyReference, Write]):
    """A dynamically typed value that is held against a shape when it is given, and reads as a value of any type."""

    def __init__(self, shape: Kind[Any, Any]) -> None:
        self.shape = shape
        self.expected = shape.expected
        self.free = shape.free

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        return self.shape.accept(value)

    def refer(self, location: Location) -> AnyReference:
        """See `Kind.refer`."""
        return AnyReference(location)


class ObjectOf(Kind[AnObject, Any]):
    """An object that only the provider sets."""

    def __init__(self, reference: type[AnObject]) -> None:
        self.reference = reference

    def refer(self, location: Location) -> AnObject:
        """See `Kind.refer`."""
        return self.reference(location)
