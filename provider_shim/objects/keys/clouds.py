"""What each cloud wants to be told and nothing else: for objects that exist at several. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.vocabulary.diagnostics import Diagnostic, Path, error

Details = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""What must and what may be set, by the name of the cloud."""

CLOUDS = ("aws", "azure", "gcp", "oci")


def where(details: Details, name: str) -> str:
    """Return for which clouds a detail is, in words: "For `aws` and `oci`"."""
    clouds = [cloud for cloud in CLOUDS if name in details[cloud][0] + details[cloud][1]]
    return "For " + " and ".join(f"`{cloud}`" for cloud in clouds)


def faults(
    details: Details, cloud: Any, values: Mapping[str, Any], path: Path = ()
) -> list[Diagnostic]:
    """Return what is missing for a cloud, and what is not for it; nothing of a cloud that is not known."""
    if not isinstance(cloud, str) or cloud not in details:
        return []
    needed, possible = details[cloud]
    known = {name for pair in details.values() for part in pair for name in part}
    found = [
        error(
            "Missing required argument",
            f'`{name}` must be set where `type` is "{cloud}".',
            (*path, name),
        )
        for name in needed
        if values.get(name) is None
    ]
    return found + [
        error(
            "Conflicting arguments",
            f'`{name}` must not be set where `type` is "{cloud}".',
            (*path, name),
        )
        for name in sorted(known - {*needed, *possible})
        if values.get(name) is not None
    ]
