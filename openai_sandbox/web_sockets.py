"""The WebSockets of the API: the Realtime API, and the Responses API. Checks the key, and exchanges events.

``behaviours`` contains what a connection answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from openai_sandbox import browsers, errors, request_reading
from openai_sandbox.behaviours.realtime_conversations import Conversation
from openai_sandbox.behaviours.response_connections import ResponseConnection
from openai_sandbox.calls import Call, Settings
from openai_sandbox.dialogs import Dialog, Event, Reply
from openai_sandbox.document_operations import Operations
from openai_sandbox.faults import Faults
from openai_sandbox.file_texts import when_read
from openai_sandbox.request_log import HEADERS, Entry
from openai_sandbox.state import State

REALTIME = "/realtime"
RESPONSES = "/responses"
_SUBPROTOCOL = "realtime"
_KEY_IN_SUBPROTOCOL = "openai-insecure-api-key."
"""Browsers cannot send headers with a WebSocket, so they send the key as a subprotocol."""
_BETA = "realtime=v1"
_CLIENT_SECRET = "ek_"  # noqa: S105  # the beginning of temporary keys
_SWITCHED = 101
_UNAUTHORIZED, _BAD_REQUEST = 3000, 4000
"""The codes with which the Realtime API closes a connection."""
_LOGGED_EVENTS = 100
_NOT_LOGGED = {"input_audio_buffer.append"}
_LOG = logging.getLogger("openai_sandbox")
_NOT_RECORDED = (
    "WebSockets are neither recorded nor replayed. Send requests instead, or start the sandbox without --record and "
    "--replay, so that it answers itself."
)


class WebSockets:
    """The WebSockets of one sandbox."""

    def __init__(
        self,
        state: State,
        operations: Operations,
        settings: Settings,
        *,
        strict: bool,
        transports: dict[tuple[str, int], asyncio.Transport],
    ) -> None:
        self._state = state
        self._operations = operations
        self._settings = settings
        self._strict = strict
        self._transports = transports

    def routes(self, base_path: str) -> list[WebSocketRoute]:
        """Return the routes of the two WebSockets, and the route of all other paths."""
        return [
            WebSocketRoute(f"{base_path}{REALTIME}", self._realtime),
            WebSocketRoute(f"{base_path}{RESPONSES}", self._responses),
            WebSocketRoute("/{path:path}", self._refuse_path),
        ]

    async def _realtime(self, socket: WebSocket) -> None:
        await self._serve(socket, REALTIME, self._open_realtime)
        self._transports.pop(_peer(socket), None)  # uvicorn does not report its end

    async def _responses(self, socket: WebSocket) -> None:
        await self._serve(socket, RESPONSES, self._open_responses)
        self._transports.pop(_peer(socket), None)

    async def _refuse_path(self, socket: WebSocket) -> None:
        entry = self._logged(socket, None)
        await self._refuse(socket, errors.unknown_url("GET", entry.path), entry)

    def _logged(self, socket: WebSocket, template: str | None) -> Entry:
        entry = Entry(
            method="GET",
            path=socket.scope["path"],
            template=template,
            query=dict(socket.query_params),
            key_kind=request_reading.key_kind(_authorization(socket)),
            headers={name: socket.headers[name] for name in HEADERS if name in socket.headers},
            t=time.time(),
            body=[],
        )
        self._state.log.add(entry)
        return entry

    async def _serve(
        self, socket: WebSocket, path: str, open_: Callable[[WebSocket, Faults], Dialog]
    ) -> None:
        entry = self._logged(socket, path)
        faults = self._state.faults.matching("GET", path, "")
        entry.faults = [one.spec for one in faults.active]
        if latency := faults.first("latency"):
            await asyncio.sleep(latency.seconds)
        if faults.has("drop-before"):
            self._drop(socket)
            return
        error = faults.error()
        if not browsers.is_allowed_origin(
            socket.headers.get("origin"), self._settings.allowed_origins, self._settings.page_hosts
        ):
            error = errors.ApiError(403, "This origin cannot use the sandbox.")
        if error is not None:
            await self._refuse(socket, error, entry)
            return
        try:
            if self._state.recordings.are_required:
                raise errors.invalid(_NOT_RECORDED, code="no_recording")
            dialog = open_(socket, faults)
        except errors.ApiError as refused:
            if path == REALTIME:
                await _close(socket, refused, entry)
            else:
                await self._refuse(socket, refused, entry)
            return
        entry.status = _SWITCHED
        await _accept(socket)
        with contextlib.suppress(WebSocketDisconnect):  # the client has closed the connection
            await self._exchange(socket, dialog, faults, entry)

    async def _refuse(self, socket: WebSocket, error: errors.ApiError, entry: Entry) -> None:
        entry.status, entry.error = error.status, error.message
        response = JSONResponse(error.body(), status_code=error.status, headers=error.headers)
        await socket.send_denial_response(response)

    def _open_realtime(self, socket: WebSocket, faults: Faults) -> Dialog:
        key = _authorization(socket)
        if not (key or "").partition(" ")[2].startswith(_CLIENT_SECRET):
            self._authorize(RESPONSES, key)
        if _BETA in socket.headers.get("openai-beta", ""):
            message = "The Realtime Beta API is no longer supported. Use the GA API."
            raise errors.invalid(message, code="beta_api_shape_disabled")
        model = socket.query_params.get("model")
        if not model:
            raise errors.invalid("You must provide a model parameter.", "model", "missing_model")
        return Conversation(self._call(socket, "POST /realtime/client_secrets", faults), model)

    def _open_responses(self, socket: WebSocket, faults: Faults) -> Dialog:
        self._authorize(RESPONSES, _authorization(socket))
        return ResponseConnection(self._call(socket, "POST /responses", faults))

    def _authorize(self, path: str, authorization: str | None) -> None:
        operation = self._operations.get(f"POST {path}")
        if operation is not None:
            request_reading.authorize(operation, authorization)

    def _call(self, socket: WebSocket, name: str, faults: Faults) -> Call:
        operation = self._operations.get(name)
        if operation is None:
            raise errors.unknown_url("GET", socket.scope["path"])
        return Call(
            operation=operation,
            path=operation.template,
            params={},
            query={},
            body={},
            headers=socket.headers,
            now=int(time.time()),
            store=self._state.store,
            operations=self._operations,
            settings=self._settings,
            faults=faults,
            answers=self._state.answers,
        )

    async def _exchange(
        self, socket: WebSocket, dialog: Dialog, faults: Faults, entry: Entry
    ) -> None:
        await self._send(socket, dialog, Reply(events=dialog.opening()))
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            content = message.get("text") or message.get("bytes") or b""
            event, reply = await self._reply(dialog, content, entry)
            if event.get("type") not in _NOT_LOGGED:
                entry.body = [*entry.body[1 - _LOGGED_EVENTS :], event]
            await self._send(socket, dialog, reply)
            if faults.has("drop-after") or faults.has("hang-up"):
                self._drop(socket)

    async def _reply(
        self, dialog: Dialog, content: str | bytes, entry: Entry
    ) -> tuple[Event, Reply]:
        event: dict[str, Any] = {}
        try:
            sent = request_reading.parsed(content)
            if not isinstance(sent, dict):
                raise errors.invalid("An event must be a JSON object.")  # noqa: TRY301  # one place reports errors
            event = sent
            return event, await when_read(lambda: self._stored(dialog, event))
        except errors.ApiError as error:
            entry.error = error.message
            return event, Reply(events=[dialog.error(error, event)], delay=error.delay)
        except Exception as error:  # noqa: BLE001  # the client gets an event after every error
            _LOG.exception("%s %s", entry.path, event.get("type"))
            return event, Reply(events=[dialog.error(errors.sandbox_failed(error), event)])

    def _stored(self, dialog: Dialog, event: Event) -> Reply:
        with self._state.store.transaction():
            return dialog.reply(event)

    async def _send(self, socket: WebSocket, dialog: Dialog, reply: Reply) -> None:
        await asyncio.sleep(reply.delay)
        for event in reply.events:
            found = dialog.problems(event) if self._strict else []
            if found:
                message = f"The sandbox's own event {event['type']} does not conform to the document: {found[:5]}"
                await socket.send_text(json.dumps(dialog.error(errors.ApiError(500, message), {})))
            await socket.send_text(json.dumps(event))
            if reply.pace:
                await asyncio.sleep(reply.pace)

    def _drop(self, socket: WebSocket) -> None:
        transport = self._transports.get(_peer(socket))
        if transport is not None:
            transport.abort()


def _peer(socket: WebSocket) -> tuple[str, int]:
    return (socket.client.host, socket.client.port) if socket.client else ("", 0)


def _authorization(socket: WebSocket) -> str | None:
    """Return the header with the key, or the same value if the key is a subprotocol."""
    for protocol in socket.scope.get("subprotocols", ()):
        if protocol.startswith(_KEY_IN_SUBPROTOCOL):
            return f"Bearer {protocol.removeprefix(_KEY_IN_SUBPROTOCOL)}"
    return socket.headers.get("authorization")


async def _accept(socket: WebSocket) -> None:
    offered = socket.scope.get("subprotocols", ())
    await socket.accept(subprotocol=_SUBPROTOCOL if _SUBPROTOCOL in offered else None)


async def _close(socket: WebSocket, error: errors.ApiError, entry: Entry) -> None:
    """Accept the connection, report the error and close the connection, as the Realtime API does."""
    entry.status, entry.error = error.status, error.message
    await _accept(socket)
    facts = {"type": "error", "event_id": "event_refused", **error.body()}
    await socket.send_text(json.dumps(facts))
    unauthorized = error.status == 401  # noqa: PLR2004  # HTTP
    code = _UNAUTHORIZED if unauthorized else _BAD_REQUEST
    await socket.close(code, f"{error.kind}.{error.code}")
