"""Warns if the API did not store the values that the provider sent. Pure.

Each plan shows such a value as a change again. The warning explains why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Diagnostic, warning
from provider_shim.vocabulary.schema import Attribute
from provider_shim.vocabulary.values import UNKNOWN, Typed, plain, unknown_as_null

_LONGEST = 200
"""The maximum length of a value in a message, in characters."""


def not_kept(
    attributes: Mapping[str, Attribute],
    config: Mapping[str, Any],
    prior: Mapping[str, Any] | None,
    planned: Mapping[str, Any],
    state: Mapping[str, Any],
) -> list[Diagnostic]:
    """Return a warning for each argument for which the API returns another value than the provider sent.

    Args:
        attributes: the declaration.
        config: the configuration.
        prior: the state before an update, or None for a create.
        planned: the planned values.
        state: the new state, from the answer of the API. A value that means the same as the planned value is equal to it.
    """
    found = []
    for name, attribute in attributes.items():
        if not attribute.configurable or attribute.write_only or attribute.local:
            continue
        wanted, stored = planned.get(name), state.get(name)
        before = None if prior is None else prior.get(name)
        if _holds(wanted, stored):
            continue
        removed = wanted is None and before is not None and stored == before
        if removed or config.get(name) is not None:
            found.append(_warning(name, attribute, before, wanted, stored))
    return found


def _warning(name: str, attribute: Attribute, before: Any, wanted: Any, stored: Any) -> Diagnostic:
    if before is not None and stored == before:
        change = "removed" if wanted is None else f"changed to {_quoted(wanted)}"
        detail = (
            f"`{name}` was {change}. The API accepted the request, but it still has the old value {_quoted(stored)}."
            if not attribute.sensitive
            else f"`{name}` was changed. The API accepted the request, but it still has the old value."
        )
        return warning(
            "Change not kept by the API",
            f"{detail} The next plan will show the change again. If this happens each time, the server cannot change this value: "
            "set the old value, or replace the object.",
            (name,),
        )
    difference = (
        "The API did not store the value that the provider sent"
        if attribute.sensitive
        else f"The provider sent {_quoted(wanted)}, but the API stored {_quoted(stored)}"
    )
    return warning(
        "Value changed by the API",
        f"{difference}. The next plan will show this as a change.",
        (name,),
    )


def _holds(wanted: Any, stored: Any) -> bool:
    """Return whether a stored value contains the whole wanted value. Members that a server adds are not a difference."""
    if wanted is UNKNOWN:
        return True
    wanted, stored = (one.value if isinstance(one, Typed) else one for one in (wanted, stored))
    match wanted, stored:
        case Mapping(), Mapping():
            return all(_holds(value, stored.get(key)) for key, value in wanted.items())
        case list(), list():
            return len(wanted) == len(stored) and all(
                _holds(one, other) for one, other in zip(wanted, stored, strict=True)
            )
        case _:
            return bool(plain(wanted) == plain(stored))


def _quoted(value: Any) -> str:
    text = json.dumps(plain(unknown_as_null(value)), ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
