"""The HTTP application: applies faults, checks the key and the request, and returns the response.

``crud`` and ``behaviours`` implement what the operations of the API do.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import sqlite3
import time
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route as HttpRoute

from openai_sandbox import (
    altered_responses,
    browsers,
    control,
    crud,
    document,
    errors,
    page,
    request_reading,
    scripted_answers,
    seed_objects,
)
from openai_sandbox.azure_paths import AzurePaths
from openai_sandbox.behaviours import respond
from openai_sandbox.calls import Answer, Call, Settings
from openai_sandbox.document_operations import METHODS, Operation, Operations, Route
from openai_sandbox.faults import FaultBook, FaultError, Faults
from openai_sandbox.file_texts import when_read
from openai_sandbox.object_actions import ObjectActions
from openai_sandbox.recordings.book import recorded_request
from openai_sandbox.recordings.exchanges import is_recorded
from openai_sandbox.recordings.options import RecordingOptions
from openai_sandbox.recordings.redaction import Redaction
from openai_sandbox.recordings.upstream import Sent
from openai_sandbox.request_log import HEADERS, Entry, size_of
from openai_sandbox.request_log import Response as LoggedResponse
from openai_sandbox.schema_validation import problems
from openai_sandbox.state import State
from openai_sandbox.state_errors import StateError
from openai_sandbox.store import Store
from openai_sandbox.web_sockets import WebSockets

BASE_PATH = "/v1"
CHOSEN_ID = "x-sandbox-id"
"""A header that sets the id of the object that a request creates, for stacks and tests that need a known id."""
FAULT = "x-sandbox-fault"
"""A header that sets faults for one request."""
_LOG = logging.getLogger("openai_sandbox")
_NO_RETRY = {"x-should-retry": "false"}
"""OpenAI's clients repeat a request after a status of 500 or above, unless this header forbids it."""
_NOT_FOUND = 404
_ERROR = 400


class SandboxApp:
    """One running sandbox: its state and its HTTP application."""

    def __init__(
        self,
        *,
        state: Path | None = None,
        faults: Iterable[str] = (),
        document_path: str | Path | None = None,
        strict: bool = False,
        settings: Settings | None = None,
        answers: scripted_answers.Source | None = None,
        seed: seed_objects.Source | None = None,
        restore: Path | None = None,
        recordings: RecordingOptions | None = None,
    ) -> None:
        book = FaultBook(faults)
        self.operations = Operations(document.load(document_path))
        script = scripted_answers.AnswerBook(answers)
        fill = seed_objects.filling(seed, self.operations)
        store = Store(state)
        if restore is not None:
            store.restore(restore)
        self.state = State(
            store=store,
            faults=book,
            answers=script,
            fill=fill,
            recordings=(recordings or RecordingOptions()).opened(script.file),
        )
        self.settings = settings or Settings()
        self.strict = strict
        self.transports: dict[tuple[str, int], asyncio.Transport] = {}
        sockets = WebSockets(
            self.state,
            self.operations,
            self.settings,
            strict=strict,
            transports=self.transports,
        )
        actions = ObjectActions(
            state=self.state, operations=self.operations, settings=self.settings
        )
        methods = [one.upper() for one in METHODS]
        self.application = Starlette(
            routes=[
                HttpRoute(f"{BASE_PATH}/{{path:path}}", self._endpoint, methods=methods),
                *page.routes(self.state, actions),
                *control.routes(self.state, actions),
                *sockets.routes(BASE_PATH),
                HttpRoute("/{path:path}", self._endpoint, methods=methods),
            ],
            middleware=[
                *browsers.middleware(self.settings.allowed_origins, self.settings.page_hosts),
                Middleware(AzurePaths),
            ],
            exception_handlers={StateError: control.state_error_response},
        )

    async def _endpoint(self, request: Request) -> Response:
        path = request.scope["path"]  # decoded: identifiers may contain colons
        inner = path.removeprefix(BASE_PATH) if path.startswith(f"{BASE_PATH}/") else None
        route = self.operations.route(inner) if inner else None
        entry = Entry(
            method=request.method,
            path=path,
            template=route.template if route else None,
            query=request_reading.nested(request.query_params.multi_items()),
            key_kind=request_reading.key_kind(request.headers.get("authorization")),
            headers={name: request.headers[name] for name in HEADERS if name in request.headers},
            t=time.time(),
        )
        self.state.log.add(entry)
        try:
            response = await self._respond(request, inner or path, route, entry)
        finally:
            await request.close()  # a form's temporary files
        entry.status = (
            0 if isinstance(response, altered_responses.Dropped) else response.status_code
        )
        self.state.log.finish(
            entry,
            size=size_of(request.headers, entry.body),
            response_size=len(getattr(response, "body", b"")),  # streams have none
        )
        return response

    async def _respond(
        self, request: Request, path: str, route: Route | None, entry: Entry
    ) -> Response:
        started = time.perf_counter()
        try:
            faults = self.state.faults.matching(
                request.method,
                path,
                request.headers.get(FAULT, ""),
                template=entry.template,
            )
        except FaultError as error:
            return _error_response(errors.invalid(str(error), FAULT), {})
        entry.faults = [one.spec for one in faults.active]
        latency = faults.first("latency")
        if latency:
            await asyncio.sleep(latency.seconds)
        if faults.has("drop-before"):
            # Closing the connection with unread bytes would reset it instead of ending it.
            async for _ in request.stream():
                pass
            return self._dropped(request)
        operation = route.operations.get(request.method) if route else None
        headers = {"x-request-id": f"req_{secrets.token_hex(16)}"}
        try:
            response = await self._answer(
                request, path=path, route=route, operation=operation, faults=faults, entry=entry
            )
        except errors.ApiError as error:
            await asyncio.sleep(error.delay)
            if error.status == _NOT_FOUND and faults.has("missing-as-400"):
                error.status, error.message = _ERROR, f"{error.message} (not found)"
            entry.error = error.message
            response = _error_response(error, error.headers)
        except ClientDisconnect:
            return self._dropped(request)  # the client has closed the connection
        except Exception as error:  # noqa: BLE001  # the client gets a response after every error
            response = self._failure(request, error)
        headers |= _model_headers(operation, started)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return self._with_closed_connection(request, response, faults)

    async def _answer(
        self,
        request: Request,
        *,
        path: str,
        route: Route | None,
        operation: Operation | None,
        faults: Faults,
        entry: Entry,
    ) -> Response:
        error = faults.error()
        if error:
            raise error
        if route is None and self.operations.route(request.url.path):
            raise errors.missing_base_path(request.method, request.url.path, BASE_PATH)
        if route is None:
            raise errors.unknown_url(request.method, request.url.path)
        if operation is None:
            raise errors.method_not_supported(request.method, request.url.path)
        if self.state.recordings.are_used and is_recorded(operation):
            recorded = await self._recorded(request, path, operation, entry)
            if recorded is not None:
                await asyncio.sleep(recorded.delay)
                return self._response(self._call(request, path, route, operation, faults), recorded)
        request_reading.authorize(operation, request.headers.get("authorization"))
        request_reading.check_headers(operation, request.headers)
        query = request_reading.query(operation, request.query_params.multi_items())
        try:
            body = await request_reading.body(operation, request)
        finally:
            entry.body = await request_reading.loggable(request)
        call = self._call(request, path, route, operation, faults, query=query, body=body)
        crud.hide(call)
        unchanged = faults.has("keep-old") and crud.changes_object(call)
        answer = await when_read(
            lambda: self._without_change(call) if unchanged else self._stored(call)
        )
        if answer.content is None and answer.documented:
            entry.response = LoggedResponse(operation=operation, body=answer.body)
        await asyncio.sleep(answer.delay)
        return self._response(call, answer)

    def _call(
        self,
        request: Request,
        path: str,
        route: Route,
        operation: Operation,
        faults: Faults,
        *,
        query: Mapping[str, Any] | None = None,
        body: dict[str, Any] | None = None,
    ) -> Call:
        return Call(
            operation=operation,
            path=path,
            params=route.parameters,
            query=query or {},
            body=body or {},
            headers=request.headers,
            now=int(time.time()),
            store=self.state.store,
            operations=self.operations,
            settings=self.settings,
            faults=faults,
            answers=self.state.answers,
            chosen_id=request.headers.get(CHOSEN_ID),
        )

    async def _recorded(
        self, request: Request, path: str, operation: Operation, entry: Entry
    ) -> Answer | None:
        """Return the recorded answer, or that of the real API. None lets the sandbox answer."""
        recordings = self.state.recordings
        sent = await recorded_request(request, path)
        redaction = Redaction(request.headers)
        entry.body = redaction.json(sent.body)
        if recordings.upstream is None:
            request_reading.authorize(operation, request.headers.get("authorization"))
        answer = recordings.replayed(sent)
        if answer is not None or recordings.upstream is None:
            return answer

        def note(body: Any, error: str | None) -> None:
            entry.error = error
            if body is not None:
                entry.response = LoggedResponse(operation=operation, body=body)

        entry.headers = redaction.json(entry.headers)
        transport = self._transport(request)
        query = f"?{request.url.query}" if request.url.query else ""
        return await recordings.upstream.answer(
            request,
            Sent(
                path=f"{quote(path)}{query}",
                request=sent,
                disconnect=transport.abort if transport else lambda: None,
                note=note,
            ),
        )

    def _stored(self, call: Call) -> Answer:
        with self.state.store.transaction():
            return respond(call)

    def _without_change(self, call: Call) -> Answer:
        """Apply the call, undo it and return the unchanged object. An invalid request is still an error."""
        with contextlib.suppress(_UndoneError), self.state.store.transaction():
            respond(call)
            raise _UndoneError
        read = f"GET {call.operation.template}"
        if call.operations.get(read) is None:
            return Answer(body=crud.load(call).wire)
        return respond(call.to(read, path=call.path, params=call.params, body={}))

    def _response(self, call: Call, answer: Answer) -> Response:
        status = answer.status or call.operation.status
        if call.faults.has("status"):
            status = call.faults.number("status")
        headers = dict(answer.headers)
        if answer.content is not None:
            return StreamingResponse(
                _pieces(answer.content, answer.pace),
                status_code=status,
                media_type=answer.media_type,
                headers=headers,
            )
        if self.strict and answer.documented and call.operation.answer:
            found = problems(call.operation.answer, answer.body)
            if found:
                raise errors.ApiError(
                    500,
                    f"The sandbox's own answer to {call.operation.name} does not conform to the "
                    f"document: {'; '.join(found[:5])}",
                    kind="sandbox_error",
                )
        return altered_responses.json_response(
            answer.body,
            call.faults,
            status=status,
            headers=headers,
            identifier=call.path.rsplit("/", 1)[-1],
        )

    def _failure(self, request: Request, error: Exception) -> Response:
        if isinstance(error, StateError | sqlite3.DatabaseError):
            explained = str(self.state.store.explained(error))
            failure = errors.ApiError(control.CANNOT_STORE, explained, kind="sandbox_error")
            return _error_response(failure, _NO_RETRY)
        _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        return _error_response(errors.sandbox_failed(error), {})

    def _with_closed_connection(
        self, request: Request, response: Response, faults: Faults
    ) -> Response:
        if faults.has("drop-after"):
            return self._dropped(request)
        if faults.has("hang-up") and (transport := self._transport(request)):
            response.background = BackgroundTask(altered_responses.close, transport)
        return response

    def _dropped(self, request: Request) -> Response:
        return altered_responses.Dropped(self._transport(request))

    def _transport(self, request: Request) -> asyncio.Transport | None:
        client = request.scope.get("client") or ("", 0)
        return self.transports.get((client[0], client[1]))


class _UndoneError(Exception):
    """Rolls a transaction back."""


def _error_response(error: errors.ApiError, headers: Mapping[str, str]) -> Response:
    return JSONResponse(error.body(), status_code=error.status, headers=dict(headers))


def _model_headers(operation: Operation | None, started: float) -> dict[str, str]:
    if operation is None or operation.admin:
        return {}
    milliseconds = max(1, round((time.perf_counter() - started) * 1000))
    return {
        "openai-version": "2020-10-01",
        "openai-organization": "org-sandbox",
        "openai-processing-ms": str(milliseconds),
        "x-ratelimit-limit-requests": "10000",
        "x-ratelimit-limit-tokens": "2000000",
        "x-ratelimit-remaining-requests": "9999",
        "x-ratelimit-remaining-tokens": "1999000",
        "x-ratelimit-reset-requests": "6ms",
        "x-ratelimit-reset-tokens": "30ms",
    }


async def _pieces(
    content: Iterable[bytes] | AsyncIterable[bytes], pace: float
) -> AsyncIterator[bytes]:
    if isinstance(content, AsyncIterable):
        async for piece in content:
            yield piece
        return
    for piece in content:
        yield piece
        if pace:
            await asyncio.sleep(pace)
