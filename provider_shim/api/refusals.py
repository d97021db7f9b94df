"""What an attempt that failed comes to: the failure to raise, and whether another attempt helps. Pure.

The words are for the person who reads them: what was attempted, what the API said, what to do. Never a secret.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypedDict

from provider_shim.api.environment import advice as environment_advice
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
)

_LONGEST_MESSAGE = 2000
"""Characters: a message is for a person; a gateway's error page is not."""

_UNSURE = frozenset({408, 409})
"""Statuses below 500 that a gateway may answer after the work is done."""

_NAMES = ("name", "display_name", "filename", "title", "email", "url", "suffix")
"""Fields by which a person finds an object, as far as the request has them."""

_NEVER_SENT = frozenset(
    {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
)
"""Faults of the connection that happen before anything is sent."""


class Failure(Record):
    """An attempt that failed: what to raise, or how many seconds to wait before the next (None: there is no use)."""

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
    """Return what an answer with an error status comes to; attempts count from 0, ``azure`` where Azure was asked."""
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
    again = worth_another_try(status, headers, code, repeatable=request.repeatable)
    if status >= 500 and status not in UNSUPPORTED and not request.repeatable and not again:  # noqa: PLR2004 - HTTP
        return Failure(OutcomeUnknownError(_summary(status), detail("") + _may_exist(request)))
    of_minutes = status == 429 and request.auth == "admin"  # noqa: PLR2004 - HTTP
    first = FIRST_OF_MINUTES if of_minutes else FIRST
    wait = wait_before(attempt, headers, fields.get("message") or refusal.text, first=first)
    advice = (
        _not_the_api(azure=azure)
        if page and status < 500  # noqa: PLR2004 - HTTP
        else _advice(status, code, azure=azure)
    )
    if status in _UNSURE and not request.repeatable and not again:
        advice = f"{advice}{_may_exist(request)}".strip()
    failure = ApiError(_summary(status), detail(advice), **facts)
    return Failure(failure, wait if again else None)


def unreachable(request: Request, reason: str, kind: str, attempt: int) -> Failure:
    """Return what a lost connection comes to.

    Args:
        request: what was sent, or could not be.
        reason: where the API is and what happened, without secrets.
        kind: the name of the fault's class.
        attempt: counted from 0.
    """
    advice = environment_advice(kind, reason)
    detail = f"The provider tried to {request.attempted}. {reason}" + (
        f"\n\n{advice}" if advice else ""
    )
    if kind in _NEVER_SENT or request.repeatable:
        return Failure(ProviderError("API cannot be reached", detail), wait_before(attempt, {}, ""))
    return Failure(OutcomeUnknownError("Answer lost", detail + _may_exist(request)))


def malformed(
    request: Request, text: str, attempt: int, wanted: str, *, azure: bool = False
) -> Failure:
    """Return what an answer comes to that is a success, but not what it must be.

    Args:
        request: what was sent.
        text: of the answer, without secrets.
        attempt: counted from 0.
        wanted: what the answer is, in the words of a sentence: "no JSON object".
        azure: the API is Azure's.
    """
    page, said = web_page(text), error_fields(text).get("message")
    detail = f"The provider tried to {request.attempted}. The answer is " + (
        f"{page}. {_not_the_api(azure=azure)}"
        if page
        else f"{wanted}, so it cannot be used." + (f" It says: {_shortened(said)}" if said else "")
    )
    if request.repeatable:
        return Failure(ProviderError("Malformed answer", detail), wait_before(attempt, {}, ""))
    return Failure(OutcomeUnknownError("Malformed answer", detail + _may_exist(request)))


def without_id(attempted: str) -> OutcomeUnknownError:
    """Return the failure for a new object that the API gave no id, so that nothing can be done with it."""
    return OutcomeUnknownError(
        "Malformed answer",
        f"The provider tried to {attempted}. The answer has no `id`, so it cannot be used.{_may_exist(None)}",
    )


def _may_exist(request: Request | None) -> str:
    """Return what to do where an object may exist: how to find it, by what the request says of it."""
    values = {} if request is None else {**_file_name(request), **(request.body or {})}
    said = [
        f'`{name}` is "{without_secrets(_shortened(values[name]), request.secrets if request else ())}"'
        for name in _NAMES
        if isinstance(values.get(name), str)
    ]
    which = f" whose {' and '.join(said)}" if said else ", which was made just now"
    return (
        "\n\nThe request was sent and may have had its effect, so it is not sent again: that could create the object twice. "
        f"Look for an object{which}; if it exists, import it with `terraform import`, otherwise apply again."
    )


def _file_name(request: Request) -> dict[str, Any]:
    """Return the name of the first file that is sent along."""
    return {"filename": request.files[0][1][0]} if request.files else {}


def error_fields(text: str) -> dict[str, str]:
    """Return message, type, param and code, from OpenAI's error body or the flat one that some endpoints send.

    Servers built with FastAPI list what is wrong, and where, in ``detail``.
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
    """Return the setting that says where the API is."""
    if azure:
        return "`azure` (its `endpoint`, `api_version` and `deployments`)"
    return "`base_url`, which usually ends in `/v1`"


def _not_the_api(*, azure: bool) -> str:
    return (
        f"That is not what the API answers, but something in its place: check {_address(azure=azure)}, and the proxy, if there "
        "is one (`HTTPS_PROXY`)."
    )


def _wrong_path(*, azure: bool) -> str:
    return (
        "The server does not know this path at all, which says nothing about the object, so the state is left as it is: check "
        f"{_address(azure=azure)}. If the server does not offer this API any more, `terraform state rm` forgets the object."
    )


_UNKNOWN_PATHS: tuple[Any, ...] = (
    {"detail": "Not Found"},  # FastAPI
    {"error": {"code": "404", "message": "Resource not found"}},  # Azure
)
"""What servers answer where they do not know a path, as opposed to an object."""


def _knows_path(text: str, message: str) -> bool:
    """Tell whether a 404 is about an object: a server that is not the API would otherwise empty the state."""
    try:
        body: Any = json.loads(text)
    except (ValueError, RecursionError):
        return not text.strip()
    if not isinstance(body, dict) or body in _UNKNOWN_PATHS:
        return False
    return not message.lower().startswith("invalid url")


def _says_not_found(request: Request, message: str) -> bool:
    """Tell whether a 400 says that the object of the request is not there; some servers say it so.

    It must name the object: a project or a model that does not exist says nothing about the object.
    """
    if request.method == "POST" and not request.repeatable:
        return False
    if request.path.rsplit("/", 1)[-1] not in message and not re.fullmatch(
        r"\W*(the )?(\w+ )?not found\W*", message, re.IGNORECASE
    ):
        return False
    return (
        re.search(
            r"\b(not found|no such|does not exist|no \w+( \w+)* found)\b", message, re.IGNORECASE
        )
        is not None
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
        return "Unexpected redirection"
    return named.get(status, "API error" if status < 500 else "API failure")  # noqa: PLR2004 - HTTP


def _advice(status: int, code: str | None, *, azure: bool) -> str:
    if status == 401 and azure:  # noqa: PLR2004 - HTTP
        return "Check `azure.api_key` or `azure.azure_ad_token`, and that it is for the resource of `azure.endpoint`."
    if status == 401:  # noqa: PLR2004 - HTTP
        return "Check the key, and the `organization` and `project` that it belongs to."
    if code in {"insufficient_quota", "credit_balance_exhausted"}:
        return (
            "The account has no quota left; waiting does not help. Add credit or raise the limit."
        )
    if status == 429:  # noqa: PLR2004 - HTTP
        return "The provider has waited and tried again; lower Terraform's -parallelism, or raise `max_retries`."
    if status < 400:  # noqa: PLR2004 - HTTP
        return (
            f"Check {'`azure.endpoint`' if azure else '`base_url`'}: the server is somewhere else."
        )
    return ""
