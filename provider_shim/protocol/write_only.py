"""Rejects write-only arguments in Terraform before 1.11, which would store them in the state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Diagnostic, Key, Path, error
from provider_shim.vocabulary.schema import Attribute, Collection, Object
from provider_shim.vocabulary.values import UNKNOWN


def refuse(attributes: Mapping[str, Attribute], config: Mapping[str, Any]) -> list[Diagnostic]:
    """Return an error for each write-only argument that the configuration sets."""
    return [
        error(
            "Write-only argument needs Terraform 1.11",
            "This version of Terraform would store the value in the state, but a write-only value must never be stored. "
            "Use Terraform 1.11 or newer, or remove the argument.",
            path,
        )
        for path in _set(attributes, config, ())
    ]


def _set(
    attributes: Mapping[str, Attribute], config: Mapping[str, Any], path: Path
) -> Iterator[Path]:
    for name, attribute in attributes.items():
        value = config.get(name)
        if value is None or value is UNKNOWN:
            continue
        if attribute.write_only:
            yield (*path, name)
        else:
            yield from _inside(attribute, value, (*path, name))


def _inside(attribute: Attribute, value: Any, path: Path) -> Iterator[Path]:
    match attribute, value:
        case Object(), dict():
            yield from _set(attribute.attributes, value, path)
        case Collection(), list():
            for index, item in enumerate(value):
                yield from _inside(attribute.element, item, (*path, index))
        case Collection(), dict():
            for key, item in value.items():
                yield from _inside(attribute.element, item, (*path, Key(key)))
