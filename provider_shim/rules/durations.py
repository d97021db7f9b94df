"""Durations in the form that Terraform uses."""

from __future__ import annotations

import re

_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def seconds(text: str) -> float:
    """Return the seconds in a duration such as ``90s``, ``30m`` or ``1h30m``.

    Raises:
        ValueError: the text is not a duration. The message explains the form.
    """
    if not text or _PART.sub("", text):
        raise ValueError(
            f'"{text}" is not a duration. Use a number with a unit, such as "90s", "30m" or "1h30m".'
        )
    return sum(float(amount) * _SECONDS[unit] for amount, unit in _PART.findall(text))


def seconds_or_duration(text: str) -> float:
    """Return the seconds in a duration, or in a plain number of seconds, which other providers use.

    Raises:
        ValueError: the text is neither a duration nor a number.
    """
    return seconds(f"{text}s" if re.fullmatch(r"\d+(?:\.\d+)?", text) else text)


def timeout_fault(text: str) -> str | None:
    """Return what is wrong with a duration or a number of seconds, or None."""
    return duration_fault(f"{text}s" if re.fullmatch(r"\d+(?:\.\d+)?", text) else text)


def duration_fault(text: str) -> str | None:
    """Return what is wrong with a duration, or None."""
    try:
        return None if seconds(text) > 0 else "The duration must be greater than zero."
    except ValueError as fault:
        return str(fault)
