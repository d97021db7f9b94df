"""The OpenAI API, through the ``openai`` package. The only module that may import it, and only at the first call.

Importing ``openai`` takes 0.7 s, and Terraform launches a provider several times per command, mostly for its schema.
The package's own retries are off: they would send a create twice after a lost answer, they cannot be cancelled, and
they do not read the wait that the administration endpoints write in their text.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from provider_shim.diagnostics import (
    ApiError,
    CancelledError,
    NotFoundError,
    OutcomeUnknownError,
    ProviderError,
)
from provider_shim.rest import Auth
from provider_shim.retries import wait_before, worth_another_try

if TYPE_CHECKING:  # never at run time: see above
    import openai

logger = logging.getLogger(__name__)
TRACE = 5

DEFAULT_BASE_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to reach the API; what the provider's configuration comes to. Times are in seconds."""

    api_key: str | None = None
    admin_api_key: str | None = None
    organization: str | None = None
    project: str | None = None
    base_url: str = DEFAULT_BASE_URL
    max_retries: int = 5
    timeout: float = 600.0
    headers: Mapping[str, str] = field(default_factory=dict)
    user_agent: str = "openai-cdktf"


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call of the API.

    Attributes:
        method: the HTTP method.
        path: relative to the base URL, filled in.
        template: the path with names in place of ids, for the log.
        needed_by: the Terraform type on whose behalf it is sent, for messages.
        attempted: what it does, in the words of a sentence: "create the file".
        auth: the kind of key.
        body: JSON; with ``files``, the fields of a form.
        query: the query string.
        headers: further headers.
        files: parts of a form: (field, (file name, open handle, media type)).
        repeatable: sending it twice has the effect of sending it once.
    """

    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
    path: str
    template: str
    needed_by: str
    attempted: str
    auth: Auth = "project"
    body: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    files: list[tuple[str, Any]] | None = None
    repeatable: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the API said: JSON (or raw bytes), and headers with names in lower case."""

    body: Any
    headers: Mapping[str, str]
    content: bytes = b""


class Api:
    """A connection to the API that many threads may share. Times are in seconds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._client: openai.OpenAI | None = None

    def stop(self) -> None:
        """Cancel all waits and refuse further requests; requests under way end when their answers come."""
        self._stopped.set()

    def sleep(self, seconds: float, attempted: str) -> None:
        """Wait, unless Terraform asks to stop.

        Raises:
            CancelledError: it did.
        """
        if self._stopped.wait(max(seconds, 0)):
            raise CancelledError(
                "Cancelled", f"Terraform asked to stop while the provider waited to {attempted}."
            )

    def send(self, request: Request, *, json_answer: bool = True) -> Answer:
        """Send a request, again where that is safe and helps, and return the answer.

        Raises:
            NotFoundError: the object is not there.
            ApiError: the API refused for another reason.
            OutcomeUnknownError: the request is not repeatable, and may or may not have had its effect.
            CancelledError: Terraform asked to stop.
            ProviderError: there is no key, or the API cannot be reached.
        """
        self._check_key(request)
        for attempt in range(self.settings.max_retries + 1):
            if self._stopped.is_set():
                raise CancelledError(
                    "Cancelled",
                    f"Terraform asked to stop before the provider could {request.attempted}.",
                )
            outcome = self._attempt(request, attempt, json_answer=json_answer)
            if isinstance(outcome, Answer):
                return outcome
            if outcome.wait is None or attempt == self.settings.max_retries:
                raise outcome.failure
            logger.info(
                "waiting before the next attempt",
                extra={
                    "path": request.template,
                    "seconds": round(outcome.wait, 3),
                    "attempt": attempt + 1,
                },
            )
            self.sleep(outcome.wait, request.attempted)
            _rewind(request)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _attempt(self, request: Request, attempt: int, *, json_answer: bool) -> Answer | _Failure:
        import openai

        started = time.monotonic()
        try:
            response = self._send_once(request)
        except openai.APIStatusError as refusal:
            _log(request, attempt, started, refusal.status_code, refusal.response.headers)
            return self._refused(
                request,
                refusal.status_code,
                _lower(refusal.response.headers),
                refusal.response.text,
                attempt,
            )
        except openai.APIConnectionError as lost:
            _log(request, attempt, started, None, {})
            return self._unreachable(request, lost, attempt)
        headers = _lower(response.headers)
        _log(request, attempt, started, response.status_code, headers)
        if not json_answer:
            return Answer(body=None, headers=headers, content=response.content)
        try:
            body = json.loads(response.content) if response.content else {}
        except ValueError:
            return self._malformed(request, attempt)
        if not isinstance(body, dict):
            return self._malformed(request, attempt)
        if logger.isEnabledFor(TRACE):
            logger.log(
                TRACE, "answer", extra={"path": request.template, "body": json.dumps(masked(body))}
            )
        return Answer(body=body, headers=headers)

    def _send_once(self, request: Request) -> Any:
        import httpx2

        options: dict[str, Any] = {
            "headers": dict(request.headers),
            "max_retries": 0,
            "security": {"admin_api_key_auth" if request.auth == "admin" else "bearer_auth": True},
        }
        if request.query:
            options["params"] = dict(request.query)
        if logger.isEnabledFor(TRACE) and request.body is not None:
            logger.log(
                TRACE,
                "request",
                extra={"path": request.template, "body": json.dumps(masked(request.body))},
            )
        client = self._connected()
        arguments: dict[str, Any] = {"cast_to": httpx2.Response, "options": options}
        if request.method != "GET":
            arguments["body"] = request.body
        if request.files is not None:
            options["headers"]["Content-Type"] = "multipart/form-data"
            arguments["files"] = request.files
        return getattr(client, request.method.lower())(request.path, **arguments)

    def _connected(self) -> openai.OpenAI:
        with self._lock:
            if self._client is None:
                import openai

                settings = self.settings
                self._client = openai.OpenAI(
                    # The package refuses to start without a project key, even if only the admin key is ever used.
                    api_key=settings.api_key or "",
                    admin_api_key=settings.admin_api_key or "",
                    organization=settings.organization,
                    project=settings.project,
                    base_url=settings.base_url,
                    timeout=settings.timeout,
                    max_retries=0,
                    default_headers={"User-Agent": settings.user_agent, **settings.headers},
                )
            return self._client

    def _check_key(self, request: Request) -> None:
        admin = request.auth == "admin"
        key = self.settings.admin_api_key if admin else self.settings.api_key
        attribute, variable = (
            ("admin_api_key", "OPENAI_ADMIN_KEY") if admin else ("api_key", "OPENAI_API_KEY")
        )
        kind = "an admin key" if admin else "a project key"
        if not key:
            raise ProviderError(
                "Missing API key",
                f"{request.needed_by} needs {kind}: set `{attribute}` in the provider's configuration, or the "
                f"environment variable {variable}.",
            )
        if key.startswith("sk-admin-") is not admin and key.startswith(
            ("sk-admin-", "sk-proj-", "sk-svcacct-")
        ):
            raise ProviderError(
                "Wrong kind of API key",
                f"{request.needed_by} needs {kind}, but `{attribute}` (or {variable}) holds "
                f"{'a project key' if admin else 'an admin key'}.",
            )

    def _refused(
        self, request: Request, status: int, headers: Mapping[str, str], text: str, attempt: int
    ) -> _Failure:
        told = _error_fields(text)
        code = told.get("code") or told.get("type")
        message = self._without_secrets(told.get("message") or text[:500] or "(no message)")
        known = _Known(status=status, code=told.get("code"), parameter=told.get("param"))
        identity = headers.get("x-request-id")
        detail = (
            f"The provider tried to {request.attempted}. The API answered {status}: {message}"
            + (f"\n\n{advice}" if (advice := _advice(status, code)) else "")
            + (f"\n\nRequest id: {identity}" if identity else "")
        )
        if status == 404 or (status == 400 and _says_not_found(message)):  # noqa: PLR2004 - HTTP
            return _Failure(NotFoundError("Not found", detail, **known))
        again = worth_another_try(status, headers, code, repeatable=request.repeatable)
        failure: ProviderError = ApiError(_summary(status), detail, **known)
        if status >= 500 and not request.repeatable and not again:  # noqa: PLR2004 - HTTP
            failure = OutcomeUnknownError(_summary(status), detail + _MAY_EXIST)
        return _Failure(failure, wait_before(attempt, headers, text) if again else None)

    def _unreachable(self, request: Request, lost: BaseException, attempt: int) -> _Failure:
        cause = lost.__cause__ or lost
        reason = self._without_secrets(f"{type(cause).__name__}: {cause}")
        detail = f"The provider tried to {request.attempted} at {self.settings.base_url}. {reason}"
        never_sent = type(cause).__name__ in {
            "ConnectError",
            "ConnectTimeout",
            "PoolTimeout",
            "UnsupportedProtocol",
        }
        if never_sent or request.repeatable:
            return _Failure(
                ProviderError("API cannot be reached", detail), wait_before(attempt, {}, "")
            )
        return _Failure(OutcomeUnknownError("Answer lost", detail + _MAY_EXIST))

    def _malformed(self, request: Request, attempt: int) -> _Failure:
        detail = f"The provider tried to {request.attempted}. The answer is no JSON object, so it cannot be used."
        if request.repeatable:
            return _Failure(ProviderError("Malformed answer", detail), wait_before(attempt, {}, ""))
        return _Failure(OutcomeUnknownError("Malformed answer", detail + _MAY_EXIST))

    def _without_secrets(self, text: str) -> str:
        for secret in (self.settings.api_key, self.settings.admin_api_key):
            if secret:
                text = text.replace(secret, "(key)")
        return re.sub(r"sk-[A-Za-z0-9_*-]{8,}", "(key)", text)


class _Known(TypedDict):
    status: int
    code: str | None
    parameter: str | None


_MAY_EXIST = (
    "\n\nThe request was sent and may have had its effect, so it is not sent again: that could create the object twice. "
    "Look for the object; if it exists, import it with `terraform import`, otherwise apply again."
)


@dataclass(frozen=True)
class _Failure:
    """An attempt that failed: what to raise, or how many seconds to wait before the next (None: there is no use)."""

    failure: ProviderError
    wait: float | None = None


def _error_fields(text: str) -> dict[str, Any]:
    """Return message, type, param and code, from OpenAI's error body or the flat one that some endpoints send."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    told = told.get("error", told) if isinstance(told, dict) else told
    if isinstance(told, str):
        return {"message": told}
    if not isinstance(told, dict):
        return {}
    return {
        key: told[key]
        for key in ("message", "type", "param", "code")
        if isinstance(told.get(key), str)
    }


def _says_not_found(message: str) -> bool:
    return re.search(r"\b(not found|no such|does not exist)\b", message, re.IGNORECASE) is not None


def _summary(status: int) -> str:
    named = {
        400: "Invalid request",
        401: "API key refused",
        403: "Permission denied",
        409: "Conflict",
        429: "Rate limit or quota exceeded",
    }
    return named.get(status, "API error" if status < 500 else "API failure")  # noqa: PLR2004 - HTTP


def _advice(status: int, code: str | None) -> str:
    if status == 401:  # noqa: PLR2004 - HTTP
        return "Check the key, and the `organization` and `project` that it belongs to."
    if code in {"insufficient_quota", "credit_balance_exhausted"}:
        return (
            "The account has no quota left; waiting does not help. Add credit or raise the limit."
        )
    if status == 429:  # noqa: PLR2004 - HTTP
        return "The provider has waited and tried again; lower Terraform's -parallelism, or raise `max_retries`."
    return ""


_SECRET_FIELDS = frozenset(
    {
        "api_key",
        "authorization",
        "client_secret",
        "key",
        "password",
        "secret",
        "signing_secret",
        "token",
        "value",
    }
)


def masked(value: Any) -> Any:
    """Return JSON with the values of fields that may hold secrets replaced, for the log."""
    match value:
        case Mapping():
            return {
                key: "(masked)" if key in _SECRET_FIELDS else masked(item)
                for key, item in value.items()
            }
        case list():
            return [masked(item) for item in value]
        case _:
            return value


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _rewind(request: Request) -> None:
    for _, (_, handle, *_) in request.files or []:
        if hasattr(handle, "seek"):
            handle.seek(0)


def _log(
    request: Request, attempt: int, started: float, status: int | None, headers: Mapping[str, str]
) -> None:
    logger.debug(
        "API call",
        extra={
            "method": request.method,
            "path": request.template,
            "status": status,
            "attempt": attempt + 1,
            "duration_ms": round((time.monotonic() - started) * 1000),
            "request_id": headers.get("x-request-id"),
        },
    )
