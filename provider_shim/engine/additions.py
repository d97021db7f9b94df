"""Keys that a server adds to maps of the user, such as its own metadata. Pure.

Some gateways add keys. Then each plan would remove these keys, and each apply would bring them back. So the keys that an
answer contains in addition to the sent keys are stored in the private data, and ignored when the object is read again.
Keys that somebody adds later are shown as a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provider_shim.vocabulary.schema import Attribute, Dynamic, MapOf
from provider_shim.vocabulary.values import UNKNOWN, Typed, typed

Added = dict[str, list[str]]
"""Keys by attribute."""


def added(
    attributes: Mapping[str, Attribute], sent: Mapping[str, Any], state: Mapping[str, Any]
) -> Added:
    """Return the keys in the state after an answer that were not sent."""
    found = {
        name: sorted(_entries(state.get(name)).keys() - _entries(sent.get(name)).keys())
        for name in _maps(attributes)
        if sent.get(name) is not UNKNOWN
    }
    return {name: keys for name, keys in found.items() if keys}


def without_added(added_: Added, known: Mapping[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """Return a state that was just read without the keys that the server had added, except those in the known state."""
    return {
        **state,
        **{
            name: _less(state[name], keys, known.get(name))
            for name, keys in added_.items()
            if name in state
        },
    }


def _less(value: Any, keys: list[str], known: Any) -> Any:
    entries, wanted = _entries(value), _entries(known)
    left = {key: item for key, item in entries.items() if key not in keys or key in wanted}
    if left == entries:
        return value
    if left == wanted:
        return known
    return typed(left) if isinstance(value, Typed) else left


def _maps(attributes: Mapping[str, Attribute]) -> Iterator[str]:
    for name, attribute in attributes.items():
        shape = attribute.shape if isinstance(attribute, Dynamic) else attribute
        if isinstance(shape, MapOf) and attribute.configurable and not attribute.local:
            yield name


def _entries(value: Any) -> Mapping[str, Any]:
    value = value.value if isinstance(value, Typed) else value
    return value if isinstance(value, Mapping) else {}
