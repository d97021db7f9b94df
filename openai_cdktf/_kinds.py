"""The kinds of single values: what each takes, in which form the CDK gets it, and what it reads as.

Nothing checks the arguments of a construct at run time but these, and jsii drops or garbles what it does not know
(tuples, sets, None, unknown keys): a value is put in a form that jsii carries faithfully, or refused, at the line that
made it. This module must not know constructs, only the values given to them. See `_collections` and `_unions` for more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

from constructs import Construct
from jsii._reference_map import InterfaceDynamicProxy

from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError, Step
from openai_cdktf._references import (
    BooleanReference,
    ListReference,
    MapReference,
    NumberReference,
    ObjectReference,
    Reference,
    Resolvable,
    TextReference,
)
from openai_cdktf._todo import TODO

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

Doubt: TypeAlias = tuple[tuple[Step, ...], str]
"""Where something looks like a slip, and a sentence on it."""

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that survives the CDK, which is JavaScript."""

NUMBER_TOKEN = -1e280
"""The CDK writes a number that is known later as one below this."""


class Kind(Generic[Read, Write]):
    """One kind of value.

    Attributes:
        expected: what it takes, as in "must be ...".
        shapes: the shapes of references that fit.
        doubtful: whether a value may be doubted, so that `doubts` must be asked.
        free: whether something may stand inside that only the construct can write: a null, or a path.
    """

    expected: str = "any value"
    shapes: frozenset[str] = frozenset(("any", "boolean", "object", "list", "map"))
    free: bool = False
    doubtful: bool = False

    def accept(self, value: Any) -> Any:
        """Return the value in the form that the CDK takes.

        Raises:
            MisfitError: it is not of this kind.
        """
        raise NotImplementedError

    def refer(self, location: Location) -> Read:
        """Return what an attribute of this kind reads as."""
        raise NotImplementedError

    def doubts(self, accepted: Any) -> Iterator[Doubt]:  # noqa: ARG002 - for those who override it
        """Yield what looks like a slip in a value that was accepted. Nothing by default."""
        yield from ()

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
        if type(value) is str or isinstance(value, TextReference):
            return str.__str__(value)
        if isinstance(value, str):
            # Of an enum, its value. The construct takes out what is to be filled in.
            return value if isinstance(value, TODO) else str.__str__(value)
        return str(value) if isinstance(value, NumberReference) else self.token(value)

    def refer(self, location: Location) -> str:
        return TextReference(location)


class _Number(Kind[float, float]):
    expected = "a number"
    shapes = frozenset(("any",))

    def accept(self, value: Any) -> Any:
        return _accepted_number(self, value)

    def refer(self, location: Location) -> float:
        return NumberReference(location)


def _accepted_number(kind: Kind[Any, Any], value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return kind.token(value)
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        if (token := _number_token(value)) is not None:
            return token
        raise MisfitError(
            f"must be within ±{LARGEST_INTEGER}, since the CDK is JavaScript and would round "
            'it: write Token.as_number("${' + str(value) + '}") instead'
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise MisfitError(f"must be {kind.expected}, not infinite or NaN")
    return value


def _number_token(value: int) -> float | None:
    """Return the token that was made an int: the CDK's numbers are floats to type checkers, be they whole."""
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if number < NUMBER_TOKEN else None


class _Whole(Kind[int, int]):
    expected = "a whole number"
    shapes = _Number.shapes

    def accept(self, value: Any) -> Any:
        if isinstance(value, float) and math.isfinite(value) and not value.is_integer():
            raise MisfitError("must be a whole number, not a fraction")
        return _accepted_number(self, value)

    def refer(self, location: Location) -> int:
        return cast("int", NumberReference(location))


class _Flag(Kind[BooleanReference, Flag]):
    expected = "a bool"
    shapes = frozenset(("any", "boolean"))

    def accept(self, value: Any) -> Any:
        return value if isinstance(value, bool) else self.token(value)

    def refer(self, location: Location) -> BooleanReference:
        return BooleanReference(location)


TEXT: Final = _Text()
NUMBER: Final = _Number()
WHOLE: Final = _Whole()
FLAG: Final = _Flag()


class ObjectOf(Kind[AnObject, Any]):
    """An object that only the provider sets."""

    def __init__(self, reference: type[AnObject]) -> None:
        self.reference = reference

    def refer(self, location: Location) -> AnObject:
        """See `Kind.refer`."""
        return self.reference(location)
