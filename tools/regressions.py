"""Decides whether the provider has become slower than a release, from measurements of both in turns. Pure.

Each pair of measurements gives one ratio: this version, divided by the release. Both ran one after the other, so the load of the machine
affects both. The median of the ratios ignores single disturbed runs. If it is too large, more pairs decide.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

Step = tuple[int, str]
"""A rung of the ladder, and a command."""

LIMIT = 1.15
"""The ratio from which on a step counts as slower."""

LEAST_PAIRS = 3
"""The minimum number of pairs for a decision."""


def ratios(
    now: Sequence[Mapping[str, float]], before: Sequence[Mapping[str, float]], command: str
) -> list[float]:
    """Return the ratios of a command, one for each pair of measurements."""
    return [one[command] / other[command] for one, other in zip(now, before, strict=True)]


def is_slower(found: Sequence[float]) -> bool:
    """Return whether the pairs show that a step is slower.

    Raises:
        ValueError: There are too few pairs.
    """
    if len(found) < LEAST_PAIRS:
        raise ValueError(f"{len(found)} pairs decide nothing: measure at least {LEAST_PAIRS}")
    return statistics.median(found) > LIMIT


def suspicious(found: Mapping[Step, Sequence[float]]) -> list[int]:
    """Return the rungs with a slower step, which must be measured again."""
    return sorted({rung for (rung, _), pairs in found.items() if is_slower(pairs)})


def regressions(
    first: Mapping[Step, Sequence[float]], again: Mapping[Step, Sequence[float]]
) -> list[Step]:
    """Return the steps that are slower in the first pairs, and again in the pairs of the rerun."""
    return sorted(
        step
        for step, pairs in first.items()
        if step in again and is_slower(pairs) and is_slower(again[step])
    )
