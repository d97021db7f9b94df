"""What is remembered of an object beside its state: Terraform keeps it with the state, and shows it to nobody.

There are two drawers. The engine has a record of its own; and a declaration has a mapping, in which the engine does not look.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from provider_shim.engine.additions import Added
from provider_shim.vocabulary.rest import Json


@dataclass(kw_only=True)
class PrivateData:
    """What the engine remembers of an object. The names are those in stored states, so that they stay.

    Attributes:
        created: when it was created, in Unix seconds.
        added: what a server has added to maps that the user wrote.
        imported: it comes from an import or from another provider, and was not applied since.
        unread: it comes from an import or from another provider, and was not read since.
        unfinished: an operation waits for the API's work on it, or has ended before that was done well.
        before: what the API had before Terraform took over a setting.
        replaces: the ``identity`` of the setting that a plan replaces, and what it has ``now``.
    """

    created: float | None = None
    added: Added = field(default_factory=dict)
    imported: bool = False
    unread: bool = False
    unfinished: bool = False
    before: Json | None = None
    replaces: Json | None = None


_DECLARATION = "declaration"
"""The key of a declaration's mapping. Older states have its entries beside those of the engine."""


def adopted() -> PrivateData:
    """Return what is remembered of an object that comes from an import or from another provider."""
    return PrivateData(imported=True, unread=True)


def unpack(private: bytes) -> tuple[PrivateData, Json]:
    """Return what the engine remembers, and what the declaration does."""
    stored = json.loads(private) if private else {}
    names = vars(PrivateData()).keys()
    engine = {name: value for name, value in stored.items() if name in names}
    earlier = {name: stored[name] for name in stored.keys() - names - {_DECLARATION}}
    return PrivateData(**engine), {**earlier, **stored.get(_DECLARATION, {})}


def pack(private: PrivateData, remembered: Mapping[str, Any]) -> bytes:
    """Return what Terraform keeps: what is empty is left out."""
    own = {name: value for name, value in remembered.items() if value not in (None, {}, [])}
    kept = {
        name: value
        for name, value in {**vars(private), _DECLARATION: own}.items()
        if value not in (None, False, {})
    }
    return json.dumps(kept).encode() if kept else b""
