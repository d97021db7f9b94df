"""The end of the provider's process, and its work until then."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import grpc
import pytest
from launched import DOUBLE, TIMEOUT, Launched, call, dynamic, environment, launched

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

FOUND = "double_found"


def read(name: str) -> pb.ReadDataSource.Request:
    return pb.ReadDataSource.Request(type_name=FOUND, config=dynamic({"name": name, "size": None}))


def until_it_waits(running: Launched) -> None:
    """Wait until the provider has received the request that it answers only after a stop."""
    assert running.process.stderr is not None
    assert any("waits until it is stopped" in line for line in running.process.stderr)


def test_shutdown_ends_the_process_and_removes_the_socket(client):
    with launched(client) as running:
        running.shut_down()
        assert running.process.returncode == 0
        assert not Path(running.address).parent.exists()


def test_shutdown_does_not_wait_for_operations(client):
    with launched(client, "--patient") as running, running.channel() as channel:
        waiting = threading.Thread(target=_ignore_loss, args=(channel, read("wait")))
        waiting.start()
        until_it_waits(running)
        channel.unary_unary("/plugin.GRPCController/Shutdown")(b"", timeout=TIMEOUT)
        assert running.process.wait(TIMEOUT / 2) == 0  # before the time limit of the client
        waiting.join()


def _ignore_loss(channel: grpc.Channel, request: pb.ReadDataSource.Request) -> None:
    with pytest.raises(grpc.RpcError):
        call(channel, "ReadDataSource", request)


def test_the_provider_ends_when_terraform_dies():
    program = (
        "import subprocess, sys\n"
        f"started = subprocess.Popen({list(DOUBLE)!r}, stdout=subprocess.PIPE, text=True)\n"
        "print(started.pid, started.stdout.readline(), flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(None),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        pid, line = parent.stdout.readline().split(" ", maxsplit=1)
        parent.kill()
        parent.wait(TIMEOUT)
        socket_path = Path(line.split("|")[3])
        deadline = time.monotonic() + TIMEOUT
        while socket_path.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not socket_path.exists(), f"process {pid} is still there"


def test_the_provider_ignores_ctrl_c(client):
    with launched(client) as running:
        running.call("GetFunctions", pb.GetFunctions.Request())
        running.process.send_signal(signal.SIGINT)
        assert running.call("GetFunctions", pb.GetFunctions.Request()).functions
        assert running.process.poll() is None


def test_sigterm_waits_for_operations_and_their_responses(client):
    with launched(client) as running, running.channel() as channel:
        answers = []
        waiting = threading.Thread(
            target=lambda: answers.append(call(channel, "ReadDataSource", read("wait")))
        )
        waiting.start()
        until_it_waits(running)
        running.process.send_signal(signal.SIGTERM)
        waiting.join(TIMEOUT)
        assert not answers[0].diagnostics
        assert running.process.wait(TIMEOUT) == 0


def test_stop_provider_cancels_running_requests(client):
    with launched(client) as running, running.channel() as channel:
        waiting = threading.Thread(
            target=lambda: call(channel, "ReadDataSource", read("wait"), timeout=60)
        )
        waiting.start()
        answer = call(channel, "StopProvider", pb.StopProvider.Request())
        assert answer.Error == ""
        waiting.join(TIMEOUT)
        assert not waiting.is_alive()


def test_only_the_handshake_is_written_to_stdout(client):
    with launched(client) as running:
        assert not running.call("ReadDataSource", read("print")).diagnostics
        running.shut_down()
        out, err = running.process.communicate(timeout=TIMEOUT)
        assert out == ""
        assert "a library prints" in err
        assert "a C library prints" in err


def test_requests_wait_until_the_provider_is_loaded(client):
    with launched(client, "--slow") as running:
        assert running.call("GetFunctions", pb.GetFunctions.Request()).functions


def test_a_provider_that_cannot_be_loaded_reports_the_reason(client):
    with launched(client, "--broken") as running:
        with pytest.raises(grpc.RpcError) as failed:
            running.call("GetProviderSchema", pb.GetProviderSchema.Request())
        assert failed.value.code() is grpc.StatusCode.INTERNAL
        assert "the declarations are broken" in failed.value.details()
        running.shut_down()


def test_a_directory_in_tmpdir_is_used_and_removed(client, tmp_path):
    with launched(client, TMPDIR=str(tmp_path)) as running:
        assert list(tmp_path.iterdir())
        running.shut_down()
        assert not list(tmp_path.iterdir())
