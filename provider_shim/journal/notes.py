"""What a note about a create says: which object, made with which arguments, for which state. Pure but for the clock.

A note never holds a secret: of the arguments, only those enter the digest that the state shows in clear text as well.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from provider_shim.api.masking import secrets_in
from provider_shim.records import Record
from provider_shim.vocabulary import second_names
from provider_shim.vocabulary.schema import Attribute
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known, plain

_NAMES = ("name", "filename", "title", "display_name", "email", "path", "model")
"""Arguments by which people know an object, the best one first."""

_LONGEST_NAME = 100
"""Characters."""


class Note(Record):
    """A create, from just before it is sent.

    Attributes:
        type: Terraform's type, as the configuration names it.
        id: the id by which the object can be imported, or None as long as the API has not given it one.
        exists: whether the API has answered that the object exists.
        answer_lost: whether a request was sent whose answer never came, although the run went on.
        name: by what people know the object, or None.
        arguments: a digest of the arguments that are no secrets.
        importable: whether the API can read the object, so that it can be imported.
        scope: which state the run worked on; see `scopes`.
        workspace: the name of its workspace.
        when: seconds since 1970.
    """

    type: str
    id: str | None = None
    exists: bool = False
    answer_lost: bool = False
    name: str | None = None
    arguments: str = ""
    importable: bool = True
    scope: str = ""
    workspace: str = "default"
    when: float = 0.0

    @property
    def time(self) -> str:
        """When the create was sent, as people write it: ``2026-10-03 14:05:06 UTC``."""
        return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(self.when))


_TYPES: Mapping[str, tuple[type, ...]] = {
    "type": (str,),
    "id": (str, type(None)),
    "exists": (bool,),
    "answer_lost": (bool,),
    "name": (str, type(None)),
    "arguments": (str,),
    "importable": (bool,),
    "scope": (str,),
    "workspace": (str,),
    "when": (int, float),
}


def to_text(note: Note) -> str:
    """Return the content of a note's file."""
    return json.dumps(vars(note))


def from_text(text: str) -> Note:
    """Return the note that a file holds.

    Raises:
        ValueError: it is not a whole note.
    """
    fields = json.loads(text)
    if not isinstance(fields, dict):
        raise ValueError("it holds no JSON object")  # noqa: TRY004  what is wrong is the text
    wrong = [name for name, types in _TYPES.items() if not isinstance(fields.get(name), types)]
    if wrong or fields.keys() - _TYPES.keys():
        raise ValueError(f"it is of another form: {', '.join(wrong) or 'it has further members'}")
    return Note(**fields)


def first_name(type_name: str) -> str:
    """Return our own name of a type that other providers call otherwise."""
    return second_names.RESOURCES.get(type_name, type_name)


def import_id(identity: tuple[str, ...], values: Mapping[str, Any]) -> str | None:
    """Return the id by which an object can be imported, or None where it is not known yet."""
    parts = [values.get(name) for name in identity or ("id",)]
    if all(isinstance(part, str) and part for part in parts):
        return "/".join(str(part) for part in parts)
    identifier = values.get("id")
    return identifier if isinstance(identifier, str) and identifier and len(parts) == 1 else None


def known_name(attributes: Mapping[str, Attribute], values: Mapping[str, Any]) -> str | None:
    """Return by what people know an object that is to be created, or None where it has no name."""
    for name in _NAMES:
        attribute, value = attributes.get(name), values.get(name)
        if (
            attribute is not None
            and isinstance(value, str)
            and _is_shown(name, attribute, values)
            and value
        ):
            return value[:_LONGEST_NAME]
    return None


def digest_of_arguments(attributes: Mapping[str, Attribute], planned: Mapping[str, Any]) -> str:
    """Return a digest by which a create with the same arguments is recognized in a later plan.

    What only steers the provider (where a file lies, how long to wait) makes no difference, and secrets take no part.
    """
    import hashlib

    arguments = {
        name: plain(planned[name])
        for name, attribute in attributes.items()
        if planned.get(name) is not None
        and is_wholly_known(planned[name])
        and not (attribute.local and attribute.configurable)
        and _is_shown(name, attribute, planned)
    }
    text = json.dumps(arguments, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_shown(name: str, attribute: Attribute, values: Mapping[str, Any]) -> bool:
    """Return whether a value holds no secret, not even inside."""
    if attribute.sensitive or attribute.write_only or values.get(name) is UNKNOWN:
        return False
    return next(secrets_in({name: attribute}, values), None) is None
