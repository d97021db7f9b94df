"""What was read of one object, in a form that can be kept in a file, and what could not be read. It reads nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

Place = tuple[str, tuple[str, ...]]
"""A collection: a type, and the ids of its parents in the order of the path."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Found:
    """An object that exists.

    Attributes:
        type_name: Terraform's type.
        import_id: the id by which Terraform imports it.
        id: the id by which other objects refer to it; empty where none do.
        label: what people call it; empty where it has no name.
        names: the ids of which its import id consists, and what its children are listed with.
        arguments: what a configuration would set, as JSON.
        instead: further ways to name the same object: an argument, the one to write in its place, and its value.
        unread: arguments that are needed and that the API does not tell.
        stands_for: the names of the object at the API, each as one text.
        made: when it was made, in seconds since 1970; 0 where that is not told.
    """

    type_name: str
    import_id: str
    id: str = ""
    label: str = ""
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    arguments: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    instead: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    unread: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    made: float = 0.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Skipped:
    """Something that was not read, or not to its end.

    Attributes:
        type_name: Terraform's type.
        reason: why, in a sentence.
        where: the parents whose objects are missing; empty for all of the type.
        kept: how many objects of the place were read before.
        is_absent: whether the server has no such list at all.
    """

    type_name: str
    reason: str
    where: str = ""
    kept: int = 0
    is_absent: bool = False


def from_json(fields: Mapping[str, Any]) -> Found:
    """Return what `dataclasses.asdict` made JSON of."""
    return Found(
        **{
            **fields,
            "instead": {name: (one[0], one[1]) for name, one in fields["instead"].items()},
            "unread": tuple(fields["unread"]),
            "stands_for": tuple(fields["stands_for"]),
        }
    )
