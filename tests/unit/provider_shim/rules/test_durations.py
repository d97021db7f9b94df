"""Durations in the form that Terraform uses."""

from __future__ import annotations

import pytest

from provider_shim.rules.durations import duration_fault, seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [("90s", 90), ("30m", 1800), ("1h30m", 5400), ("1.5h", 5400), ("250ms", 0.25), ("1m30s", 90)],
)
def test_a_duration_is_converted_to_seconds(text: str, expected: float) -> None:
    assert seconds(text) == expected
    assert duration_fault(text) is None


@pytest.mark.parametrize("text", ["", "5", "5 m", "m", "-5m", "5d", "5m later", "1h 30m", "1,5h"])
def test_other_texts_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="1h30m"):
        seconds(text)
    assert duration_fault(text) is not None


def test_a_duration_of_zero_is_refused() -> None:
    assert duration_fault("0s") == "The duration must be greater than zero."
