"""The kinds of values with several types: free JSON, and dynamic values of Terraform. See `_kinds`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

from openai_cdktf._collections import accepted_list, accepted_map, is_no_list
from openai_cdktf._kinds import NUMBER, TEXT, Doubt, Kind
from openai_cdktf._known import NULL
from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError
from openai_cdktf._references import AnyReference, ListReference, MapReference

Write = TypeVar("Write")


class _Anything(Kind[AnyReference, Any]):
    expected = "a JSON value (string, number, bool, None, list, or mapping with string keys)"
    free = True

    def accept(self, value: Any) -> Any:
        if value is None or value is NULL:
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
        self.doubtful = any(kind.doubtful for kind in alternatives)
        self.shapes = frozenset().union(*(kind.shapes for kind in alternatives))

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`. The error has the faults of the most similar alternative."""
        nearest: MisfitError | None = None
        for kind in self.alternatives:
            try:
                return kind.accept(value)
            except MisfitError as misfit:
                if misfit.is_ruled:
                    raise
                if misfit.depth and (nearest is None or misfit.depth > nearest.depth):
                    nearest = misfit
        if nearest is not None:
            raise nearest
        return self.refuse(value)

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        """See `Kind.doubts`. The doubts come from the first alternative that accepts the value."""
        for kind in self.alternatives:
            try:
                kind.accept(accepted)
            except MisfitError:
                continue
            yield from kind.doubts(accepted)
            return

    def refer(self, location: Location) -> AnyReference:
        """See `Kind.refer`."""
        return AnyReference(location)


class Shaped(Kind[AnyReference, Write]):
    """A dynamic value that is checked against a shape when it is set. References to it have any type."""

    def __init__(self, shape: Kind[Any, Any]) -> None:
        self.shape = shape
        self.expected = shape.expected
        self.free = shape.free
        self.doubtful = shape.doubtful

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        return self.shape.accept(value)

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        """See `Kind.doubts`."""
        yield from self.shape.doubts(accepted)

    def refer(self, location: Location) -> AnyReference:
        """See `Kind.refer`."""
        return AnyReference(location)
