"""The arguments that each cloud requires and allows, for objects that exist in several clouds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Diagnostic, Path, error
from provider_shim.vocabulary.values import UNKNOWN

Details = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""The required and the optional arguments, by the name of the cloud."""

CLOUDS = ("aws", "azure", "gcp", "oci")


def where(details: Details, name: str) -> str:
    """Return the clouds that have an argument, in words such as "For `aws` and `oci`"."""
    clouds = [cloud for cloud in CLOUDS if name in details[cloud][0] + details[cloud][1]]
    return "For " + " and ".join(f"`{cloud}`" for cloud in clouds)


def faults(
    details: Details, cloud: Any, values: Mapping[str, Any], path: Path = ()
) -> list[Diagnostic]:
    """Return errors for missing arguments and for arguments of other clouds. An unknown cloud has no errors."""
    if not isinstance(cloud, str) or cloud not in details:
        return []
    needed, possible = details[cloud]
    known = {name for pair in details.values() for part in pair for name in part}
    found = [
        error(
            "Missing required argument",
            f'`{name}` must be set if `type` is "{cloud}".',
            (*path, name),
        )
        for name in needed
        if values.get(name) is None
    ]
    return found + [
        error(
            "Conflicting arguments",
            f'`{name}` must not be set if `type` is "{cloud}".',
            (*path, name),
        )
        for name in sorted(known - {*needed, *possible})
        if values.get(name) is not None and values[name] is not UNKNOWN
    ]
