"""The lifetime of the process: it accepts Terraform's connections, and ends when Terraform ends the run.

Terraform can connect as soon as the socket exists. The provider is a table of functions from bytes to bytes, which is loaded at the
first request. Many runs only need the provider's schema, whose response is prepared. The messages of go-plugin itself are constant.
"""

from __future__ import annotations

import logging
import queue
import signal
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from typing import Final, NoReturn

from provider_shim import process, trace
from provider_shim.loading import no_garbage
from provider_shim.protocol.listening import Listener
from provider_shim.protocol.rpc import INTERNAL, UNIMPLEMENTED, Connection, Method, RpcError, Send

Messages = Generator[bytes, None, None]
"""The response of a streaming procedure. It is a generator, so that closing it ends the work."""

Methods = Mapping[str, Callable[[bytes], "bytes | Messages"]]
"""Terraform's remote procedures by name. Each takes a request, returns a response or a stream of messages, and never raises."""

SERVICE: Final = "/tfplugin6.Provider/"
STOP: Final = "StopProvider"
END: Final = "the run has ended"
"""This is not a procedure of Terraform. It is called after go-plugin's Shutdown."""

_THREADS: Final = 256  # created when needed; Terraform runs ten operations at the same time, or the number of -parallelism
_LOOK_AFTER_PARENT: Final = 0.5  # seconds
_AT_SHUTDOWN: Final = 1.0  # seconds to send the last responses, which takes a millisecond
_AT_SIGTERM: Final = (
    25.0  # seconds for operations to end, so that no id is lost; also if Terraform has died
)
_TO_CONNECT: Final = 10.0  # seconds in which a client has to send its certificate

_EMPTY: Final = b""
_SERVING: Final = b"\x08\x01"  # HealthCheckResponse(status=SERVING)

_log = logging.getLogger(__name__)


class Server:
    """Serves a provider on a socket, in its own threads."""

    def __init__(
        self,
        listener: Listener,
        tls: ssl.SSLContext | None,
        prepared: Methods,
        load: Callable[[], Methods],
    ) -> None:
        self._listener = listener
        self._tls = tls
        self._prepared = prepared
        self._load = load
        self._pool = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="rpc")
        self._connections: list[Connection] = []
        self._loading = threading.Lock()
        self._methods: Methods | None = None
        self._broken: Exception | None = None
        self._counting = threading.Lock()
        self._under_way = 0  # also counts calls whose client has disconnected
        self._endings: queue.SimpleQueue[float] = queue.SimpleQueue()
        self._plumbing = {
            "/plugin.GRPCController/Shutdown": Method(
                call=self._end, then=lambda: self._endings.put(_AT_SHUTDOWN)
            ),
            "/grpc.health.v1.Health/Check": Method(call=lambda _, _send: _SERVING),
            # Terraform uses these two for output and for further connections. It reads our stderr anyway, and there are
            # no further connections.
            "/plugin.GRPCStdio/StreamStdio": Method(call=None),
            "/plugin.GRPCBroker/StartStream": Method(call=None),
        }

    def start(self) -> None:
        """Accept connections."""
        threading.Thread(target=self._accept, name="accept", daemon=True).start()

    def heed_signals(self, *, interrupt: bool) -> None:
        """End on SIGTERM. Ignore Ctrl-C unless ``interrupt`` is set: Terraform gets it too, and then stops the provider."""

        def end(number: int, _frame: object) -> None:
            self._endings.put(0.0 if number == signal.SIGINT else _AT_SIGTERM)

        signal.signal(signal.SIGINT, end if interrupt else signal.SIG_IGN)
        signal.signal(signal.SIGTERM, end)

    def wait(self, parent: int | None) -> None:
        """Wait for Terraform's Shutdown, for a signal, or until ``parent`` is not the parent process any more."""
        while True:
            with suppress(queue.Empty):
                grace = self._endings.get(timeout=_LOOK_AFTER_PARENT)
                break
            if parent is not None and process.terraform() != parent:
                _log.warning("Terraform has ended without stopping the provider")
                grace = _AT_SIGTERM
                break
        if grace == _AT_SIGTERM:
            self._stop_provider()
        deadline = time.monotonic() + grace
        while (grace == _AT_SIGTERM and self._under_way > 0) or any(
            connection.busy if grace == _AT_SIGTERM else connection.answering
            for connection in list(self._connections)
        ):
            if time.monotonic() > deadline:
                return
            time.sleep(0.001)

    def _stop_provider(self) -> None:
        if self._methods is not None:
            self._methods[STOP](_EMPTY)

    def _end(self, _: bytes, _send: Send) -> bytes:
        if self._methods is not None and END in self._methods:
            self._methods[END](_EMPTY)
        return _EMPTY

    def _accept(self) -> None:
        while True:
            connected, _ = self._listener.socket.accept()
            threading.Thread(
                target=self._serve, args=(connected,), name="connection", daemon=True
            ).start()

    def _serve(self, connected: socket.socket) -> None:
        if self._tls is not None:
            try:
                connected.settimeout(_TO_CONNECT)
                connected = self._tls.wrap_socket(connected, server_side=True)
            except OSError as fault:
                _log.warning("cannot accept a connection: %s", fault)
                connected.close()
                return
        trace.mark("connected")
        connection = Connection(connected, self._find, self._pool)
        self._connections.append(connection)
        connection.run()
        self._connections.remove(connection)

    def _find(self, path: str) -> Method | None:
        if path.startswith(SERVICE):
            return Method(call=partial(self._answer, path.removeprefix(SERVICE)))
        return self._plumbing.get(path)

    def _answer(self, name: str, request: bytes, send: Send) -> bytes | None:
        method = self._prepared.get(name) or self._loaded().get(name)
        if method is None:
            raise RpcError(UNIMPLEMENTED, f"{name} is not implemented")
        with self._counting:
            self._under_way += 1
        try:
            answer = method(request)
            if isinstance(answer, bytes):
                return answer
            _stream(answer, send)
            return None
        finally:
            trace.mark(name)
            with self._counting:
                self._under_way -= 1

    def _loaded(self) -> Methods:
        """Return the procedures. The first call loads them, and other threads wait for it.

        Raises:
            RpcError: The provider could not be loaded.
        """
        with self._loading:
            if self._methods is None and self._broken is None:
                try:
                    with no_garbage():
                        self._methods = self._load()
                        trace.mark("loaded")
                except Exception as fault:  # noqa: BLE001  Terraform gets every error
                    _log.exception("cannot load the provider")
                    self._broken = fault
            if self._methods is None:
                raise RpcError(INTERNAL, f"The provider could not be loaded: {self._broken}")
            return self._methods


def _stream(messages: Messages, send: Send) -> None:
    """Send messages as they are produced. The producer ends when the client cancels the stream."""
    with closing(messages):
        for message in messages:
            send(message)


def serve(
    listener: Listener,
    tls: ssl.SSLContext | None,
    load: Callable[[], Methods],
    *,
    parent: int | None,
    prepared: Methods,
) -> NoReturn:
    """Serve Terraform until it ends the run, and end the process.

    Args:
        listener: the socket to which Terraform connects.
        tls: the TLS context, which checks the client. None if everyone who can open the socket may connect.
        load: loads the provider. It is called once, at the first request for a procedure that is not prepared.
        parent: the process id of Terraform. If it ends, the provider ends too. None to serve until interrupted.
        prepared: the procedures that work before anything is loaded.
    """
    server = Server(listener, tls, prepared, load)
    server.heed_signals(interrupt=parent is None)
    server.start()
    server.wait(parent)
    trace.mark("end")
    # The usual exit of Python waits for all threads, and Terraform would wait too.
    listener.remove()
    logging.shutdown()
    trace.write()
    process.leave(0)
