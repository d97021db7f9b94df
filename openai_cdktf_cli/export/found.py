"""The objects that an export has found, in a form that can be stored in a file, and what could not be read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

Place = tuple[str, tuple[str, ...]]
"""A collection: a type, and the ids of its parents in the order of the API's path."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Found:
    """An object that exists.

    Attributes:
        type_name: Terraform's type.
        import_id: the id with which Terraform imports the object.
        id: the id that other objects use to refer to this object. Empty if they never do.
        label: the name that people gave the object. Empty if it has none.
        names: the parts of the import id, and the attributes that the lists of its children need.
        arguments: the arguments of the configuration, as JSON.
        instead: arguments that can be replaced by a readable one: by the name of the argument, the name and value of the other.
        unread: arguments that the configuration needs and that the API does not return.
        api_names: the names of the object in the API, each as one string.
        created: when the object was created, in seconds since 1970. 0 if the API does not return it.
    """

    type_name: str
    import_id: str
    id: str = ""
    label: str = ""
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    arguments: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    instead: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    unread: tuple[str, ...] = ()
    api_names: tuple[str, ...] = ()
    created: float = 0.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Skipped:
    """A list that could not be read completely.

    Attributes:
        type_name: Terraform's type.
        reason: the reason, as a sentence.
        where: the parent whose objects are missing. Empty if all objects of the type are missing.
        kept: the number of objects that were read before the failure.
        is_absent: whether the server does not have this kind of objects.
    """

    type_name: str
    reason: str
    where: str = ""
    kept: int = 0
    is_absent: bool = False


def from_json(fields: Mapping[str, Any]) -> Found:
    """Return the object from its JSON, which `dataclasses.asdict` has written."""
    return Found(
        **{
            **fields,
            "instead": {name: (one[0], one[1]) for name, one in fields["instead"].items()},
            "unread": tuple(fields["unread"]),
            "api_names": tuple(fields["api_names"]),
        }
    )
