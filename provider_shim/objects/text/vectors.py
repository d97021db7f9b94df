"""Vectors in the API's base64 format: 32-bit floats, little endian."""

from __future__ import annotations

import base64
import binascii
import math
import struct
from collections.abc import Sequence

_BYTES = 4
_DIGITS = range(6, 10)
"""The possible numbers of significant digits: 6 are always exact, and 9 are enough to distinguish any two 32-bit floats."""


def unpacked(text: str) -> list[float]:
    """Return the numbers of a packed vector, each with the fewest digits that distinguish it from other 32-bit floats.

    Raises:
        ValueError: the text is not a packed vector.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise ValueError("it is not base64") from fault
    if not data or len(data) % _BYTES:
        raise ValueError(f"it has {len(data)} bytes, but each 32-bit float has {_BYTES}")
    return [_shortest(number) for (number,) in struct.iter_unpack("<f", data)]


def _shortest(number: float) -> float:
    """Return a 32-bit float with the fewest digits that distinguish it. Return infinity and NaN unchanged."""
    for digits in _DIGITS:
        short = float(f"{number:.{digits}g}")
        if not math.isfinite(number) or struct.pack("<f", short) == struct.pack("<f", number):
            return short
    return number


def packed(numbers: Sequence[float]) -> str:
    """Return numbers as a packed vector."""
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()
