"""The kinds of lists, sets and maps. Those of strings and numbers have their own tokens. See `_kinds`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, Generic, TypeVar

from openai_cdktf._kinds import NUMBER, TEXT, WHOLE, Doubt, Kind, Many, Pairs
from openai_cdktf._known import is_mark
from openai_cdktf._location import Location
from openai_cdktf._misfits import MisfitError, Step, collected
from openai_cdktf._references import Entries, Items, ListReference, MapReference

Read = TypeVar("Read")
Write = TypeVar("Write")
Value = TypeVar("Value")


class ListOf(Kind[Items[Read], Many[Write]], Generic[Read, Write]):
    """Lists. For lists of strings and numbers, see `Texts` and `Numbers`."""

    unordered: ClassVar[bool] = False
    shapes = frozenset(("any", "list"))

    def __init__(self, element: Kind[Read, Write]) -> None:
        self.element = element
        self.expected = f"a list ({element.expected} each)"
        self.free = element.free
        self.doubtful = element.doubtful

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        if is_no_list(value):
            return self.token(value)
        return accepted_list(self.element, value, unordered=self.unordered)

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        """See `Kind.doubts`."""
        return doubts_inside(self.element, accepted)

    def refer(self, location: Location) -> Items[Read]:
        """See `Kind.refer`."""
        return Items(location, self.element.refer)


class SetOf(ListOf[Read, Write]):
    """Sets. They are like lists, but a reference to an item needs a conversion to a list."""

    unordered = True

    def refer(self, location: Location) -> Items[Read]:
        """See `Kind.refer`."""
        return super().refer(location.members())


class _Plain(Kind[ListReference[Value], Many[Value]], Generic[Value]):
    """Lists and sets of strings or numbers. Their tokens in the CDK are lists."""

    shapes = frozenset(("any", "list"))
    form: ClassVar[str]
    element: Kind[Any, Any]

    def __init__(self, element: Kind[Any, Any] | None = None, *, unordered: bool = False) -> None:
        self.element = element or self.element
        self.doubtful = self.element.doubtful
        self.unordered = unordered

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        return doubts_inside(self.element, accepted)

    def accept(self, value: Any) -> Any:
        if isinstance(value, ListReference):
            return value.token
        if is_no_list(value):
            return self.token(value)
        if len(value) == 1 and is_mark(next(iter(value)), "#{"):
            return list(value)
        return accepted_list(self.element, value, unordered=self.unordered)

    def refer(self, location: Location) -> ListReference[Value]:
        location = location.members() if self.unordered else location
        return ListReference(location, self.form, self.element.refer)


class Texts(_Plain[str]):
    """Lists or sets of strings."""

    expected = "a list of strings"
    form = "list"
    element = TEXT


class Numbers(_Plain[float]):
    """Lists or sets of numbers."""

    expected = "a list of numbers"
    form = "number_list"
    element = NUMBER


class Wholes(_Plain[int]):
    """Lists or sets of whole numbers."""

    expected = "a list of whole numbers"
    form = Numbers.form
    element = WHOLE


class MapOf(Kind[Entries[Read], Pairs[Write]], Generic[Read, Write]):
    """Maps. For maps of strings and numbers, see `TextMap` and `NumberMap`."""

    shapes = frozenset(("any", "map", "object"))

    def __init__(self, element: Kind[Read, Write]) -> None:
        self.element = element
        self.expected = f"a mapping ({element.expected} each)"
        self.free = element.free
        self.doubtful = element.doubtful

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        """See `Kind.doubts`."""
        return doubts_inside(self.element, accepted)

    def accept(self, value: Any) -> Any:
        """See `Kind.accept`."""
        if isinstance(value, MapReference):
            return value.token
        return (
            accepted_map(self.element, value) if isinstance(value, Mapping) else self.token(value)
        )

    def refer(self, location: Location) -> Entries[Read]:
        """See `Kind.refer`."""
        return Entries(location, self.element.refer)


class _PlainMap(Kind[MapReference[Value], Pairs[Value]], Generic[Value]):
    """Maps of strings or numbers. Their tokens in the CDK are maps."""

    shapes = frozenset(("any", "map", "object"))
    form: ClassVar[str]
    element: Kind[Any, Any]

    def __init__(self, element: Kind[Any, Any] | None = None) -> None:
        self.element = element or self.element
        self.doubtful = self.element.doubtful

    def doubts(self, accepted: Any) -> Iterator[Doubt]:
        return doubts_inside(self.element, accepted)

    def accept(self, value: Any) -> Any:
        if isinstance(value, MapReference):
            return value.token
        if not isinstance(value, Mapping):
            return self.token(value)
        if len(value) == 1 and is_mark(next(iter(value)), "&{"):
            return dict(value)
        return accepted_map(self.element, value)

    def refer(self, location: Location) -> MapReference[Value]:
        return MapReference(location, self.form, self.element.refer)


class TextMap(_PlainMap[str]):
    """Maps of strings."""

    expected = "a mapping of strings to strings"
    form = "string_map"
    element = TEXT


class NumberMap(_PlainMap[float]):
    """Maps of numbers."""

    expected = "a mapping of strings to numbers"
    form = "number_map"
    element = NUMBER


class WholeMap(_PlainMap[int]):
    """Maps of whole numbers."""

    expected = "a mapping of strings to whole numbers"
    form = NumberMap.form
    element = WHOLE


def is_no_list(value: Any) -> bool:
    """Return whether a value is not a list or set. A string is not a list, although Python can iterate over it."""
    return not isinstance(value, Sequence | AbstractSet) or isinstance(
        value, str | bytes | bytearray
    )


def accepted_list(
    element: Kind[Any, Any], items: Collection[Any], *, unordered: bool = False
) -> list[Any]:
    """Return the items in the form for the CDK. The items of a Python set are sorted.

    Args:
        element: the kind of the items.
        items: the items.
        unordered: whether they belong to a Terraform set, which contains each item once.
    """
    found = collected(enumerate(items), lambda _, item: element.accept(item))
    accepted = list(found.values())
    if unordered:
        accepted = [item for index, item in enumerate(accepted) if item not in accepted[:index]]
    # The order of a Python set differs between processes, but the synthesized code must be the same.
    return sorted(accepted, key=repr) if isinstance(items, AbstractSet) else accepted


def accepted_map(element: Kind[Any, Any], entries: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the entries in the form for the CDK."""
    for key in entries:
        if not isinstance(key, str):
            raise MisfitError(f"must have strings as keys, not {type(key).__name__}")
    named = ((str.__str__(key), item) for key, item in entries.items())
    return collected(named, lambda _, item: element.accept(item))


def doubts_inside(element: Kind[Any, Any], accepted: Any) -> Iterator[Doubt]:
    """Yield the doubts about the items of a list, set or map."""
    steps: Iterable[tuple[Step, Any]] = ()
    if isinstance(accepted, list | dict):
        steps = accepted.items() if isinstance(accepted, dict) else enumerate(accepted)
    for step, item in steps:
        yield from (((step, *path), sentence) for path, sentence in element.doubts(item))
