"""gRPC over one connection, as far as Terraform uses it: one request, and one message or a stream of messages as the response.

It does not use grpcio. Terraform authenticates with a P-521 certificate, which gRPC's C library cannot accept. So a provider with
grpcio cannot distinguish Terraform from other programs on the machine.

One thread owns the connection with its socket, TLS and HTTP/2 state. A pool of threads creates the messages and passes them on one by
one (`outgoing`). A stream occupies a thread of the pool until it ends.
"""

from __future__ import annotations

import logging
import selectors
import socket
import ssl
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from typing import Final

from provider_shim.protocol.http2 import Http2, Http2Error, Received
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

_log = logging.getLogger(__name__)


class RpcError(Exception):
    """The request fails with a status of gRPC."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


Send = Callable[[bytes], None]
"""Sends a message to the client. It waits if the client is slow, and raises `CancelledStreamError` if the client has cancelled."""


Call = Callable[[bytes, Send], "bytes | None"]


class Method(Record):
    """The implementation of a procedure.

    Attributes:
        call: takes the request, sends any number of messages, and can raise `RpcError`. It can return the last message instead of
            sending it, so that it is sent together with the status. None for an empty stream.
        then: is called when the response is complete. It may be sent already.
    """

    call: Call | None
    then: Callable[[], None] | None = None


Find = Callable[[str], Method | None]
"""Returns the method at a path ``/package.Service/Name``, or None."""


class _Exchange:
    """A request and its response.

    Attributes:
        method: the method that creates the response.
        outgoing: the response.
        request: the part of the request that has arrived.
        is_requested: whether the request is complete.
        has_headers: whether the headers of the response were sent.
    """

    __slots__ = ("has_headers", "is_requested", "method", "outgoing", "request")

    def __init__(self, method: Method, outgoing: Outgoing) -> None:
        self.method = method
        self.outgoing = outgoing
        self.request = bytearray()
        self.is_requested = False
        self.has_headers = False


class Connection:
    """Serves one client until it disconnects."""

    def __init__(self, connected: socket.socket, find: Find, pool: Executor) -> None:
        self._socket = connected
        self._find = find
        self._pool = pool
        self._http = Http2(window=_WINDOW, streams=_STREAMS)
        self._exchanges: dict[int, _Exchange] = {}
        self._unsent = bytearray()
        self._ready: deque[int] = deque()  # streams with messages or a status to send
        self._alarm, self._wake = socket.socketpair()
        self._is_alarmed = False  # the thread of the connection will look for what is ready
        self._watched: dict[socket.socket, int] = {}
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
                while self._open:
                    self._send()
                    self._await(selector)
                    self._receive()
                    self._collect()
        except (OSError, Http2Error) as fault:
            _log.debug("the connection is closed: %s", fault)
        finally:
            self._open = False
            for stream in list(self._exchanges):
                self._give_up(stream)
            for end in (self._socket, self._alarm, self._wake):
                end.close()

    # The socket.

    def _await(self, selector: selectors.BaseSelector) -> None:
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)
        for watched, wanted in ((self._socket, events), (self._alarm, selectors.EVENT_READ)):
            before = self._watched.get(watched)
            if before is None:
                selector.register(watched, wanted)
            elif before != wanted:
                selector.modify(watched, wanted)
            self._watched[watched] = wanted
        selector.select()

    def _send(self) -> None:
        self._unsent += self._http.take()
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
                if not isinstance(self._socket, ssl.SSLSocket) or not self._socket.pending():
                    return  # the selector reports the rest

    def _digest(self, data: bytes) -> None:
        try:
            received = self._http.receive(data)
        except Http2Error as fault:
            self._http.refuse(fault)
            self._send()
            raise
        self._heed(received)

    # Requests.

    def _heed(self, received: Received) -> None:
        # All of it has already happened: a request can be cancelled that has just begun.
        for stream in received.cancelled:
            self._give_up(stream)
        for stream, path in received.begun.items():
            if stream not in received.cancelled:
                self._begin(stream, path.decode(errors="replace"))
        for stream, part in received.data:
            if exchange := self._exchanges.get(stream):
                exchange.request += part
        for stream in received.complete:
            self._start_call(stream)
        if received.has_more_room:
            for stream in list(self._exchanges):
                self._answer(stream)
        if received.has_ended:
            self._open = False

    def _begin(self, stream: int, path: str) -> None:
        method = self._find(path)
        outgoing = Outgoing(partial(self._alert, stream))
        exchange = _Exchange(method or Method(call=None), outgoing)
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
        call: Call,
        message: bytes,
        *,
        then: Callable[[], None] | None,
    ) -> None:
        """Create the response. Only this method and `_alert` run in other threads."""
        try:
            outgoing.end(OK, last=call(message, outgoing.put))
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
        if self._is_alarmed:
            return
        self._is_alarmed = True
        with suppress(OSError):  # the pipe is full, so the thread wakes anyway; or it is closed
            self._wake.send(b"\0")

    # Responses.

    def _collect(self) -> None:
        with suppress(*_NOT_NOW):
            while self._alarm.recv(_CHUNK):
                pass
        self._is_alarmed = False  # before looking, so that nothing is overlooked
        while self._ready:
            self._answer(self._ready.popleft())

    def _answer(self, stream: int) -> None:
        """Send as much of the response as exists and as the client can receive."""
        exchange = self._exchanges.get(stream)
        if exchange is None or not exchange.outgoing.has_begun:
            return
        outgoing = exchange.outgoing
        while outgoing.has_data and (room := self._http.room(stream)):
            if not exchange.has_headers:
                self._http.respond(stream)
                exchange.has_headers = True
            self._http.send(stream, outgoing.take(room))
        if outgoing.status is not None:
            self._end(stream, exchange)

    def _end(self, stream: int, exchange: _Exchange) -> None:
        self._http.end(stream, _trailers(exchange.outgoing), has_headers=exchange.has_headers)
        # The response counts as unsent until it is sent, so that `busy` and `answering` do not become false in between.
        self._unsent += self._http.take()
        del self._exchanges[stream]


def _trailers(outgoing: Outgoing) -> list[tuple[bytes, bytes]]:
    trailers = [(b"grpc-status", b"%d" % (outgoing.status or 0))]
    if outgoing.status_message:
        trailers.append((b"grpc-message", _percent_encoded(outgoing.status_message).encode()))
    return trailers


def _percent_encoded(message: str) -> str:
    """Return a message in the format of gRPC's headers: UTF-8, with all bytes except printable ASCII as ``%XX``."""
    return "".join(
        chr(byte) if _SPACE <= byte <= _TILDE and byte != _PERCENT else f"%{byte:02X}"
        for byte in message.encode(errors="replace")
    )
