"""Runs a sandbox, either in the foreground until it is interrupted, or in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from openai_sandbox import scripted_answers, seed_objects
from openai_sandbox.app import BASE_PATH, SandboxApp
from openai_sandbox.calls import Settings
from openai_sandbox.recordings import files as recording_files
from openai_sandbox.recordings.options import RecordingOptions

if TYPE_CHECKING:
    from asyncio import BaseTransport

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8181
_START_SECONDS = 30.0


class AddressError(OSError):
    """The sandbox cannot listen on the address. The message names the address and the reason."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Running:
    """A running sandbox: its base URL, and the sandbox object for callers in the same process."""

    base_url: str
    sandbox: SandboxApp


def serve(
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    state: str | Path | None = None,
    faults: Iterable[str] = (),
    document: str | Path | None = None,
    strict: bool = False,
    polls: int = 1,
    answers: scripted_answers.Source | None = None,
    seed: seed_objects.Source | None = None,
    restore: str | Path | None = None,
    snapshot: str | Path | None = None,
    record: str | Path | None = None,
    upstream: str | None = None,
    replay: recording_files.Source | None = None,
    keep_pace: bool = False,
    strict_models: bool = False,
    allowed_origins: Iterable[str] = (),
    page_hosts: Iterable[str] = (),
    quiet: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until interrupted (SIGINT, SIGTERM).

    Args:
        host: The address to listen on.
        port: The port. 0 chooses a free port.
        state: The SQLite file that stores the objects. With None or ``:memory:``, the objects are lost at the end.
        faults: Faults that are active from the start, in the format of ``openai_sandbox.faults``.
        document: The path of OpenAI's OpenAPI document. None uses the environment variable or the packaged document.
        strict: Return 500 if a response of the sandbox does not conform to the document.
        polls: The number of reads before a job is finished.
        answers: The scripted answers of models: a YAML file, or the answers themselves. See ``answers.schema.json``.
        seed: The objects with which an empty sandbox starts: a YAML file, or the objects themselves. See
            ``seed.schema.json``.
        restore: A snapshot whose objects replace all others at the start.
        snapshot: The file into which the objects are written at the end.
        record: The file into which requests to models and the responses of the upstream are recorded. Requests without a
            recording go to the upstream, with the key of the client.
        upstream: The base URL of the real API. Defaults to that of OpenAI if ``record`` is set.
        replay: A file with recordings, or the recordings themselves. Requests to models without a recording fail,
            unless they are recorded.
        keep_pace: Replay responses as slowly as they were recorded.
        strict_models: Refuse models that neither the list of models nor the document contains.
        allowed_origins: Origins of web pages that can use the sandbox, such as ``https://app.example.com``, besides pages of this
            machine. ``*`` allows all.
        page_hosts: Names of the server under which it shows its page, besides ``localhost``.
        quiet: Print only what ``on_ready`` prints.
        on_ready: Called with the base URL when the sandbox accepts requests. None prints the URL.

    Raises:
        AddressError: The address is in use or does not belong to this machine.
        DocumentError: The document cannot be found or read.
        FaultError: A fault has the wrong format.
        FileError: The file with the answers or the seed cannot be read or has a mistake.
        StateError: The state file cannot be used.
        UpstreamError: The upstream is not a URL that can be used.
    """
    settings = Settings(
        polls=polls,
        strict_models=strict_models,
        allowed_origins=tuple(allowed_origins),
        page_hosts=tuple(page_hosts),
    )
    sandbox = _sandbox(
        state,
        faults,
        document,
        strict=strict,
        settings=settings,
        answers=answers,
        seed=seed,
        restore=restore,
        recordings=RecordingOptions(
            record=record, upstream=upstream, replay=replay, keep_pace=keep_pace
        ),
    )
    try:
        listening = _listen(host, port)
        base_url = _base_url(listening)
        report = on_ready or _print
        server = _Server(sandbox, quiet=quiet, on_ready=lambda: report(base_url))
        if threading.current_thread() is threading.main_thread():
            # Uvicorn stops on SIGTERM and then raises the signal again. By then everything is closed.
            signal.signal(signal.SIGTERM, lambda _number, _frame: None)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        if snapshot is not None:
            sandbox.state.store.write_copy(Path(snapshot).expanduser())
    finally:
        sandbox.state.close()


@contextlib.contextmanager
def running(
    *,
    host: str = DEFAULT_HOST,
    port: int = 0,
    state: str | Path | None = None,
    faults: Iterable[str] = (),
    document: str | Path | None = None,
    strict: bool = False,
    polls: int = 1,
    answers: scripted_answers.Source | None = None,
    seed: seed_objects.Source | None = None,
    restore: str | Path | None = None,
    record: str | Path | None = None,
    upstream: str | None = None,
    replay: recording_files.Source | None = None,
    keep_pace: bool = False,
    strict_models: bool = False,
    allowed_origins: Iterable[str] = (),
    page_hosts: Iterable[str] = (),
) -> Iterator[Running]:
    """Serve in a thread until the ``with`` block ends. The arguments are those of :func:`serve`."""
    listening = _listen(host, port)
    try:
        settings = Settings(
            polls=polls,
            strict_models=strict_models,
            allowed_origins=tuple(allowed_origins),
            page_hosts=tuple(page_hosts),
        )
        sandbox = _sandbox(
            state,
            faults,
            document,
            strict=strict,
            settings=settings,
            answers=answers,
            seed=seed,
            restore=restore,
            recordings=RecordingOptions(
                record=record, upstream=upstream, replay=replay, keep_pace=keep_pace
            ),
        )
    except BaseException:
        listening.close()
        raise
    ready = threading.Event()
    server = _Server(sandbox, quiet=True, on_ready=ready.set)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="openai-sandbox", daemon=True
    )
    thread.start()
    try:
        if not ready.wait(_START_SECONDS):
            raise AddressError(f"The sandbox did not start within {_START_SECONDS:g} seconds.")
        yield Running(base_url=_base_url(listening), sandbox=sandbox)
    finally:
        server.should_exit = True
        server.force_exit = True  # do not wait for the open keep-alive connections of clients
        thread.join(_START_SECONDS)
        sandbox.state.close()
        listening.close()


class _Server(uvicorn.Server):
    """Uvicorn that calls ``on_ready`` when it accepts requests."""

    def __init__(self, sandbox: SandboxApp, *, quiet: bool, on_ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                sandbox.application,
                http=_protocol(sandbox),
                ws=cast(
                    "Any", _web_socket_protocol
                ),  # a function is enough, but uvicorn's type is a class
                lifespan="off",
                log_config=None,
                log_level="critical" if quiet else "warning",
                access_log=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready()


def _protocol(sandbox: SandboxApp) -> type[asyncio.Protocol]:
    """Return uvicorn's protocol. It registers its connections with the sandbox, which can close them."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: BaseTransport) -> None:
            stream = cast("asyncio.Transport", transport)
            super().connection_made(stream)
            peer = stream.get_extra_info("peername")
            self._peer = (peer[0], peer[1]) if peer else ("", 0)
            sandbox.transports[self._peer] = stream

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            sandbox.transports.pop(self._peer, None)

    return Protocol


def _web_socket_protocol(**arguments: Any) -> asyncio.Protocol:
    """Return the protocol of a WebSocket. The module is imported when a client opens the first one."""
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

    return WebSocketsSansIOProtocol(**arguments)


def _sandbox(
    state: str | Path | None,
    faults: Iterable[str],
    document: str | Path | None,
    *,
    strict: bool,
    settings: Settings,
    answers: scripted_answers.Source | None,
    seed: seed_objects.Source | None,
    restore: str | Path | None,
    recordings: RecordingOptions,
) -> SandboxApp:
    file = None if state is None or str(state) == ":memory:" else Path(state).expanduser()
    return SandboxApp(
        state=file,
        faults=faults,
        document_path=document,
        strict=strict,
        answers=answers,
        seed=seed,
        restore=None if restore is None else Path(restore).expanduser(),
        settings=settings,
        recordings=recordings,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # IPPROTO_TCP: asyncio sets TCP_NODELAY only on such sockets. Without it, a response takes 40 ms longer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise AddressError(
            f"Cannot listen on {host} port {port}: {error.strerror or error}. Choose another "
            "port with --port (0 chooses a free port)."
        ) from error
    listening.setblocking(False)  # noqa: FBT003  # the standard library's signature
    return listening


def _base_url(listening: socket.socket) -> str:
    address: Any = listening.getsockname()
    # If the sandbox listens on all addresses, the URL names this machine: clients send unencrypted keys only to it.
    name = str({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address[0], address[0]))  # noqa: S104  # not an address to bind
    host = f"[{name}]" if ":" in name else name
    return f"http://{host}:{address[1]}{BASE_PATH}"


def _print(base_url: str) -> None:
    sys.stdout.write(f"{base_url}\n")
    sys.stdout.flush()
