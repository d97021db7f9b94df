"""The kinds of single values: which values they accept, the form for the CDK, and the type of references.

Only the kinds check the arguments of a construct at run time. jsii drops or changes some values (tuples, sets, None,
unknown keys). So a kind converts each value to a form that jsii does not change, or raises an error at the line
that sets the argument. See `_collections` and `_unions` for further kinds.
"""

from __future__ import annotations

import inspect
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
"""The values of a boolean argument. The CDK has no token of type bool."""

Many: TypeAlias = Sequence[Value] | AbstractSet[Value] | Resolvable
"""The values of a list or set."""

Pairs: TypeAlias = Mapping[str, Value] | Resolvable
"""The values of a map."""

Like: TypeAlias = Value | Mapping[str, Any] | Resolvable
"""The values of an object: its class, or a mapping with the same keys, which is checked when it is set."""

Doubt: TypeAlias = tuple[tuple[Step, ...], str]
"""The path of a value that is probably wrong, and a sentence about it."""

LARGEST_INTEGER = 2**53 - 1
"""The largest integer that the CDK, which is JavaScript, does not change."""

_SHORT = 10**5
"""Whole numbers below this one cannot be secrets, so messages contain them."""

NUMBER_TOKEN = -1e280
"""The CDK uses numbers below this one as tokens."""


class Kind(Generic[Read, Write]):
    """One kind of value.

    Attributes:
        expected: the accepted values, as the end of "must be ...".
        shapes: the shapes of the references that it accepts.
        doubtful: whether there can be doubts about a value, so that `doubts` must be called.
        free: whether a value can contain placeholders that only the construct can replace: a null, or a path.
    """

    expected: str = "any value"
    shapes: frozenset[str] = frozenset(("any", "boolean", "object", "list", "map"))
    free: bool = False
    doubtful: bool = False

    def accept(self, value: Any) -> Any:
        """Return the value in the form for the CDK.

        Raises:
            MisfitError: The value is not of this kind.
        """
        raise NotImplementedError

    def refer(self, location: Location) -> Read:
        """Return the reference to an attribute of this kind."""
        raise NotImplementedError

    def doubts(self, accepted: Any) -> Iterator[Doubt]:  # noqa: ARG002 - for subclasses
        """Yield the doubts about an accepted value. By default, there are none."""
        yield from ()

    def token(self, value: Any) -> Any:
        """Return the value if it is a token that can have this kind. Otherwise raise an error."""
        if isinstance(value, Reference):
            fits = value.shape in self.shapes
        elif isinstance(value, str):
            fits = "${" in value
        else:
            # A token that jsii returns as "any" has no class and no members.
            fits = isinstance(value, InterfaceDynamicProxy) or (
                hasattr(value, "creation_stack") and not isinstance(value, Construct)
            )
        return value if fits else self.refuse(value)

    def refuse(self, value: Any) -> Any:
        """Raise an error for the value. The message does not contain the value, because it can be a secret."""
        if isinstance(value, Construct):
            raise MisfitError(
                f"must be {self.expected}, not the construct {type(value).__name__}: {self.instead(value)}"
            )
        if inspect.ismethod(value):
            name = value.__name__
            raise MisfitError(f"must be {self.expected}, not a method: call it, as in `{name}()`")
        what = {
            NumberReference: "a reference to a number",
            ListReference: "a reference to a list",
            MapReference: "a reference to a map",
        }.get(type(value), _described(value))
        if isinstance(value, Reference):
            what = (
                f"a reference to {'an' if value.shape in ('any', 'object') else 'a'} {value.shape}"
            )
        raise MisfitError(f"must be {self.expected}, not {'None' if value is None else what}")

    def instead(self, construct: Construct) -> str:
        """Return what to pass instead of a construct."""
        hint = ", such as `.id`" if hasattr(type(construct), "id") else ""
        return f"pass one of its attributes{hint}"


def _described(value: Any) -> str:
    """Return the type of a value, with the value if it cannot be a secret."""
    kind = type(value).__name__
    short = isinstance(value, int) and abs(value) < _SHORT
    return f"{kind} ({value!r})" if short or type(value) is float else kind


class _Text(Kind[str, str]):
    expected = "a string"
    shapes = frozenset(("any", "boolean"))

    def accept(self, value: Any) -> Any:
        if type(value) is str or isinstance(value, TextReference):
            return str.__str__(value)
        if isinstance(value, str):
            # The value of an enum. The construct removes a TODO.
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
            f"must be within ±{LARGEST_INTEGER}, because the CDK is JavaScript and would round "
            'it: use Token.as_number("${' + str(value) + '}") instead'
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise MisfitError(f"must be {kind.expected}, not infinite or NaN")
    return value


def _number_token(value: int) -> float | None:
    """Return the token that was converted to an int. For type checkers, all tokens of numbers are floats."""
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
