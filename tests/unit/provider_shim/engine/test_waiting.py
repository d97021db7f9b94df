"""The seconds between the reads of an object on which the API works."""

from __future__ import annotations

from itertools import islice

import pytest

from provider_shim.engine.waiting import Wait


@pytest.mark.parametrize(
    ("interval", "expected"),
    [(10.0, [1.0, 2.0, 4.0, 8.0, 10.0, 10.0]), (1.0, [1.0] * 6), (0.01, [0.01] * 6)],
)
def test_pauses_become_longer_up_to_the_interval(interval: float, expected: list[float]) -> None:
    assert list(islice(Wait(pending=("running",), interval=interval).pauses(), 6)) == expected
