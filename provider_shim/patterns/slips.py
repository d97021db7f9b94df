"""Values that look like slips, although the API may know them by now: warned of, never refused. It must not know what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from provider_shim.diagnostics import Diagnostic, Path, warning

Doubt = Callable[[str], str | None]
"""Returns what looks wrong with a value, or None."""


def slips(told: Any, doubt: Doubt, noun: str, path: Path) -> Iterator[Diagnostic]:
    """Yield a warning for each value that is doubted: of one, or of several; what is not known yet is passed over.

    Args:
        told: what is configured.
        doubt: what looks wrong with one value.
        noun: what a value names: "role".
        path: that of the attribute.
    """
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, str) and (wrong := doubt(one)):
            detail = f"{wrong} It is sent as it is, since the API adds {noun}s without notice."
            yield warning(f"Unknown {noun}", detail, path)
