"""What a server adds to maps that the user wrote, such as metadata of its own. Pure.

Gateways do that. Without care every plan would take their keys away, and every apply would bring them back. So what an
answer has beyond what was just sent is remembered beside the state, and passed over when the object is read again.
What somebody else adds later is seen as the change that it is.
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
    """Return the keys that the state after an answer has beyond what was sent."""
    found = {
        name: sorted(_entries(state.get(name)).keys() - _entries(sent.get(name)).keys())
        for name in _maps(attributes)
        if sent.get(name) is not UNKNOWN
    }
    return {name: keys for name, keys in found.items() if keys}


def without_added(added_: Added, known: Mapping[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """Return a state that was just read without the keys that the server had added, save those in the known state."""
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
