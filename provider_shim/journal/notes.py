"""The content of a note about a create: the object, a digest of its arguments, and the state. Pure except for the clock.

A note never contains a secret. The digest includes only arguments that the state also shows in clear text.
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
"""Arguments by which people know an object, with the best one first."""

_LONGEST_NAME = 100
"""The maximum length of a name in a note, in characters."""


class Note(Record):
    """A create. The note is written just before the request is sent.

    Attributes:
        type: the name of the type in the configuration.
        id: the id for an import, or None before the API has returned an id.
        exists: whether the API has answered that the object exists.
        answer_lost: whether a request was sent whose answer was lost while the run continued.
        name: the name by which people know the object, or None.
        arguments: a digest of the arguments that are not secret.
        importable: whether the API can read the object, so that it can be imported.
        scope: the state of the run. See `scopes`.
        workspace: the name of its workspace.
        when: the time of the create, in seconds since 1970.
        before: the private data ``before`` of a setting (see `PrivateData`), with which a destroy restores it. None for other objects.
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
    before: dict[str, Any] | None = None

    @property
    def time(self) -> str:
        """The time of the create as text, such as ``2026-10-03 14:05:06 UTC``."""
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
    "before": (dict, type(None)),
}


def to_text(note: Note) -> str:
    """Return the content of a note's file."""
    fields = vars(note)
    if note.before is None:  # older versions cannot read a note with this member
        fields = {name: value for name, value in fields.items() if name != "before"}
    return json.dumps(fields)


def from_text(text: str) -> Note:
    """Return the note in a file.

    Raises:
        ValueError: The file does not contain a complete note.
    """
    fields = json.loads(text)
    if not isinstance(fields, dict):
        raise ValueError("it does not contain a JSON object")  # noqa: TRY004  the content is wrong, not the type
    wrong = [name for name, types in _TYPES.items() if not isinstance(fields.get(name), types)]
    if wrong or fields.keys() - _TYPES.keys():
        raise ValueError(f"it has another format: {', '.join(wrong) or 'it has further members'}")
    return Note(**fields)


def first_name(type_name: str) -> str:
    """Return the first name of a type."""
    return second_names.RESOURCES.get(type_name, type_name)


def import_id(identity: tuple[str, ...], values: Mapping[str, Any]) -> str | None:
    """Return the import id of an object, or None if it is not known yet."""
    parts = [values.get(name) for name in identity or ("id",)]
    if all(isinstance(part, str) and part for part in parts):
        return "/".join(str(part) for part in parts)
    identifier = values.get("id")
    return identifier if isinstance(identifier, str) and identifier and len(parts) == 1 else None


def known_name(attributes: Mapping[str, Attribute], values: Mapping[str, Any]) -> str | None:
    """Return the name by which people know a planned object, or None if it has no name."""
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
    """Return a digest of the arguments, which a later plan uses to recognize the same create.

    The digest excludes secrets, and settings of the provider, such as the path of a file or a time limit.
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
    """Return whether a value contains no secret, also not inside."""
    if attribute.sensitive or attribute.write_only or values.get(name) is UNKNOWN:
        return False
    return next(secrets_in({name: attribute}, values), None) is None
