"""Converts a failed attempt to the error to raise, and decides whether another attempt helps. Pure.

Each message contains what the provider attempted, what the API returned, and what the user can do. It never contains a secret.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypedDict

from provider_shim.api.conflicts import EXISTS, says_exists
from provider_shim.api.environment import advice as environment_advice
from provider_shim.api.environment import is_lasting
from provider_shim.api.exchange import Request
from provider_shim.api.masking import without_secrets
from provider_shim.api.next_steps import UNSUPPORTED
from provider_shim.api.retries import FIRST, FIRST_OF_MINUTES, wait_before, worth_another_try
from provider_shim.api.web_pages import web_page
from provider_shim.records import Record, positional
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    NotFoundError,
    OutcomeUnknownError,
    ProviderError,
    UnreachableError,
)

_LONGEST_MESSAGE = 2000
"""The maximum number of shown characters of the API's message. A gateway can return a complete error page."""

_UNSURE = frozenset({408, 409})
"""Statuses below 500 that a gateway can send after the API has done the work."""

_NAMES = ("name", "role_name", "display_name", "filename", "title", "email", "url", "suffix")
"""Fields of the request by which the user can find an object."""

_NEVER_SENT = frozenset(
    {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
)
"""Connection errors that happen before the request is sent."""


class Failure(Record):
    """A failed attempt: the error, and the seconds to wait before the next attempt (None: do not try again)."""

    failure: ProviderError = positional(kw_only=False)
    wait: float | None = positional(default=None, kw_only=False)


class Refusal(Record):
    """An answer with an error status: headers with names in lower case, and a text without secrets."""

    status: int
    headers: Mapping[str, str]
    text: str


class _Facts(TypedDict):
    status: int
    code: str | None
    parameter: str | None


def refused(request: Request, refusal: Refusal, attempt: int, *, azure: bool = False) -> Failure:
    """Return the failure for an answer with an error status. Attempts count from 0. ``azure`` says that the API is Azure's."""
    status, headers = refusal.status, refusal.headers
    fields = error_fields(refusal.text)
    code = fields.get("code") or fields.get("type")
    page = web_page(refusal.text)
    message = page or _shortened(fields.get("message") or refusal.text) or "(no message)"
    facts = _Facts(status=status, code=fields.get("code"), parameter=fields.get("param"))

    def detail(advice: str) -> str:
        identity = headers.get("x-request-id")
        return (
            f"The provider tried to {request.attempted}. The API answered {status}: {message}"
            + (f"\n\n{advice}" if advice else "")
            + (f"\n\nRequest id: {identity}" if identity else "")
        )

    if status in {404, 410}:
        if not _knows_path(refusal.text, message):
            return Failure(ApiError("Unknown API path", detail(_wrong_path(azure=azure)), **facts))
        return Failure(NotFoundError("Not found", detail(""), **facts))
    if status == 400 and _says_not_found(request, message):  # noqa: PLR2004 - HTTP
        return Failure(NotFoundError("Not found", detail(""), **facts))
    exists = not page and says_exists(status, code, message)
    again = not exists and worth_another_try(status, headers, code, repeatable=request.repeatable)
    if status >= 500 and status not in UNSUPPORTED and not request.repeatable and not again:  # noqa: PLR2004 - HTTP
        return Failure(OutcomeUnknownError(_summary(status), detail("") + _may_exist(request)))
    of_minutes = status == 429 and request.auth == "admin"  # noqa: PLR2004 - HTTP
    first = FIRST_OF_MINUTES if of_minutes else FIRST
    wait = wait_before(attempt, headers, fields.get("message") or refusal.text, first=first)
    advice = (
        _not_the_api(azure=azure)
        if page and status < 500  # noqa: PLR2004 - HTTP
        else EXISTS
        if exists
        else _advice(status, code, azure=azure)
    )
    if status in _UNSURE and not exists and not request.repeatable and not again:
        advice = f"{advice}{_may_exist(request)}".strip()
    failure = ApiError(_summary(status), detail(advice), **facts)
    return Failure(failure, wait if again else None)


def unreachable(
    request: Request, reason: str, kind: str, attempt: int, *, is_local: bool = False
) -> Failure:
    """Return the failure for a lost connection.

    Args:
        request: the request, which may not have been sent.
        reason: the address of the API and the text of the exception, without secrets.
        kind: the name of the exception's class.
        attempt: the number of the attempt, from 0.
        is_local: whether the server is on this machine.
    """
    advice = environment_advice(kind, reason, is_local=is_local)
    detail = f"The provider tried to {request.attempted}. {reason}" + (
        f"\n\n{advice}" if advice else ""
    )
    if kind in _NEVER_SENT or request.repeatable:
        lasting = is_lasting(kind, reason, attempt, is_local=is_local)
        wait = None if lasting else wait_before(attempt, {}, "")
        return Failure(UnreachableError("API cannot be reached", detail), wait)
    return Failure(OutcomeUnknownError("Answer lost", detail + _may_exist(request)))


def malformed(
    request: Request, text: str, attempt: int, wrong: str, *, azure: bool = False
) -> Failure:
    """Return the failure for an answer with a success status and a malformed body.

    Args:
        request: the request.
        text: the text of the answer, without secrets.
        attempt: the number of the attempt, from 0.
        wrong: what is wrong, as the end of "The answer is …", such as "not a JSON object".
        azure: whether the API is Azure's.
    """
    page, said = web_page(text), error_fields(text).get("message")
    detail = f"The provider tried to {request.attempted}. The answer is " + (
        f"{page}. {_not_the_api(azure=azure)}"
        if page
        else f"{wrong}, so the provider cannot use it."
        + (f" The message is: {_shortened(said)}" if said else "")
    )
    if request.repeatable:
        return Failure(ProviderError("Malformed answer", detail), wait_before(attempt, {}, ""))
    return Failure(OutcomeUnknownError("Malformed answer", detail + _may_exist(request)))


def without_id(attempted: str) -> OutcomeUnknownError:
    """Return the failure for a new object without an id in the answer."""
    return OutcomeUnknownError(
        "Malformed answer",
        f"The provider tried to {attempted}. The answer has no `id`, so the provider cannot use it.{_may_exist(None)}",
    )


def _may_exist(request: Request | None) -> str:
    """Return advice for an object that may exist: how to find it, by the fields of the request."""
    values = {} if request is None else {**_file_name(request), **(request.body or {})}
    said = [
        f'`{name}` is "{without_secrets(_shortened(values[name]), request.secrets if request else ())}"'
        for name in _NAMES
        if isinstance(values.get(name), str)
    ]
    which = f" whose {' and '.join(said)}" if said else " that was created just now"
    return (
        "\n\nThe API may have created the object. The provider does not send the request again, because that could create it twice. "
        f"Look for an object{which}. If it exists, import it (`terraform import`). Otherwise apply again."
    )


def _file_name(request: Request) -> dict[str, Any]:
    """Return the name of the first file of the request."""
    return {"filename": request.files[0][1][0]} if request.files else {}


def error_fields(text: str) -> dict[str, str]:
    """Return the message, type, param and code of an error body, which is nested (OpenAI's usual form) or flat.

    Servers built with FastAPI list the errors and their fields in ``detail``.
    """
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    body = body.get("error") or body if isinstance(body, dict) else body
    if isinstance(body, str):
        return {"message": body}
    if not isinstance(body, dict):
        return {}
    body = {**_first_detail(body.get("detail")), **body}
    return {
        key: body[key]
        for key in ("message", "type", "param", "code")
        if isinstance(body.get(key), str)
    }


def _first_detail(detail: Any) -> dict[str, str]:
    if isinstance(detail, str):
        return {"message": detail}
    first = detail[0] if isinstance(detail, list) and detail else None
    if not isinstance(first, dict) or not isinstance(first.get("msg"), str):
        return {}
    where = first.get("loc")
    steps = [str(step) for step in where if step != "body"] if isinstance(where, list) else []
    return {"message": first["msg"], **({"param": ".".join(steps)} if steps else {})}


def _shortened(message: str) -> str:
    message = message.strip()
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…"


def _address(*, azure: bool) -> str:
    """Return the name of the setting that contains the address of the API."""
    if azure:
        return "`azure` (its `endpoint`, `api_version` and `deployments`)"
    return "`base_url`, which usually ends in `/v1`"


def _not_the_api(*, azure: bool) -> str:
    return (
        f"This answer does not come from the API. Check {_address(azure=azure)}. If you use a proxy, check the proxy too "
        "(`HTTPS_PROXY`)."
    )


def _wrong_path(*, azure: bool) -> str:
    return (
        "The server does not know this path, so the provider cannot find out whether the object exists, and the state does not "
        f"change. Check {_address(azure=azure)}. If the server no longer has this API, remove the object from the state "
        "(`terraform state rm`)."
    )


_UNKNOWN_PATHS: tuple[Any, ...] = (
    {"detail": "Not Found"},  # FastAPI
    {"error": {"code": "404", "message": "Resource not found"}},  # Azure
)
"""The answers of servers that do not know a path. Answers about missing objects are different."""


def _knows_path(text: str, message: str) -> bool:
    """Return whether a 404 is about an object. If it is about the path, the object must stay in the state."""
    try:
        body: Any = json.loads(text)
    except (ValueError, RecursionError):
        return not text.strip()
    if not isinstance(body, dict) or body in _UNKNOWN_PATHS:
        return False
    return not message.lower().startswith("invalid url")


def _says_not_found(request: Request, message: str) -> bool:
    """Return whether a 400 means that the object of the request does not exist. Some servers return this status.

    The message must name the object: a missing project or model does not mean that the object is missing.
    """
    if request.method == "POST" and not request.repeatable:
        return False
    if request.path.rsplit("/", 1)[-1] not in message and not _is_about(request, message):
        return False
    return (
        re.search(
            r"\b(not found|no such|does not exist|no \w+( \w+)* found)\b", message, re.IGNORECASE
        )
        is not None
    )


def _is_about(request: Request, message: str) -> bool:
    """Return whether a message such as "File not found" is about the kind of object in the path of the request."""
    said = re.fullmatch(r"\W*(?:the )?((?:\w+ )*)not found\W*", message, re.IGNORECASE)
    words = said[1].lower().split() if said else ["?"]
    collection = request.template.rpartition("/")[0].rsplit("/", 1)[-1]
    return all(
        word in {"object", "resource"} or word.removesuffix("y") in collection for word in words
    )


def _summary(status: int) -> str:
    named = {
        400: "Invalid request",
        401: "API key refused",
        403: "Permission denied",
        405: "Not supported by the server",
        409: "Conflict",
        413: "Request too large",
        422: "Invalid request",
        429: "Rate limit or quota exceeded",
        501: "Not supported by the server",
    }
    if status < 400:  # noqa: PLR2004 - HTTP
        return "Unexpected redirect"
    return named.get(status, "API error" if status < 500 else "API failure")  # noqa: PLR2004 - HTTP


def _advice(status: int, code: str | None, *, azure: bool) -> str:
    if status == 401 and azure:  # noqa: PLR2004 - HTTP
        return "Check that `azure.api_key` or `azure.azure_ad_token` is right and belongs to the resource of `azure.endpoint`."
    if status == 401:  # noqa: PLR2004 - HTTP
        return "Check the key, and the `organization` and `project` that it belongs to."
    if code in {"insufficient_quota", "credit_balance_exhausted"}:
        return "The account has no quota left, so another attempt does not help. Add credit or raise the limit."
    if status == 429:  # noqa: PLR2004 - HTTP
        return "The provider has waited and tried again. Lower Terraform's -parallelism, or raise `max_retries`."
    if status < 400:  # noqa: PLR2004 - HTTP
        return f"The server redirects to another address. Check {'`azure.endpoint`' if azure else '`base_url`'}."
    return ""
