"""The decision whether the provider has become slower than a release."""

from __future__ import annotations

import pytest

from tools.regressions import is_slower, ratios, regressions, suspicious

SLOW, FINE = [1.3, 1.2, 1.25], [1.0, 1.1, 1.05]
DISTURBED = [1.0, 9.0, 1.1]
APPLY, DESTROY = (100, "apply"), (100, "destroy")


def test_each_pair_gives_one_ratio() -> None:
    now, before = [{"apply": 3.0}, {"apply": 1.0}], [{"apply": 2.0}, {"apply": 4.0}]
    assert ratios(now, before, "apply") == [1.5, 0.25]


@pytest.mark.parametrize(
    ("pairs", "slower"),
    [(SLOW, True), (FINE, False), (DISTURBED, False), ([1.15] * 3, False), ([1.16] * 3, True)],
)
def test_the_median_of_the_pairs_decides(pairs: list[float], *, slower: bool) -> None:
    assert is_slower(pairs) is slower


def test_too_few_pairs_decide_nothing() -> None:
    with pytest.raises(ValueError, match="2 pairs decide nothing"):
        is_slower([2.0, 2.0])


def test_only_rungs_with_a_slower_step_are_measured_again() -> None:
    found = {(10, "apply"): FINE, (1000, "plan"): SLOW, (1000, "apply"): SLOW, APPLY: DISTURBED}
    assert suspicious(found) == [1000]


@pytest.mark.parametrize(
    ("first", "again", "slower"),
    [
        (SLOW, SLOW, [APPLY]),
        (SLOW, FINE, []),
        (FINE, SLOW, []),
        ([1.16] * 3, [1.2, 1.16, 1.0, 1.0, 1.3, 1.2], [APPLY]),
    ],
)
def test_a_regression_is_slower_also_in_the_rerun(
    first: list[float], again: list[float], slower: list[tuple[int, str]]
) -> None:
    assert regressions({APPLY: first}, {APPLY: again}) == slower


def test_a_step_that_was_not_measured_again_is_no_regression() -> None:
    assert regressions({APPLY: FINE, DESTROY: FINE}, {}) == []
