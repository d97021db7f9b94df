"""The kinds of values that may be of several types: free JSON, and what Terraform types dynamically. See `_kinds`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, TypeVar

from openai_cdktf._collections import accepted_list, accepted_map, is_no_list
from openai_cdktf._kinds import NUMBER, TEXT, Kind
from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError
from openai_cdktf._references import AnyReference, ListReference, MapReference

Write = TypeVar("Write")


class _Null(Enum):  # a member stays the same when a struct is copied or pickled
    NULL = None


NULL: Final = _Null.NULL
"""Stands for a null inside free JSON, until the construct knows its CDK's token for it."""


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
            return accepted_map(self, value)
        if not is_no_list(value):
            return accepted_list(self, value)
        tree = getattr(value, "_tree", None)  # a struct
        return self.token(value) if tree is None else tree

    def refer(self, location: Location) -> AnyReference:
        return AnyReference(location)


ANYTHING: Final = _Anything()


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
