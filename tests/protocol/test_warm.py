"""Warm servers: forks of them behave like launched processes, and they neither stay nor serve somebody else."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from launched import REAL, ROOT, TIMEOUT, Launched, environment, launched

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.warm import context as contexts
from provider_shim.warm.client import READY
from provider_shim.warm.folder import folder, is_private
from tests.start_programs import start_program

HEALTH = "/grpc.health.v1.Health/Check"
SECRET = "sk-secret-of-a-launch"


@pytest.fixture(scope="module", params=["module", "archive"])
def program(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, ...]:
    """The command that starts the provider: the module, or the program of an archive."""
    if request.param == "module":
        return REAL
    return (str(start_program(tmp_path_factory.mktemp("archive"))),)


class Servers:
    """The warm servers of one test, in a runtime folder of its own."""

    def __init__(self, runtime: Path, program: tuple[str, ...]) -> None:
        self.runtime = runtime
        self.program = program
        self.folder = Path(folder({"XDG_RUNTIME_DIR": str(runtime)}))
        self.variables = {"XDG_RUNTIME_DIR": str(runtime), "OPENAI_CDKTF_WARM": "30"}

    def sockets(self) -> list[Path]:
        """Return the sockets that accept connections. A socket exists a moment before that."""
        lines = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()]
        accepting = {line[-1] for line in lines if line[3] == "00010000"}
        return [one for one in self.folder.glob("*") if str(one) in accepting]

    def processes(self) -> list[int]:
        """Return the processes of the servers, without their forks."""
        mark = f"XDG_RUNTIME_DIR={self.runtime}".encode()
        parents = {}
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # the process has ended
                command = (entry / "cmdline").read_bytes()
                if b"\0--warm\0" in command and mark in (entry / "environ").read_bytes().split(
                    b"\0"
                ):
                    state = (entry / "stat").read_text().rpartition(")")[2].split()
                    parents[int(entry.name)] = int(state[1])
        return [one for one, its in parents.items() if its not in (*parents, os.getpid())]

    def forks(self) -> list[int]:
        return [fork for one in self.processes() for fork in children(one)]

    def start(self, client: Any, **more: str) -> int:
        """Launch once, wait for the server, and return its process."""
        with launched(client, command=self.program, **{**self.variables, **more}) as first:
            until(self.sockets)
            first.shut_down()
        return self.processes()[0]

    def end(self) -> None:
        for process in (*self.forks(), *self.processes()):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


@contextmanager
def own_servers(program: tuple[str, ...]) -> Iterator[Servers]:
    # The path of a socket must be short, which that of `tmp_path` is not.
    with tempfile.TemporaryDirectory(prefix="warm") as name:
        made = Servers(Path(name), program)
        yield made
        made.end()


@pytest.fixture
def servers(program: tuple[str, ...]) -> Iterator[Servers]:
    """No server yet. To start one takes as long as ten launches."""
    with own_servers(program) as made:
        yield made


@pytest.fixture(scope="module")
def shared(client: Any, program: tuple[str, ...]) -> Iterator[Servers]:
    """One server for all tests that leave it as it is."""
    with own_servers(program) as made:
        made.variables["OPENAI_CDKTF_WARM"] = "600"
        made.start(client)
        yield made


@pytest.fixture
def server(shared: Servers) -> int:
    """The process of the shared server, when the forks of earlier tests have ended."""
    (process,) = shared.processes()
    until(lambda: not children(process))
    return process


def until(condition: Callable[[], Any]) -> None:
    deadline = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < deadline, "the condition was not met in time"
        time.sleep(0.01)


def lives(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def children(process: int) -> list[int]:
    return [
        int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def healthy(running: Launched) -> bool:
    with running.channel() as channel:
        return channel.unary_unary(HEALTH)(b"", timeout=TIMEOUT) == b"\x08\x01"


def test_the_next_launch_is_a_fork_of_the_server_with_its_own_certificate(client, shared, server):
    assert stat.S_IMODE(shared.sockets()[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(shared.folder.stat().st_mode) == 0o700
    certificates = set()
    for _ in range(2):
        with launched(client, command=shared.program, **shared.variables) as running:
            (fork,) = children(server)
            certificates.add(running.server_pem)
            assert running.call("GetFunctions", pb.GetFunctions.Request()).functions
            running.shut_down()
            assert running.process.returncode == 0
            assert running.process.communicate(timeout=TIMEOUT) == ("", "")
            until(lambda: not children(server))
            assert not lives(fork)
            assert not Path(running.address).parent.exists()
    assert len(certificates) == 2
    assert shared.processes() == [server]


def test_a_fork_has_the_environment_and_folder_of_its_launch_and_the_server_no_secret(
    client, servers, tmp_path
):
    with launched(
        client, command=servers.program, **servers.variables, OPENAI_API_KEY=SECRET
    ) as first:
        until(servers.sockets)
        (server,) = servers.processes()
        with launched(
            client,
            command=servers.program,
            **servers.variables,
            OPENAI_API_KEY=SECRET,
            TF_DATA_DIR="here",
        ) as running:
            (fork,) = children(server)
            assert healthy(running)
            assert SECRET.encode() in memory(fork)
            assert SECRET.encode() not in memory(server)
            assert Path(f"/proc/{fork}/cwd").readlink() == Path.cwd()
            assert Path(f"/proc/{server}/cwd").readlink() == Path("/")
            names = {one.partition(b"=")[0] for one in environ(server)}
            assert names.isdisjoint({b"OPENAI_API_KEY", b"PLUGIN_CLIENT_CERT", b"TF_DATA_DIR"})
            opened = {str(one.readlink()) for one in Path(f"/proc/{server}/fd").iterdir()}
            assert not [one for one in opened if one.startswith("pipe:")]
        first.shut_down()


def environ(process: int) -> list[bytes]:
    return Path(f"/proc/{process}/environ").read_bytes().split(b"\0")


def memory(process: int) -> bytes:
    """Return the writable memory of a descendant of this process, which its ancestors can read."""
    contents = []
    with Path(f"/proc/{process}/mem").open("rb") as file:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            addresses, permissions = line.split()[:2]
            begin, end = (int(part, 16) for part in addresses.split("-"))
            if permissions.startswith("rw"):
                file.seek(begin)
                with suppress(OSError):
                    contents.append(file.read(end - begin))
    return b"".join(contents)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_killed_launch_ends_its_fork(client, shared, server, number):
    with launched(client, command=shared.program, **shared.variables) as running:
        (fork,) = children(server)
        assert healthy(running)
        running.process.send_signal(number)
        until(lambda: not lives(fork))
        assert running.process.wait(TIMEOUT) == -number
    assert lives(server)


def test_a_fork_ignores_ctrl_c_and_ends_in_order_after_sigterm(client, shared, server):
    with launched(client, command=shared.program, **shared.variables) as running:
        assert healthy(running)
        running.process.send_signal(signal.SIGINT)
        assert healthy(running)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(TIMEOUT) == 0
        assert not Path(running.address).parent.exists()


def test_a_launch_fails_if_its_fork_is_killed(client, shared, server):
    with launched(client, command=shared.program, **shared.variables) as running:
        os.kill(children(server)[0], signal.SIGKILL)
        assert running.process.wait(TIMEOUT) == 1


def test_a_fork_ends_when_terraform_dies(client, shared, server):
    program = (
        "import subprocess, sys\n"
        f"started = subprocess.Popen({list(shared.program)!r}, stdout=subprocess.PIPE, text=True)\n"
        "print(started.stdout.readline(), end='', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(client, **shared.variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as terraform:
        assert terraform.stdout is not None
        address = terraform.stdout.readline().split("|")[3]
        (fork,) = children(server)
        terraform.kill()
        terraform.wait(TIMEOUT)
    until(lambda: not lives(fork))
    assert not Path(address).parent.exists()


def test_errors_of_a_fork_have_the_exit_code_and_the_text_of_a_launch(client, shared, server):
    with launched(
        client, command=shared.program, **shared.variables, PLUGIN_UNIX_SOCKET_DIR="/nowhere"
    ) as running:
        assert running.line == ""
        _, errors = running.process.communicate(timeout=TIMEOUT)
        assert running.process.returncode == 1
        assert "/nowhere" in errors


def test_the_server_ends_after_its_forks_when_no_launch_comes_and_leaves_no_file(client, servers):
    variables = {**servers.variables, "OPENAI_CDKTF_WARM": "4"}
    server = servers.start(client, **variables)
    with launched(client, command=servers.program, **variables) as running:
        assert children(server)
        until(lambda: not servers.folder.exists())
        assert healthy(running)
        assert lives(server)
        running.shut_down()
    until(lambda: not lives(server))


@pytest.mark.parametrize("locale", [{}, {"LC_CTYPE": "C"}, {"LANG": "C.UTF-8"}])
def test_launches_of_every_locale_use_a_server(client, servers, locale, monkeypatch):
    for name in ("LANG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)  # Python itself changes the locale C
    server = servers.start(client, **locale)
    with launched(client, command=servers.program, **servers.variables, **locale) as running:
        assert len(children(server)) == 1
        assert healthy(running)
        running.shut_down()


def test_a_changed_module_gets_a_new_server(client, tmp_path):
    copy = tmp_path / "provider_shim"
    shutil.copytree(ROOT / "provider_shim", copy)
    with own_servers(REAL) as servers:
        servers.variables |= {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
        replaced(client, servers, copy / "provider.py")


def test_a_changed_program_of_the_archive_gets_a_new_server(client, tmp_path):
    program = start_program(tmp_path)
    with own_servers((str(program),)) as servers:
        replaced(client, servers, program)


def replaced(client: Any, servers: Servers, changed: Path) -> None:
    old = servers.start(client)
    changed.touch()
    with launched(client, command=servers.program, **servers.variables) as running:
        assert healthy(running)
        until(lambda: not lives(old))
        until(servers.processes)
        running.shut_down()


@pytest.mark.parametrize(
    "variables",
    [
        {"OPENAI_CDKTF_WARM": "0"},
        {"OPENAI_CDKTF_WARM": "", "CI": "true"},
        {"OPENAI_CDKTF_WARM": "off"},
    ],
)
def test_no_server_is_started_if_the_environment_forbids_it(client, servers, variables):
    with launched(client, command=servers.program, **{**servers.variables, **variables}) as running:
        assert running.call("GetFunctions", pb.GetFunctions.Request()).functions
        running.shut_down()
    assert not servers.folder.exists()


@contextmanager
def _open_to_all(shared: Servers, _: int) -> Iterator[None]:
    shared.folder.chmod(0o755)
    yield
    shared.folder.chmod(0o700)


@contextmanager
def _link(shared: Servers, _: int) -> Iterator[None]:
    moved = shared.folder.rename(shared.runtime / "elsewhere")
    shared.folder.symlink_to(moved)
    yield
    shared.folder.unlink()
    moved.rename(shared.folder)


@contextmanager
def _hanging(_: Servers, server: int) -> Iterator[None]:
    os.kill(server, signal.SIGSTOP)
    yield
    os.kill(server, signal.SIGCONT)


@pytest.mark.parametrize("fault", [_open_to_all, _link, _hanging])
def test_a_launch_starts_alone_if_the_server_cannot_be_used(client, shared, server, fault):
    with (
        fault(shared, server),
        launched(client, command=shared.program, **shared.variables) as running,
    ):
        assert healthy(running)
        assert not children(server)
        running.shut_down()
        assert running.process.returncode == 0
    assert shared.processes() == [server]


@pytest.mark.parametrize("stream", [0, 2])
def test_a_launch_with_a_closed_stream_starts_alone(client, shared, server, stream):
    closing = ("/bin/sh", "-c", f'exec "$@" {stream}<&-', "sh")
    with launched(client, command=(*closing, *shared.program), **shared.variables) as running:
        assert healthy(running)
        until(lambda: not children(server))  # a fork for an earlier launch can come late
        running.shut_down()


def test_a_launch_starts_alone_if_the_server_reads_no_environment(client, servers):
    server = servers.start(client)
    (path,) = servers.sockets()
    os.kill(server, signal.SIGKILL)
    until(lambda: not lives(server))
    path.unlink()
    ended = threading.Event()

    def be_a_server() -> None:
        with listening.accept()[0] as connected:
            connected.recv(65536)
            connected.sendall(READY)
            ended.wait(TIMEOUT)

    large = {f"LARGE_{number}": "x" * 100_000 for number in range(10)}
    with socket.socket(socket.AF_UNIX) as listening, ThreadPoolExecutor(1) as threads:
        listening.bind(str(path))
        listening.listen()
        threads.submit(be_a_server)
        try:
            with launched(client, command=servers.program, **servers.variables, **large) as running:
                assert healthy(running)
                running.shut_down()
        finally:
            ended.set()


def test_a_killed_server_is_replaced(client, servers):
    server = servers.start(client)
    os.kill(server, signal.SIGKILL)
    until(lambda: not lives(server))  # until then, it still accepts connections
    with launched(client, command=servers.program, **servers.variables) as running:
        assert healthy(running)
        until(lambda: [one for one in servers.processes() if one != server])
        running.shut_down()


def test_a_launch_with_other_settings_of_the_process_starts_alone(client, shared, server):
    with launched(client, command=("nice", *shared.program), **shared.variables) as running:
        assert healthy(running)
        assert not children(server)
        running.shut_down()
    for process in shared.processes():
        if process != server:
            os.kill(process, signal.SIGKILL)


def test_the_argument_of_the_server_alone_starts_nothing(program):
    ended = subprocess.run(
        [*program, "--warm"],
        env=environment(None),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert ended.returncode == 1
    assert "Terraform provider for OpenAI" in ended.stderr


def test_a_folder_of_another_user_is_not_private(servers, monkeypatch):
    servers.folder.mkdir(mode=0o700)
    assert is_private(str(servers.folder))
    monkeypatch.setattr("os.geteuid", lambda: servers.folder.stat().st_uid + 1)
    assert not is_private(str(servers.folder))


def test_variables_with_secrets_are_not_given_to_the_server():
    kept = contexts.variables({"PATH": "/bin", "OPENAI_API_KEY": SECRET, "TF_VAR_key": SECRET})
    assert kept == {"PATH": "/bin"}


def test_a_launch_loads_only_what_it_needs_to_reach_the_server(servers):
    servers.folder.mkdir(mode=0o700)
    program = (
        "import os, sys; before = set(sys.modules)\n"
        "from provider_shim.warm.client import run\n"
        f"run({servers.variables!r})\n"
        "print(*set(sys.modules) - before)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    others = {one for one in ended.stdout.split() if not one.startswith("provider_shim")}
    assert others == {"__future__", "_socket"}  # `marshal` is always loaded


def test_contexts_differ_in_what_modules_read_when_they_are_loaded():
    here = contexts.context({"PATH": "/bin"})
    assert here is not None
    assert here == contexts.context({"PATH": "/bin", "OPENAI_API_KEY": SECRET})
    assert here != contexts.context({"PATH": "/bin", "LD_PRELOAD": "/lib/other.so"})


@pytest.mark.parametrize(
    ("configured", "seconds"),
    [("60", 60), ("0", 0), ("0.5", 0.5), ("99999", 3600)]
    + [(text, 0) for text in ("", "30 ", "3_0", "nan", "inf", "-1", "0x10", ".", "\u0661")],
)
def test_only_plain_numbers_ask_for_a_warm_server(configured, seconds):
    assert contexts.seconds({contexts.VARIABLE: configured}) == seconds
