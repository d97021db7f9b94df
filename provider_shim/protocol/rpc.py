"""gRPC over one connection, as far as Terraform uses it: one request, one answer. It must not know what is asked.

It is written on ``h2`` rather than on grpcio for one reason that decides and one that pleases. Terraform identifies
itself by a P-521 certificate; gRPC's C library neither accepts such a certificate nor lets itself be configured to, so
that a provider on grpcio cannot tell Terraform from any other local program. And it starts in half the time.

One thread owns a connection: socket, TLS and HTTP/2 state. Answers are made in a pool of threads and handed back.
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

from provider_shim.records import Record

OK: Final = 0
UNIMPLEMENTED: Final = 12
INTERNAL: Final = 13

_WINDOW: Final = 4 * 2**20  # bytes under way that Terraform need not wait for
_STREAMS: Final = 1024  # requests at a time; -parallelism may be large
_CHUNK: Final = 2**16
_SPACE, _PERCENT, _TILDE = b" %~"
_PREFIX: Final = 5  # bytes before each message: whether it is compressed, and its length
_NOT_NOW: Final = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)

_PLAIN: Final = H2Configuration(
    client_side=False,
    header_encoding=None,
    # Whoever is connected has shown Terraform's certificate: holding each of its headers, and of ours, against the
    # rules of HTTP/2 took a fifth of the time of a request.
    validate_inbound_headers=False,
    normalize_inbound_headers=False,
    validate_outbound_headers=False,
    normalize_outbound_headers=False,
)

_log = logging.getLogger(__name__)


class RpcError(Exception):
    """A request that gets a status of gRPC instead of an answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Method(Record):
    """What answers a request: ``call`` takes and returns a message, and may raise `RpcError`.

    Where ``call`` is None, a stream of messages is due, and ends before its first.

    Attributes:
        call: makes the answer.
        then: called when the answer is made, and about to be sent.
    """

    call: Callable[[bytes], bytes] | None
    then: Callable[[], None] | None = None


Find = Callable[[str], Method | None]
"""Returns the method at a path ``/package.Service/Name``, or None."""


@dataclass(kw_only=True)
class _Exchange:
    """A request on its way in, and then its answer on its way out."""

    method: Method
    request: bytearray = field(default_factory=bytearray)
    answer: memoryview | None = None  # what is still to be sent
    status: int = OK
    message: str = ""


class Connection:
    """Serves one client until it leaves."""

    def __init__(self, connected: socket.socket, find: Find, pool: Executor) -> None:
        self._socket = connected
        self._find = find
        self._pool = pool
        self._http = H2Connection(_PLAIN)
        self._exchanges: dict[int, _Exchange] = {}
        self._unsent = bytearray()
        self._answered: deque[tuple[int, int, str, bytes]] = deque()
        self._alarm, self._wake = socket.socketpair()
        self._open = True

    @property
    def busy(self) -> bool:
        """Whether a request is not answered yet, or an answer not sent. May be asked from any thread."""
        return self._open and bool(self._exchanges or self._unsent)

    @property
    def answering(self) -> bool:
        """Whether an answer is made, but not sent yet. May be asked from any thread."""
        made = any(exchange.answer is not None for exchange in list(self._exchanges.values()))
        return self._open and bool(made or self._answered or self._unsent)

    def run(self) -> None:
        """Serve until either side closes. Raises nothing: a broken connection is the client's way to leave, too."""
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
            _log.debug("the connection broke: %s", fault)
        finally:
            self._open = False
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
            self._send()  # says what was wrong
            raise
        # Everything here has happened already: a request may have been given up by an event further on.
        given_up = {event.stream_id for event in events if isinstance(event, StreamReset)}
        for stream in given_up:
            self._exchanges.pop(stream, None)
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
                self._ask(stream)
            case WindowUpdated() | RemoteSettingsChanged():
                for stream in list(self._exchanges):
                    self._answer(stream)
            case ConnectionTerminated():
                self._open = False

    def _begin(self, stream: int, path: str) -> None:
        method = self._find(path)
        if method is None:
            self._exchanges[stream] = _Exchange(method=Method(call=None))
            self._finish(stream, UNIMPLEMENTED, f"{path} is not implemented", b"")
        else:
            self._exchanges[stream] = _Exchange(method=method)
            if method.call is None:
                self._finish(stream, OK, "", b"")

    def _ask(self, stream: int) -> None:
        """Let the pool answer a request that has arrived."""
        exchange = self._exchanges.get(stream)
        if exchange is None or exchange.method.call is None or exchange.answer is not None:
            return
        prefix, message = exchange.request[:_PREFIX], bytes(exchange.request[_PREFIX:])
        exchange.request = bytearray()
        if len(prefix) < _PREFIX or int.from_bytes(prefix[1:], "big") != len(message):
            self._finish(stream, INTERNAL, "one whole message is due", b"")
        elif prefix[0] != 0:
            self._finish(stream, UNIMPLEMENTED, "compressed messages are not implemented", b"")
        else:
            self._pool.submit(
                partial(
                    self._work, stream, exchange.method.call, message, then=exchange.method.then
                )
            )

    def _work(
        self,
        stream: int,
        call: Callable[[bytes], bytes],
        message: bytes,
        *,
        then: Callable[[], None] | None,
    ) -> None:
        """Make an answer. This is the only method that runs in other threads."""
        try:
            answer = call(message)
            self._answered.append(
                (stream, OK, "", bytes(1) + len(answer).to_bytes(4, "big") + answer)
            )
        except RpcError as fault:
            self._answered.append((stream, fault.status, fault.message, b""))
        except BaseException as fault:  # noqa: BLE001  a request without an answer would wait forever
            _log.exception("a method raised")
            self._answered.append((stream, INTERNAL, f"{type(fault).__name__}: {fault}", b""))
        with suppress(OSError):  # full: it wakes anyway; closed: nobody waits
            self._wake.send(b"\0")
        if then is not None:
            then()

    # Answers.

    def _collect(self) -> None:
        with suppress(*_NOT_NOW):
            while self._alarm.recv(_CHUNK):
                pass
        while self._answered:
            self._finish(*self._answered[0])
            self._answered.popleft()  # not before, so that `answering` does not turn false in between

    def _finish(self, stream: int, status: int, message: str, answer: bytes) -> None:
        exchange = self._exchanges.get(stream)
        if exchange is None:
            return  # given up by the client
        exchange.status, exchange.message = status, message
        exchange.answer = memoryview(answer)
        headers = [(":status", "200"), ("content-type", "application/grpc")]
        if answer:
            self._http.send_headers(stream, headers)
            self._answer(stream)
        else:
            self._http.send_headers(stream, [*headers, *_trailers(exchange)], end_stream=True)
            del self._exchanges[stream]

    def _answer(self, stream: int) -> None:
        """Send as much of an answer as the client is ready for."""
        exchange = self._exchanges.get(stream)
        if exchange is None or exchange.answer is None:
            return
        while exchange.answer:
            size = min(
                self._http.local_flow_control_window(stream), self._http.max_outbound_frame_size
            )
            if size <= 0:
                return
            self._http.send_data(stream, bytes(exchange.answer[:size]))
            exchange.answer = exchange.answer[size:]
        self._http.send_headers(stream, _trailers(exchange), end_stream=True)
        # What is sent counts as unsent from here on, so that `busy` and `answering` do not turn false in between.
        self._unsent += self._http.data_to_send()
        del self._exchanges[stream]


def _trailers(exchange: _Exchange) -> list[tuple[str, str]]:
    trailers = [("grpc-status", str(exchange.status))]
    if exchange.message:
        trailers.append(("grpc-message", _percent_encoded(exchange.message)))
    return trailers


def _percent_encoded(message: str) -> str:
    """Return a message as gRPC has it in headers: UTF-8, all but printable ASCII as ``%XX``."""
    return "".join(
        chr(byte) if _SPACE <= byte <= _TILDE and byte != _PERCENT else f"%{byte:02X}"
        for byte in message.encode(errors="replace")
    )
