"""Which requests are sent again, and after which wait."""

from __future__ import annotations

import email.utils
import time

import pytest

from provider_shim.api.retries import FIRST_OF_MINUTES, wait_before, worth_another_try


@pytest.mark.parametrize(
    ("status", "headers", "code", "once", "again"),
    [
        pytest.param(429, {}, None, True, True, id="rate limit"),
        pytest.param(429, {}, "rate_limit_exceeded", True, True, id="rate limit by name"),
        pytest.param(429, {}, "insufficient_quota", False, False, id="no quota"),
        pytest.param(429, {}, "credit_balance_exhausted", False, False, id="no credit"),
        pytest.param(429, {}, "project_spend_limit_exceeded", False, False, id="spend limit"),
        pytest.param(
            429, {"x-should-retry": "false"}, None, False, False, id="the server forbids it"
        ),
        pytest.param(409, {}, "conversation_locked", True, True, id="locked"),
        pytest.param(409, {}, None, False, True, id="conflict"),
        pytest.param(409, {"retry-after": "1"}, None, False, True, id="conflict, and says when"),
        pytest.param(408, {}, None, False, True, id="request timeout"),
        pytest.param(500, {}, None, False, True, id="server error"),
        pytest.param(502, {}, None, False, True, id="bad gateway"),
        pytest.param(503, {}, "server_is_overloaded", True, True, id="overloaded"),
        pytest.param(503, {}, "slow_down", True, True, id="slow down"),
        pytest.param(503, {}, None, False, True, id="unavailable"),
        pytest.param(503, {"retry-after": "1"}, None, False, True, id="unavailable, says when"),
        pytest.param(
            503, {"x-should-retry": "true"}, None, False, True, id="the server requests it"
        ),
        pytest.param(
            500,
            {"x-should-retry": "false"},
            None,
            False,
            False,
            id="the server forbids it for an error",
        ),
        pytest.param(400, {}, None, False, False, id="invalid"),
        pytest.param(401, {}, None, False, False, id="unauthorized"),
        pytest.param(403, {}, None, False, False, id="forbidden"),
        pytest.param(404, {}, None, False, False, id="missing"),
    ],
)
def test_requests_are_sent_again_depending_on_status_and_code(
    status: int,
    headers: dict[str, str],
    code: str | None,
    once: bool,  # noqa: FBT001
    again: bool,  # noqa: FBT001
) -> None:
    """``once``: also what must not have its effect twice."""
    assert worth_another_try(status, headers, code, repeatable=False) is once
    assert worth_another_try(status, headers, code, repeatable=True) is again


@pytest.mark.parametrize(
    ("headers", "text", "seconds"),
    [
        ({"retry-after-ms": "250"}, "", 0.25),
        ({"retry-after-ms": "250", "retry-after": "9"}, "try again in 7s", 0.25),
        ({"retry-after": "2"}, "", 2),
        ({"retry-after": "0.5"}, "try again in 7s", 0.5),
        ({"retry-after": "0"}, "", 0),
        ({"retry-after-ms": "soon", "retry-after": "3"}, "", 3),
        ({}, "Rate limit reached. Please try again in 20ms.", 0.02),
        ({}, "Please try again in 1.5s. Visit https://x", 1.5),
        ({}, "Please try again in 1m30s.", 90),
        ({}, "Please try again in 2m0s", 120),
        ({}, "Please try again in 2 minutes.", 120),
        ({}, "Please slow down and try again in 10 seconds", 10),
        ({}, "Too many requests: retry after 20 secs", 20),
        ({}, "TRY AGAIN IN 3", 3),
        ({}, '{"error": {"message": "Please try again in 6s"}}', 6),
    ],
)
def test_the_wait_of_the_server_is_used(headers: dict[str, str], text: str, seconds: float) -> None:
    wait = wait_before(0, headers, text)
    assert wait is not None
    assert seconds <= wait <= seconds + 0.05


def test_a_date_that_does_not_exist_is_ignored() -> None:
    wait = wait_before(0, {"retry-after": "Wed, 21 Oct 99999 07:28:00 GMT"}, "")
    assert wait is not None
    assert wait <= 0.5


def test_the_wait_can_be_a_date() -> None:
    wait = wait_before(
        0, {"retry-after": email.utils.formatdate(time.time() + 30, usegmt=True)}, ""
    )
    assert wait is not None
    assert 20 < wait < 31


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ({"retry-after": "301"}, ""),
        ({"retry-after-ms": "3600000"}, ""),
        ({"retry-after": "inf"}, ""),
        ({}, "try again in 6m0s"),
        ({}, "try again in 2 days"),
        ({}, "Please try again in 1h2m."),
    ],
)
def test_the_provider_does_not_wait_too_long(headers: dict[str, str], text: str) -> None:
    assert wait_before(0, headers, text) is None


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ({}, ""),
        ({}, "try again later"),
        ({"retry-after": "soon"}, ""),
        ({"retry-after": "-1"}, ""),
        ({"retry-after": "nan"}, ""),
        ({"retry-after": email.utils.formatdate(0, usegmt=True)}, ""),
    ],
)
def test_the_wait_grows_if_the_server_sends_no_usable_hint(
    headers: dict[str, str], text: str
) -> None:
    for attempt, longest in enumerate((0.5, 1, 2, 4, 8, 8, 8)):
        wait = wait_before(attempt, headers, text)
        assert wait is not None
        assert longest * 0.75 <= wait <= longest


def test_waits_for_limits_per_minute_last_longer_than_one_minute() -> None:
    waits = [wait_before(attempt, {}, "", first=FIRST_OF_MINUTES) or 0 for attempt in range(5)]
    assert sum(waits[:4]) > 60
    assert wait_before(3, {}, "Please try again in 2s.", first=FIRST_OF_MINUTES) < 3  # type: ignore[operator]
