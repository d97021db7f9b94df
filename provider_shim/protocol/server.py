"""The process that Terraform talks to: sockets, gRPC, coming and going. It must not know Terraform's messages.

What the provider does is loaded after Terraform was told where to connect, while it connects. It arrives as a table of
functions from bytes to bytes; the few messages of go-plugin itself are empty or constant.
"""

from __future__ import annotations

import gc
import logging
import os
import queue
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import grpc

from provider_shim import logs
from provider_shim.protocol import handshake

Methods = Mapping[str, Callable[[bytes], bytes]]
"""Terraform's remote procedures by name: each takes a request and returns the answer, and never raises."""

SERVICE: Final = "tfplugin6.Provider"
STOP: Final = "StopProvider"

_THREADS: Final = 256  # made as they are needed; Terraform runs ten operations at a time, or what -parallelism says
_OPTIONS: Final = (
    ("grpc.max_send_message_length", -1),
    ("grpc.max_receive_message_length", -1),
    ("grpc.so_reuseport", 0),  # or two providers could listen on the same port
)
_LOOK_AFTER_PARENT: Final = 0.5  # seconds
_AT_SHUTDOWN: Final = 0.05  # seconds for the answer to leave; Terraform waits for nothing else
_AT_SIGTERM: Final = 25.0  # seconds for operations to end, so that no id is lost

_EMPTY: Final = b""
_SERVING: Final = b"\x08\x01"  # HealthCheckResponse(status=SERVING)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where the server listens; ``directory`` was made for it and goes with it."""

    network: str
    address: str
    directory: Path | None = None


def serve(load: Callable[[], Methods], environment: Mapping[str, str], *, debug: bool) -> NoReturn:
    """Serve until Terraform is done, and end the process.

    Args:
        load: loads the provider; called once, after the handshake.
        environment: that of the process.
        debug: wait for Terraform to attach, instead of being its child; until interrupted.
    """
    parent = os.getppid()
    endings: queue.SimpleQueue[float] = queue.SimpleQueue()
    _heed_signals(endings, debug=debug)
    methods: Future[Methods] = Future()
    server = grpc.server(
        ThreadPoolExecutor(max_workers=_THREADS),
        handlers=[_Terraform(methods), *_plumbing(endings)],
        options=_OPTIONS,
    )
    certificate, endpoint = _listen(server, environment, debug=debug)
    server.start()
    handshake.announce(_announcement(endpoint, certificate, environment, debug=debug))
    logs.set_up(environment)
    _load(load, methods)
    grace = _wait(endings, None if debug else parent)
    _stop(server, methods, grace)
    _leave(endpoint)


def _heed_signals(endings: queue.SimpleQueue[float], *, debug: bool) -> None:
    """Ctrl-C goes to Terraform and to us: Terraform then says what to do, so it is ignored here."""

    def end(number: int, _frame: object) -> None:
        endings.put(0.0 if number == signal.SIGINT else _AT_SIGTERM)

    signal.signal(signal.SIGINT, end if debug else signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)


def _listen(
    server: grpc.Server, environment: Mapping[str, str], *, debug: bool
) -> tuple[bytes, Endpoint]:
    """Bind the server and return its certificate (DER; empty if Terraform offered none) and where it listens."""
    client = environment.get("PLUGIN_CLIENT_CERT", "")
    if not client or debug:
        return b"", _bind(server, None, environment)
    from provider_shim.protocol import tls

    own = tls.identity()
    credentials = grpc.ssl_server_credentials(
        [(own.key, own.certificate)],
        root_certificates=client.encode(),
        require_client_auth=True,
    )
    return own.der, _bind(server, credentials, environment)


def _bind(
    server: grpc.Server, credentials: grpc.ServerCredentials | None, environment: Mapping[str, str]
) -> Endpoint:
    def add(address: str) -> int:
        if credentials is None:
            return server.add_insecure_port(address)
        return server.add_secure_port(address, credentials)

    if sys.platform != "win32":
        with suppress(OSError, RuntimeError):
            return _bind_unix(add, environment)
    return _bind_tcp(add, environment)


def _bind_unix(add: Callable[[str], int], environment: Mapping[str, str]) -> Endpoint:
    """Listen in a directory of our own: the sockets of some systems have no permissions by themselves.

    Raises:
        OSError: the directory cannot be made.
        RuntimeError: there are no Unix sockets, or the path is too long for one.
    """
    name = f"plugin{os.urandom(6).hex()}"
    if given := environment.get("PLUGIN_UNIX_SOCKET_DIR"):
        address = str(Path(given, name))
        add(f"unix:{address}")
        return Endpoint(network="unix", address=address)
    directory = Path(environment.get("TMPDIR") or "/tmp", name)  # noqa: S108  a private directory in it
    directory.mkdir(mode=0o700)
    address = str(directory / "socket")
    try:
        add(f"unix:{address}")
    except RuntimeError:
        directory.rmdir()
        raise
    return Endpoint(network="unix", address=address, directory=directory)


def _bind_tcp(add: Callable[[str], int], environment: Mapping[str, str]) -> Endpoint:
    """Listen on the loopback device, at the first free port of those that Terraform allows."""
    least = int(environment.get("PLUGIN_MIN_PORT") or 0)
    most = int(environment.get("PLUGIN_MAX_PORT") or 0)
    for port in range(least, max(least, most) + 1):
        with suppress(RuntimeError):
            return Endpoint(network="tcp", address=f"127.0.0.1:{add(f'127.0.0.1:{port}')}")
    sys.exit(f"The provider cannot listen on 127.0.0.1: no port from {least} to {most} is free.")


def _announcement(
    endpoint: Endpoint, certificate: bytes, environment: Mapping[str, str], *, debug: bool
) -> str:
    if not debug:
        return handshake.line(endpoint.network, endpoint.address, certificate, environment)
    value = handshake.reattach(endpoint.network, endpoint.address)
    return (
        "The provider is running. Terraform uses it where this variable is set, until Ctrl-C is pressed here:\n\n"
        f"TF_REATTACH_PROVIDERS='{value}'\n"
    )


def _load(load: Callable[[], Methods], methods: Future[Methods]) -> None:
    try:
        methods.set_result(load())
    except Exception as fault:  # noqa: BLE001  whatever it is, Terraform is told
        _log.exception("the provider could not be loaded")
        methods.set_exception(fault)
    # Collecting garbage while everything is loaded finds none and costs time: see __main__, which turned it off.
    gc.freeze()
    gc.enable()


def _wait(endings: queue.SimpleQueue[float], parent: int | None) -> float:
    """Return when it is time to end: after how many more seconds."""
    while True:
        with suppress(queue.Empty):
            return endings.get(timeout=_LOOK_AFTER_PARENT)
        if parent is not None and os.getppid() != parent:
            _log.warning("Terraform is gone")
            return 0.0


def _stop(server: grpc.Server, methods: Future[Methods], grace: float) -> None:
    if grace > _AT_SHUTDOWN and methods.done() and not methods.exception():
        methods.result()[STOP](_EMPTY)
    server.stop(grace).wait(grace)


def _leave(endpoint: Endpoint) -> NoReturn:
    """End the process at once: Python's and gRPC's own ways out wait for threads, which Terraform would wait for."""
    if endpoint.network == "unix":
        Path(endpoint.address).unlink(missing_ok=True)
    if endpoint.directory is not None:
        with suppress(OSError):
            endpoint.directory.rmdir()
    logging.shutdown()
    os._exit(0)


class _Terraform(grpc.GenericRpcHandler):  # type: ignore[type-arg]  # generic in its stubs only
    """Terraform's own service. Requests that come before the provider is loaded wait for it, each in its thread."""

    def __init__(self, methods: Future[Methods]) -> None:
        self._methods = methods

    def service(
        self, handler_call_details: grpc.HandlerCallDetails
    ) -> grpc.RpcMethodHandler[bytes, bytes] | None:
        service, _, name = handler_call_details.method.strip("/").partition("/")
        if service != SERVICE:
            return None

        def answer(request: bytes, context: grpc.ServicerContext) -> bytes:
            if fault := self._methods.exception():
                context.abort(
                    grpc.StatusCode.INTERNAL, f"the provider could not be loaded: {fault}"
                )
            method = self._methods.result().get(name)
            if method is None:
                context.abort(grpc.StatusCode.UNIMPLEMENTED, f"{name} is not implemented")
            return method(request)

        return grpc.unary_unary_rpc_method_handler(answer)


def _plumbing(
    endings: queue.SimpleQueue[float],
) -> tuple[grpc.GenericRpcHandler[bytes, bytes], ...]:
    """Return what go-plugin itself asks for, by service."""

    def shutdown(_request: bytes, _context: grpc.ServicerContext) -> bytes:
        endings.put(_AT_SHUTDOWN)
        return _EMPTY

    def check(_request: bytes, _context: grpc.ServicerContext) -> bytes:
        return _SERVING

    def nothing(_request: object, _context: grpc.ServicerContext) -> Iterator[bytes]:
        # Terraform listens for output and for further connections here. It reads our stderr anyway, and there are none.
        return iter(())

    return tuple(
        grpc.method_handlers_generic_handler(service, {name: handler})
        for service, name, handler in (
            ("plugin.GRPCController", "Shutdown", grpc.unary_unary_rpc_method_handler(shutdown)),
            ("plugin.GRPCStdio", "StreamStdio", grpc.unary_stream_rpc_method_handler(nothing)),
            ("plugin.GRPCBroker", "StartStream", grpc.stream_stream_rpc_method_handler(nothing)),
            ("grpc.health.v1.Health", "Check", grpc.unary_unary_rpc_method_handler(check)),
        )
    )
