"""The private data of an object, which Terraform stores with the state and does not show.

It has two parts: a record of the engine, and a mapping of the declaration that the engine does not read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from provider_shim.engine.additions import Added
from provider_shim.vocabulary.rest import Json


@dataclass(kw_only=True)
class PrivateData:
    """The engine's private data of an object. Stored states contain the names of the fields, so they cannot be renamed.

    Attributes:
        created: the time of the create, in seconds since 1970.
        added: the keys that a server has added to maps of the user.
        imported: whether the object was imported or moved from another provider, and not applied since.
        unread: whether the object was imported or moved from another provider, and not read since.
        import_id: the id of the import while the object was not read.
        unfinished: whether an operation waits for the API's work on the object, or ended before this work succeeded.
        before: the value of a setting from before Terraform managed it.
        replaces: the ``identity`` of the setting that a plan replaces, and its current values (``now``).
    """

    created: float | None = None
    added: Added = field(default_factory=dict)
    imported: bool = False
    unread: bool = False
    import_id: str | None = None
    unfinished: bool = False
    before: Json | None = None
    replaces: Json | None = None


_NAMES = frozenset(one.name for one in fields(PrivateData))

_DECLARATION = "declaration"
"""The key of a declaration's mapping. Older states have its entries in the same mapping as those of the engine."""


def adopted(import_id: str | None = None) -> PrivateData:
    """Return the private data of an object that was imported, by its import id, or moved from another provider."""
    return PrivateData(imported=True, unread=True, import_id=import_id)


def unpack(private: bytes) -> tuple[PrivateData, Json]:
    """Return the private data of the engine and of the declaration."""
    if not private:
        return PrivateData(), {}
    stored = json.loads(private)
    engine = {name: value for name, value in stored.items() if name in _NAMES}
    earlier = {name: stored[name] for name in stored.keys() - _NAMES - {_DECLARATION}}
    return PrivateData(**engine), {**earlier, **stored.get(_DECLARATION, {})}


def pack(private: PrivateData, remembered: Mapping[str, Any]) -> bytes:
    """Return the private data as bytes for Terraform, without empty entries."""
    own = {name: value for name, value in remembered.items() if value not in (None, {}, [])}
    kept = {
        name: value
        for name, value in {**vars(private), _DECLARATION: own}.items()
        if value not in (None, False, {})
    }
    return json.dumps(kept).encode() if kept else b""
