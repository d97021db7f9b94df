"""Times as numbers and as RFC 3339 text."""

from __future__ import annotations

import pytest

from provider_shim.patterns.timestamps import rfc3339, timestamp_fault, unix_seconds
from provider_shim.vocabulary.values import Typed, plain

NOON = 1_793_534_400


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (NOON, NOON),
        (float(NOON), NOON),
        (Typed("number", NOON), NOON),
        ("2026-11-01T12:00:00Z", NOON),
        ("2026-11-01t12:00:00z", NOON),
        ("2026-11-01T13:30:00+01:30", NOON),
        ("2026-11-01T12:00:00.999Z", NOON),
        ("2026-11-01", NOON - 43_200),
        ("1969-12-31T23:59:59.5Z", -1),
    ],
)
def test_a_time_is_accepted_in_all_forms(written: object, seconds: int) -> None:
    assert unix_seconds(written) == seconds
    assert timestamp_fault(plain(written)) is None


@pytest.mark.parametrize(
    "written", ["", "yesterday", "2026-11-31", "2026-11-01T12:00:00", "2026-11-01T25:00:00Z", "17"]
)
def test_other_texts_are_refused_with_the_allowed_forms(written: str) -> None:
    assert '"2026-11-01T00:00:00Z"' in (timestamp_fault(written) or "")


def test_seconds_are_converted_to_rfc_3339() -> None:
    assert rfc3339(NOON) == "2026-11-01T12:00:00Z"
    assert unix_seconds(rfc3339(NOON)) == NOON
