"""Finds the attribute of the configuration for the field that the API names in an error. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Key, Path, Step
from provider_shim.vocabulary.schema import AnyOf, Attribute, Dynamic, ListOf, MapOf, Object

_STEP = re.compile(r"\[?['\"]?([A-Za-z0-9_-]+)['\"]?\]?")


def path_of_parameter(
    attributes: Mapping[str, Attribute], config: Mapping[str, Any], parameter: str | None
) -> Path:
    """Return the attribute that a field such as ``tools[0].function.name`` comes from, as precisely as possible.

    If two attributes have the same name in the API, return the one that the configuration sets.
    """
    given = {name: one for name, one in attributes.items() if config.get(name) is not None}
    return _follow({**given, **attributes}, parameter)


def _follow(attributes: Mapping[str, Attribute], parameter: str | None) -> Path:
    path: list[Step] = []
    shape: Attribute | None = Object(attributes)
    for name in _STEP.findall(parameter or ""):
        step = _step(shape, name)
        if step is None:
            break
        path.append(step[0])
        shape = step[1]
    return tuple(path)


def _step(shape: Attribute | None, name: str) -> tuple[Step, Attribute | None] | None:
    match shape:
        case Dynamic():
            return _step(shape.shape, name)
        case AnyOf():
            steps = (_step(alternative, name) for alternative in shape.alternatives)
            return next((step for step in steps if step is not None), None)
        case Object():
            for attribute_name, attribute in shape.attributes.items():
                if attribute.configurable and name == (attribute.wire or attribute_name):
                    return attribute_name, attribute
            return None
        case ListOf() if name.isdigit():
            return int(name), shape.element
        case MapOf():
            return Key(name), shape.element
        case _:
            return None
