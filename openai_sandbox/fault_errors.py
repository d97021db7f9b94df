"""The error responses that faults cause, with OpenAI's messages."""

from __future__ import annotations

from collections.abc import Mapping

from openai_sandbox.errors import ApiError

_TOO_MANY = 429
_SERVER_ERROR = 500
_MESSAGES = {
    _TOO_MANY: "Rate limit reached for requests.",
    _SERVER_ERROR: "The server had an error while processing your request. Sorry about that!",
    503: "The server is overloaded or not ready yet.",
}
_CODES = {_TOO_MANY: "rate_limit_exceeded", 503: "server_is_overloaded"}


def quota() -> ApiError:
    """Return the error of an account that has used its quota."""
    return ApiError(
        _TOO_MANY,
        "You exceeded your current quota, please check your plan and billing details.",
        kind="insufficient_quota",
        code="insufficient_quota",
    )


def status(number: int, options: Mapping[str, str], wait: float | None) -> ApiError:
    """Return the error with an HTTP status.

    Args:
        number: The HTTP status.
        options: The options of the fault: message, code and headers.
        wait: The time in seconds that the message asks the client to wait. None adds no such text.
    """
    message = options.get("message", _MESSAGES.get(number, f"The sandbox answers {number}."))
    if wait is not None and options.get("code") == "slow_down":
        message += f" Please slow down and try again after {wait:g} seconds."
    elif wait is not None:
        shown = f"{wait:g}s" if wait >= 1 else f"{wait * 1000:g}ms"
        message += f" Please try again in {shown}."
    headers = {name: options[name] for name in ("retry-after", "retry-after-ms") if name in options}
    kind = "invalid_request_error"
    if number >= _SERVER_ERROR:
        kind = "server_error"
    elif number == _TOO_MANY:
        kind = "requests"
    code = options.get("code", _CODES.get(number))
    return ApiError(number, message, kind=kind, code=code, headers=headers)
