"""Durations as Terraform users write them. It must not wait."""

from __future__ import annotations

import re

_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def seconds(text: str) -> float:
    """Return the seconds in a duration such as ``90s``, ``30m`` or ``1h30m``.

    Raises:
        ValueError: the text is no duration; the message says what one looks like.
    """
    if not text or _PART.sub("", text):
        raise ValueError(
            f'"{text}" is no duration: write a number with its unit, such as "90s", "30m" or "1h30m".'
        )
    return sum(float(amount) * _SECONDS[unit] for amount, unit in _PART.findall(text))


def seconds_or_duration(text: str) -> float:
    """Return the seconds in a duration, or in a plain number of seconds, as some providers have it.

    Raises:
        ValueError: the text is neither.
    """
    return seconds(f"{text}s" if re.fullmatch(r"\d+(?:\.\d+)?", text) else text)


def timeout_fault(text: str) -> str | None:
    """Return what is wrong with a duration or a number of seconds, or None."""
    return duration_fault(f"{text}s" if re.fullmatch(r"\d+(?:\.\d+)?", text) else text)


def duration_fault(text: str) -> str | None:
    """Return what is wrong with a duration, or None."""
    try:
        return None if seconds(text) > 0 else "The duration must be longer than nothing."
    except ValueError as fault:
        return str(fault)
