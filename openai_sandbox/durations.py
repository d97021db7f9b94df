"""Durations in files, such as ``100ms`` and ``0.5s``."""

from __future__ import annotations


def seconds(duration: str | None) -> float:
    """Return a duration in seconds. None is 0."""
    if duration is None:
        return 0
    if duration.endswith("ms"):
        return float(duration.removesuffix("ms")) / 1000
    return float(duration.removesuffix("s"))


def duration(seconds: float) -> str:
    """Return a number of seconds as a duration."""
    return f"{round(seconds * 1000)}ms"
