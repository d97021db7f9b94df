"""gRPC over one connection, as far as Terraform uses it: one request, and one message or a stream of messages as the response.

It uses ``h2`` instead of grpcio for two reasons. Terraform authenticates with a P-521 certificate, which gRPC's C library cannot
accept. So a provider with grpcio cannot distinguish Terraform from other programs on the machine. In addition, ``h2`` starts in
half of the time.

One thread owns the connection with its socket, TLS and HTTP/2 state. A pool of threads creates the messages and passes them on one by
one (`outgoing`). A stream occupies a thread of the pool until it ends.
"""

from __future__ import annotations

import logging
import selectors
import socket
import ssl
from collections import deque
from collections.abc import Callable, Container
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (
    ConnectionTerminated,
    DataReceived,
    Event,
    RemoteSettingsChanged,
    RequestReceived,
    StreamEnded,
    StreamReset,
    WindowUpdated,
)
from h2.exceptions import ProtocolError
from h2.settings import SettingCodes

from provider_shim.protocol.outgoing import CancelledStreamError, Outgoing
from provider_shim.records import Record

OK: Final = 0
UNIMPLEMENTED: Final = 12
INTERNAL: Final = 13

_WINDOW: Final = 4 * 2**20  # bytes that Terraform can send before it has to wait
_STREAMS: Final = 1024  # requests at the same time; -parallelism can be large
_CHUNK: Final = 2**16
_SPACE, _PERCENT, _TILDE = b" %~"
_PREFIX: Final = 5  # bytes before each message: whether it is compressed, and its length
_NOT_NOW: Final = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)

_HEADERS: Final = [(":status", "200"), ("content-type", "application/grpc")]
_PLAIN: Final = H2Configuration(
    client_side=False,
    header_encoding=None,
    # The client has authenticated with Terraform's certificate. So headers are not validated, which takes a fifth of the
    # time of a request.
    validate_inbound_headers=False,
    normalize_inbound_headers=False,
    validate_outbound_headers=False,
    normalize_outbound_headers=False,
)

_log = logging.getLogger(__name__)


class RpcError(Exception):
    """The request fails with a status of gRPC."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


Send = Callable[[bytes], None]
"""Sends a message to the client. It waits if the client is slow, and raises `CancelledStreamError` if the client has cancelled."""


class Method(Record):
    """The implementation of a procedure.

    Attributes:
        call: takes the request, sends any number of messages, and can raise `RpcError`. None for an empty stream.
        then: is called after ``call``, just before the end of the response is sent.
    """

    call: Callable[[bytes, Send], None] | None
    then: Callable[[], None] | None = None


Find = Callable[[str], Method | None]
"""Returns the method at a path ``/package.Service/Name``, or None."""


@dataclass(kw_only=True)
class _Exchange:
    """A request and its response."""

    method: Method
    outgoing: Outgoing
    request: bytearray = field(default_factory=bytearray)
    is_requested: bool = False
    has_headers: bool = False  # the headers of the response were sent


class Connection:
    """Serves one client until it disconnects."""

    def __init__(self, connected: socket.socket, find: Find, pool: Executor) -> None:
        self._socket = connected
        self._find = find
        self._pool = pool
        self._http = H2Connection(_PLAIN)
        self._exchanges: dict[int, _Exchange] = {}
        self._unsent = bytearray()
        self._ready: deque[int] = deque()  # streams with messages or a status to send
        self._alarm, self._wake = socket.socketpair()
        self._open = True

    @property
    def busy(self) -> bool:
        """Whether a response is not complete or not sent. Every thread can read this."""
        return self._open and bool(self._exchanges or self._unsent)

    @property
    def answering(self) -> bool:
        """Whether a response has begun but is not sent completely. Every thread can read this."""
        begun = any(exchange.outgoing.has_begun for exchange in list(self._exchanges.values()))
        return self._open and bool(begun or self._unsent)

    def run(self) -> None:
        """Serve until one side closes the connection. Raise nothing, also if the connection breaks."""
        for end in (self._socket, self._alarm, self._wake):
            end.settimeout(0)
        try:
            with selectors.DefaultSelector() as selector:
                self._greet()
                while self._open:
                    self._send()
                    self._await(selector)
                    self._receive()
                    self._collect()
        except (OSError, ProtocolError) as fault:
            _log.debug("the connection is closed: %s", fault)
        finally:
            self._open = False
            for stream in list(self._exchanges):
                self._give_up(stream)
            for end in (self._socket, self._alarm, self._wake):
                end.close()

    def _greet(self) -> None:
        self._http.initiate_connection()
        self._http.update_settings(
            {
                SettingCodes.INITIAL_WINDOW_SIZE: _WINDOW,
                SettingCodes.MAX_CONCURRENT_STREAMS: _STREAMS,
            }
        )
        self._http.increment_flow_control_window(_WINDOW)

    # The socket.

    def _await(self, selector: selectors.BaseSelector) -> None:
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)
        for watched, wanted in ((self._socket, events), (self._alarm, selectors.EVENT_READ)):
            if watched in selector.get_map():
                selector.modify(watched, wanted)
            else:
                selector.register(watched, wanted)
        selector.select()

    def _send(self) -> None:
        self._unsent += self._http.data_to_send()
        with suppress(*_NOT_NOW):
            while self._unsent:
                sent = self._socket.send(bytes(self._unsent[:_CHUNK]))
                del self._unsent[:sent]

    def _receive(self) -> None:
        with suppress(*_NOT_NOW):
            while self._open:
                data = self._socket.recv(_CHUNK)
                if not data:
                    self._open = False
                    return
                self._digest(data)

    def _digest(self, data: bytes) -> None:
        try:
            events = self._http.receive_data(data)
        except ProtocolError:
            self._send()  # sends the reason
            raise
        # All events have already happened. A later event can have cancelled the request of an earlier one.
        given_up = {event.stream_id for event in events if isinstance(event, StreamReset)}
        for stream in given_up:
            self._give_up(stream)
        for event in events:
            self._heed(event, given_up)

    # Requests.

    def _heed(self, event: Event, given_up: Container[int | None]) -> None:
        match event:
            case RequestReceived(stream_id=stream, headers=headers) if stream not in given_up:
                self._begin(stream, dict(headers).get(b":path", b"").decode(errors="replace"))
            case DataReceived(stream_id=stream):
                self._http.acknowledge_received_data(event.flow_controlled_length, stream)
                if exchange := self._exchanges.get(stream):
                    exchange.request += event.data
            case StreamEnded(stream_id=stream):
                self._start_call(stream)
            case WindowUpdated() | RemoteSettingsChanged():
                for stream in list(self._exchanges):
                    self._answer(stream)
            case ConnectionTerminated():
                self._open = False

    def _begin(self, stream: int, path: str) -> None:
        method = self._find(path)
        outgoing = Outgoing(partial(self._alert, stream))
        exchange = _Exchange(method=method or Method(call=None), outgoing=outgoing)
        self._exchanges[stream] = exchange
        if method is None:
            outgoing.end(UNIMPLEMENTED, f"{path} is not implemented")
        elif method.call is None:
            outgoing.end(OK)
        self._answer(stream)

    def _start_call(self, stream: int) -> None:
        """Start a thread of the pool for a complete request."""
        exchange = self._exchanges.get(stream)
        if exchange is None or exchange.method.call is None or exchange.is_requested:
            return
        exchange.is_requested = True
        prefix, message = exchange.request[:_PREFIX], bytes(exchange.request[_PREFIX:])
        exchange.request = bytearray()
        if len(prefix) < _PREFIX or int.from_bytes(prefix[1:], "big") != len(message):
            exchange.outgoing.end(INTERNAL, "expected one complete message")
        elif prefix[0] != 0:
            exchange.outgoing.end(UNIMPLEMENTED, "compressed messages are not implemented")
        else:
            call, then = exchange.method.call, exchange.method.then
            self._pool.submit(partial(self._work, exchange.outgoing, call, message, then=then))
        self._answer(stream)

    def _give_up(self, stream: int) -> None:
        """Cancel a request for whose response the client does not wait any more."""
        if exchange := self._exchanges.pop(stream, None):
            exchange.outgoing.cancel()

    def _work(
        self,
        outgoing: Outgoing,
        call: Callable[[bytes, Send], None],
        message: bytes,
        *,
        then: Callable[[], None] | None,
    ) -> None:
        """Create the response. Only this method and `_alert` run in other threads."""
        try:
            call(message, outgoing.put)
            outgoing.end(OK)
        except CancelledStreamError:
            outgoing.end(OK)
        except RpcError as fault:
            outgoing.end(fault.status, fault.message)
        except BaseException as fault:  # noqa: BLE001  a request without an answer would wait forever
            _log.exception("a procedure raised an exception")
            outgoing.end(INTERNAL, f"{type(fault).__name__}: {fault}")
        if then is not None:
            then()

    def _alert(self, stream: int) -> None:
        """Wake the connection's thread, because there is something to send."""
        self._ready.append(stream)
        with suppress(OSError):  # the pipe is full, so the thread wakes anyway; or it is closed
            self._wake.send(b"\0")

    # Responses.

    def _collect(self) -> None:
        with suppress(*_NOT_NOW):
            while self._alarm.recv(_CHUNK):
                pass
        while self._ready:
            self._answer(self._ready.popleft())

    def _answer(self, stream: int) -> None:
        """Send as much of the response as exists and as the client can receive."""
        exchange = self._exchanges.get(stream)
        if exchange is None or not exchange.outgoing.has_begun:
            return
        outgoing = exchange.outgoing
        if not exchange.has_headers and outgoing.status is not None:  # the response has no message
            self._end(stream, [*_HEADERS, *_trailers(outgoing)])
            return
        if not exchange.has_headers:
            self._http.send_headers(stream, _HEADERS)
            exchange.has_headers = True
        while chunk := outgoing.take(self._room(stream)):
            self._http.send_data(stream, chunk)
        if outgoing.status is not None:
            self._end(stream, _trailers(outgoing))

    def _room(self, stream: int) -> int:
        """Return how many bytes the client can receive in one frame."""
        window = self._http.local_flow_control_window(stream)
        return max(0, min(window, self._http.max_outbound_frame_size))

    def _end(self, stream: int, headers: list[tuple[str, str]]) -> None:
        self._http.send_headers(stream, headers, end_stream=True)
        # The response counts as unsent until it is sent, so that `busy` and `answering` do not become false in between.
        self._unsent += self._http.data_to_send()
        del self._exchanges[stream]


def _trailers(outgoing: Outgoing) -> list[tuple[str, str]]:
    trailers = [("grpc-status", str(outgoing.status))]
    if outgoing.status_message:
        trailers.append(("grpc-message", _percent_encoded(outgoing.status_message)))
    return trailers


def _percent_encoded(message: str) -> str:
    """Return a message in the format of gRPC's headers: UTF-8, with all bytes except printable ASCII as ``%XX``."""
    return "".join(
        chr(byte) if _SPACE <= byte <= _TILDE and byte != _PERCENT else f"%{byte:02X}"
        for byte in message.encode(errors="replace")
    )
