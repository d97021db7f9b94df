"""The client of the OpenAI API. Only this module imports the ``openai`` package, at the first call.

The import of ``openai`` takes forty times as long as the start of Python, and Terraform starts a provider several times for each
command, mostly for its schema. The retries of the package are disabled: they would send a create twice after a lost answer, they
cannot be cancelled, and they do not read the wait in the error texts of the administration endpoints.
"""

from __future__ import annotations

import functools
import logging
import math
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent import futures
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any

from provider_shim import trace
from provider_shim.api.azure import Azure
from provider_shim.api.call_logs import log_attempt, log_body
from provider_shim.api.environment import no_certificates, no_proxy
from provider_shim.api.exchange import Answer, Request, json_object, missing_part
from provider_shim.api.keys import check_azure, check_key
from provider_shim.api.masking import without_secrets
from provider_shim.api.pace import Pace
from provider_shim.api.redirections import redirected_server, strip_headers_elsewhere
from provider_shim.api.refusals import Failure, Refusal, malformed, refused, unreachable
from provider_shim.api.stopping import Stopping
from provider_shim.api.turns import Turns
from provider_shim.loading import loaded, no_garbage, omit
from provider_shim.records import Record, fresh
from provider_shim.rules.addresses import DEFAULT_BASE_URL, direct, is_local
from provider_shim.vocabulary.diagnostics import (
    ApiError,
    CancelledError,
    DeadlineError,
    UnreachableError,
)

if TYPE_CHECKING:  # never at run time: see above
    import ssl

    import openai

logger = logging.getLogger(__name__)

_TOO_MANY = 429  # HTTP

UNNEEDED = ("openai.types", "openai._vendor.httpx_aiohttp")
"""Parts of the package that take most of its time to load. Requests and answers are JSON here, and no client is asynchronous."""


def omit_unneeded_parts() -> None:
    """Let this process load the package without the parts that this module does not need, unless it is loaded already."""
    if "openai" not in sys.modules:
        omit(*UNNEEDED)


class Settings(Record):
    """The settings of the connection to the API, from the provider's configuration. Times are in seconds."""

    api_key: str | None = None
    admin_api_key: str | None = None
    organization: str | None = None
    project: str | None = None
    base_url: str = DEFAULT_BASE_URL
    max_retries: int = 5
    timeout: float = 600.0
    requests_per_minute: float | None = None
    max_concurrent_requests: int | None = None
    headers: Mapping[str, str] = fresh(default_factory=dict)
    user_agent: str = "openai-cdktf"
    azure: Azure | None = None

    @property
    def address(self) -> str:
        """The address of the API."""
        return self.azure.endpoint if self.azure is not None else self.base_url

    @property
    def is_local(self) -> bool:
        """Whether the API is on this machine: a sandbox, or the user's own server."""
        return is_local(self.address)

    @property
    def secrets(self) -> tuple[str | None, ...]:
        """The keys and headers that must not appear in logs and messages."""
        azure = (self.azure.api_key, self.azure.azure_ad_token) if self.azure is not None else ()
        return (self.api_key, self.admin_api_key, *azure, *self.headers.values())


class Api:
    """A connection to the API that many threads can share. Times are in seconds.

    Args:
        settings: the settings.
        is_patient: whether to try again if the server cannot be reached and has not answered before: it may start at the moment.
    """

    def __init__(self, settings: Settings, *, is_patient: bool = True) -> None:
        self.settings = settings
        self._gives_up = not is_patient
        self._stopping = Stopping()
        self._lock = threading.Lock()
        self._client: openai.OpenAI | None = None
        pace = (
            Pace(settings.requests_per_minute, None)
            if settings.is_local
            else Pace(settings.requests_per_minute)
        )
        self._turns = Turns(pace, settings.max_concurrent_requests, self.sleep)

    def load(self) -> None:
        """Load all modules that requests need, and the trusted certificates. It sends nothing."""
        self._connected()

    def stop(self) -> None:
        """Cancel all waits and reads, and refuse further requests.

        Requests that may change something continue until their answer comes, so that the result is known.
        """
        self._stopping.request()

    def sleep(self, seconds: float, attempted: str) -> None:
        """Wait, until the time has passed or Terraform stops the run.

        Raises:
            CancelledError: Terraform stopped the run.
        """
        if self._stopping.wait(seconds):
            raise CancelledError(
                "Cancelled", f"Terraform stopped the run while the provider waited to {attempted}."
            )

    def send(self, request: Request, *, json_answer: bool = True) -> Answer:
        """Send a request and return the answer. Send it again if that is safe and useful.

        Raises:
            NotFoundError: The object does not exist.
            ApiError: The API rejected the request for another reason.
            OutcomeUnknownError: The request is not repeatable, and it is unknown whether it had an effect.
            CancelledError: Terraform stopped the run.
            DeadlineError: The answer did not arrive in time.
            ProviderError: There is no key, or the API cannot be reached.
        """
        if self.settings.azure is not None:
            check_azure(request, self.settings.azure)
            request = request.but(body=self.settings.azure.deployed(request.template, request.body))
        else:
            check_key(
                request,
                self.settings.admin_api_key if request.auth == "admin" else self.settings.api_key,
            )
        for attempt in range(self.settings.max_retries + 1):
            if self._stopping.is_requested:
                raise CancelledError(
                    "Cancelled",
                    f"Terraform stopped the run before the provider could {request.attempted}.",
                )
            with self._turns.take(request):
                outcome = self._outcome(
                    request,
                    functools.partial(self._attempt, request, attempt, json_answer=json_answer),
                )
            if isinstance(outcome, Answer):
                self._gives_up = False
                return outcome
            self._gives_up &= isinstance(outcome.failure, UnreachableError)
            if outcome.wait is None or self._gives_up:
                raise outcome.failure
            if isinstance(outcome.failure, ApiError) and outcome.failure.status == _TOO_MANY:
                self._turns.refused(request, outcome.wait)
            if attempt == self.settings.max_retries or outcome.wait > _left(request):
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
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _outcome(
        self, request: Request, attempt: Callable[[], Answer | Failure]
    ) -> Answer | Failure:
        """Return the result of an attempt. If the request changes nothing, stop waiting when Terraform stops the run."""
        if request.method != "GET" and not request.leaves_nothing:
            return attempt()
        try:
            return self._stopping.unless_stopped(
                attempt, None if request.deadline is None else max(_left(request), 0)
            )
        except TimeoutError:
            raise DeadlineError(
                "Timeout",
                f"The provider tried to {request.attempted}, but did not get the answer in time.",
            ) from None
        except futures.CancelledError:
            raise CancelledError(
                "Cancelled",
                f"Terraform stopped the run while the provider tried to {request.attempted}.",
            ) from None

    def _attempt(self, request: Request, attempt: int, *, json_answer: bool) -> Answer | Failure:
        client = self._connected()
        import openai

        trace.mark("client")
        started = time.monotonic()
        try:
            response = self._send_once(client, request)
        except openai.APIStatusError as refusal:
            headers = _lower(refusal.response.headers)
            log_attempt(request, attempt, started, refusal.status_code, headers)
            text = without_secrets(refusal.response.text, self._secrets(request))
            failed_answer = Refusal(status=refusal.status_code, headers=headers, text=text)
            return refused(request, failed_answer, attempt, azure=self.settings.azure is not None)
        except openai.APIConnectionError as lost:
            log_attempt(request, attempt, started, None, {})
            cause = lost.__cause__ or lost
            kind = type(cause).__name__
            elsewhere = redirected_server(self._home(), cause)
            server = (
                f"{elsewhere} (to which {self.settings.address} redirects)"
                if elsewhere
                else self.settings.address
            )
            reason = without_secrets(
                f"No answer from {server}: {kind}: {cause}", self._secrets(request)
            )
            is_local = self.settings.is_local and not elsewhere
            return unreachable(request, reason, kind, attempt, is_local=is_local)
        trace.mark("API answer")
        headers = _lower(response.headers)
        log_attempt(request, attempt, started, response.status_code, headers)
        if not json_answer:
            return Answer(body=None, headers=headers, content=response.content)
        wanted: str | None = "not a JSON object"
        try:
            body = json_object(response.content)
            wanted = missing_part(request.expects, body)
        except (ValueError, RecursionError):
            body = {}
        if wanted is not None:
            text = without_secrets(response.text, self._secrets(request))
            azure = self.settings.azure is not None
            return malformed(request, text, attempt, wanted, azure=azure)
        log_body("answer", request, body)
        return Answer(body=body, headers=headers)

    def _secrets(self, request: Request) -> tuple[str | None, ...]:
        return (*self.settings.secrets, *request.secrets)

    def _send_once(self, client: openai.OpenAI, request: Request) -> Any:
        import httpx2
        import openai

        options: dict[str, Any] = {
            "headers": dict(request.headers),
            "max_retries": 0,
            "security": {"admin_api_key_auth" if request.auth == "admin" else "bearer_auth": True},
            # A redirected POST would become a GET, whose answer looks like success.
            "follow_redirects": request.method == "GET",
        }
        if (azure := self.settings.azure) is not None and azure.api_key:
            # The package reads a token from the environment.
            options["headers"].update({"Authorization": openai.Omit(), "api-key": azure.api_key})
        if request.query:
            options["params"] = dict(request.query)
        log_body("request", request, request.body)
        arguments: dict[str, Any] = {"cast_to": httpx2.Response, "options": options}
        if request.method != "GET":
            arguments["body"] = request.body
        if request.files is not None:
            options["headers"]["Content-Type"] = "multipart/form-data"
            arguments["files"] = request.files
        return getattr(client, request.method.lower())(request.path, **arguments)

    def _home(self) -> Any:
        import httpx2

        return httpx2.URL(self.settings.address)

    def _connected(self) -> openai.OpenAI:
        """Return the client. The first call loads the package; other threads wait for it."""
        with self._lock:
            if self._client is None:
                with nullcontext() if "openai" in sys.modules else no_garbage():
                    loaded("openai")
                    self._client = self._connect()
                    # The package reads both from the environment, also blank variables, and for Azure.
                    ours = self.settings if self.settings.azure is None else Settings()
                    self._client.organization, self._client.project = (
                        ours.organization,
                        ours.project,
                    )
            return self._client

    def _connect(self) -> openai.OpenAI:
        import openai

        _know_processor()
        settings = self.settings
        shared: dict[str, Any] = {
            "timeout": settings.timeout,
            "max_retries": 0,
            "default_headers": {"User-Agent": settings.user_agent, **settings.headers},
            "http_client": self._http_client(),
        }
        if (azure := settings.azure) is not None and azure.api_version is None:
            return openai.OpenAI(
                api_key=azure.azure_ad_token or "",
                admin_api_key="",
                base_url=azure.v1_url,
                **shared,
            )
        if azure is not None:
            return openai.AzureOpenAI(
                azure_endpoint=azure.endpoint,
                api_version=azure.api_version,
                api_key=azure.api_key,
                azure_ad_token=azure.azure_ad_token,
                **shared,
            )
        return openai.OpenAI(
            # The package needs a project key, even if only the admin key is used.
            api_key=settings.api_key or "",
            admin_api_key=settings.admin_api_key or "",
            base_url=settings.base_url,
            **shared,
        )

    def _http_client(self) -> Any:
        """Return the HTTP client, with the proxies and certificates of the environment.

        Raises:
            ProviderError: The proxies or certificates are invalid.
        """
        import httpx2
        import openai

        hooks = {"request": [strip_headers_elsewhere(self._home(), self.settings.headers)]}
        try:
            return openai.DefaultHttpxClient(
                event_hooks=hooks,
                verify=_certificates(*_certificate_places()),
                mounts=direct(self.settings.address),
            )
        except OSError as fault:  # from the certificates
            raise no_certificates(str(fault)) from None
        except (httpx2.InvalidURL, ValueError, ImportError):  # from a proxy; ImportError for SOCKS
            raise no_proxy() from None


def _know_processor() -> None:
    """Keep the package from starting ``uname -p`` before the first request, which takes longer than the request.

    The package asks Python for the name of the platform. Python also finds out the name of the processor, which no header contains.
    """
    import platform

    if sys.platform != "win32":  # there, it starts no program
        with suppress(TypeError):  # a Python that stores the name differently
            vars(platform.uname()).setdefault("processor", "")


def _certificate_places() -> tuple[str | None, str | None]:
    return os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")


@functools.cache
def _certificates(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """Return the trusted certificates from the environment or the system.

    They are read only once in a process, because reading takes longer than a request.

    Raises:
        OSError: The certificates cannot be read.
    """
    import httpx2

    return httpx2.create_ssl_context()


def _left(request: Request) -> float:
    """Return the seconds until the deadline of the request."""
    return math.inf if request.deadline is None else request.deadline - time.monotonic()


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
