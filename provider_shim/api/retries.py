"""Decides when a request is sent again, and how long to wait before that. Pure."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from provider_shim.api.next_steps import UNSUPPORTED

LONGEST_HINT = 300.0
"""The longest wait in seconds. If the server asks for a longer wait, the request fails."""

FIRST = 0.5
"""Seconds to wait before the second attempt, if the server does not say how long to wait."""

FIRST_OF_MINUTES = 8.0
"""The same for limits per minute, so that the last attempt comes after more than one minute."""

_QUOTA_CODES = frozenset(
    {
        "credit_balance_exhausted",
        "insufficient_quota",
        "organization_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
        "project_spend_limit_exceeded",
    }
)

_TURNED_AWAY = frozenset(
    {(409, "conversation_locked"), (503, "server_is_overloaded"), (503, "slow_down")}
)
"""OpenAI's status and code for requests that it rejected before any work on them."""

_AMOUNT = r"(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|)(?![a-z])"
_WAIT_IN_TEXT = re.compile(
    rf"\b(?:try again|retry)\s+(?:in|after)\s+((?:{_AMOUNT}\s*)+)", re.IGNORECASE
)


def is_refusal(status: int, code: str | None) -> bool:
    """Return whether the server rejected the request before it had any effect, so that sending it again is safe.

    A 503 or a 409 alone is not enough, and neither is a header: a gateway can send it after the work is done.
    """
    return status == 429 or (status, code) in _TURNED_AWAY  # noqa: PLR2004 - HTTP


def worth_another_try(
    status: int, headers: Mapping[str, str], code: str | None, *, repeatable: bool
) -> bool:
    """Return whether a rejected request should be sent again.

    Args:
        status: the HTTP status.
        headers: the headers of the answer, with names in lower case.
        code: the API's error code or type.
        repeatable: whether sending the request twice has the same effect as sending it once.
    """
    if code in _QUOTA_CODES or headers.get("x-should-retry") == "false":
        return False
    if is_refusal(status, code):
        return True
    return repeatable and (status in {408, 409} or (status >= 500 and status not in UNSUPPORTED))  # noqa: PLR2004 - HTTP


def wait_before(
    attempt: int, headers: Mapping[str, str], text: str, *, first: float = FIRST
) -> float | None:
    """Return how many seconds to wait before the next attempt, or None if the server asks for too long.

    If the server states a wait, it is used: ``retry-after-ms``, ``retry-after`` (seconds or a date), or the wait in the text of the
    error, as in the administration endpoints. Otherwise, the wait doubles with every attempt, from ``first`` to 16 times ``first``. It
    is reduced by up to a quarter at random, so that concurrent requests are not sent at the same time.
    """
    hint = _from_headers(headers)
    if hint is None:
        hint = _from_text(text)
    if hint is not None and hint > LONGEST_HINT:
        return None
    if hint is not None and hint >= 0:
        return hint + _between(0, 0.05)
    return first * min(2.0**attempt, 16.0) * _between(0.75, 1.0)


def _between(least: float, most: float) -> float:
    import random  # most runs do not need it

    return random.uniform(least, most)  # noqa: S311  spreads load, guards nothing


def _from_headers(headers: Mapping[str, str]) -> float | None:
    try:
        return float(headers["retry-after-ms"]) / 1000
    except (KeyError, ValueError):
        pass
    value = headers.get("retry-after", "")
    try:
        return float(value)
    except ValueError:
        import email.utils  # loads a dozen modules, for the rarest form of this header

        try:
            date = email.utils.parsedate_tz(value)
            return None if date is None else email.utils.mktime_tz(date) - time.time()
        except (ValueError, OverflowError):  # a date that does not exist
            return None


def _from_text(text: str) -> float | None:
    found = _WAIT_IN_TEXT.search(text)
    if found is None:
        return None
    amounts = re.findall(_AMOUNT, found[1], re.IGNORECASE)
    return sum(float(amount) * _seconds_in(unit.lower()) for amount, unit in amounts)


def _seconds_in(unit: str) -> float:
    """Return the seconds in a unit; an empty unit means seconds."""
    if unit in {"ms", "millisecond", "milliseconds"}:
        return 0.001
    return {"m": 60.0, "h": 3600.0, "d": 86400.0}.get(unit[:1], 1.0)
