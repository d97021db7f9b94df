"""The handshake between Terraform and the provider, with real processes."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import stat
import subprocess
import sys
from pathlib import Path

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from launched import (
    REAL,
    ROOT,
    TIMEOUT,
    Certificate,
    Launched,
    certificate,
    environment,
    launched,
)

from tests.measuring import MEASURED, VARIABLE

HEALTH = "/grpc.health.v1.Health/Check"
SLOW_TO_LOAD = {
    "argparse",
    "asyncio",
    "dataclasses",
    "email",
    "inspect",
    "ipaddress",
    "logging",
    "pathlib",
    "shutil",
    "ssl",
    "subprocess",
    "tempfile",
    "traceback",
    "urllib",
    "uuid",
}
"""Modules of the standard library that would make the start slower."""


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*REAL, *arguments],
        env=MEASURED | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def healthy(running: Launched, client: Certificate | None = None) -> bytes:
    with running.channel(client) as channel:
        return channel.unary_unary(HEALTH)(b"\n\x06plugin", timeout=TIMEOUT)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("--version",)])
def test_a_start_by_hand_prints_an_explanation_and_exits_with_1(arguments):
    ended = run(*arguments)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "Terraform provider for OpenAI" in ended.stderr
    assert "openai-cdktf install" in ended.stderr


def test_a_start_by_hand_loads_only_the_standard_library():
    program = (
        "import sys; from provider_shim.__main__ import main; main([], {}); "
        "print({name.partition('.')[0] for name in sys.modules}"
        " - sys.stdlib_module_names - {'provider_shim', '__main__'})"
    )
    ended = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    assert ended.stdout.strip() == "set()"


def test_only_code_for_the_certificate_is_loaded_before_the_handshake(client):
    program = (
        "import os, sys\n"
        "from provider_shim.protocol import handshake\n"
        "def announce(line):\n"
        "    print(*sys.modules, sep='\\n', flush=True)\n"
        "    os._exit(0)\n"
        "handshake.announce = announce\n"
        "from provider_shim.__main__ import main\n"
        "main([])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(client, **{VARIABLE: ""}),  # coverage loads modules of its own
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    loaded = set(ended.stdout.split())
    assert {name for name in loaded if name.startswith("provider_shim.")} == {
        "provider_shim.__main__",
        "provider_shim.protocol",
        "provider_shim.protocol.handshake",
        "provider_shim.protocol.launch",
        "provider_shim.protocol.listening",
        "provider_shim.protocol.tls",
        "provider_shim.records",
        "provider_shim.trace",
        "provider_shim.version",
        "provider_shim.process",
        "provider_shim.warm",
        "provider_shim.warm.client",
        "provider_shim.warm.context",
        "provider_shim.warm.folder",
    }
    assert not loaded & SLOW_TO_LOAD
    assert not {
        name for name in loaded if name.startswith(("google", "hpack", "cryptography.x509"))
    }


def test_a_terraform_without_protocol_6_is_an_error_with_the_protocol():
    ended = run(**environment(None, PLUGIN_PROTOCOL_VERSIONS="4,5"))
    assert ended.returncode == 1
    assert ended.stdout.split("|")[:2] == ["1", "6"]  # Terraform shows both versions to the user
    assert "protocol 6" in ended.stderr
    assert "4,5" in ended.stderr


def test_the_line_names_versions_socket_and_certificate(double):
    core, version, network, address, kind, encoded = double.parts
    assert (core, version, network, kind) == ("1", "6", "unix", "grpc")
    assert stat.S_ISSOCK(Path(address).stat().st_mode)
    assert "=" not in encoded
    assert "\n" in double.line


def test_the_certificate_is_for_localhost_and_fresh(double):
    made = x509.load_pem_x509_certificate(double.server_pem)
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert made.version is x509.Version.v3
    assert made.not_valid_before_utc < made.not_valid_after_utc
    made.verify_directly_issued_by(made)
    with launched(certificate()) as other:
        assert other.server_pem != double.server_pem


def test_other_users_cannot_reach_the_socket(double):
    assert stat.S_IMODE(Path(double.address).parent.stat().st_mode) == 0o700


def test_the_key_is_not_left_in_a_file(double):
    assert [path.name for path in Path(double.address).parent.iterdir()] == ["socket"]


def test_the_holder_of_the_certificate_is_served(double):
    assert healthy(double) == b"\x08\x01"


def test_another_certificate_is_rejected(double):
    with pytest.raises(grpc.RpcError) as refused:
        healthy(double, certificate())
    assert refused.value.code() is grpc.StatusCode.UNAVAILABLE
    assert healthy(double)


def first_bytes(running: Launched, context: ssl.SSLContext) -> bytes:
    with socket.socket(socket.AF_UNIX) as raw:
        raw.settimeout(TIMEOUT)
        raw.connect(running.address)
        with context.wrap_socket(raw, server_hostname="localhost") as connected:
            return connected.recv(9)


def test_a_client_without_certificate_is_rejected(double, tmp_path):
    with pytest.raises(ssl.SSLError):
        first_bytes(double, double.tls(None, tmp_path))


def test_a_client_without_tls_is_rejected(double):
    with socket.socket(socket.AF_UNIX) as raw:
        raw.settimeout(TIMEOUT)
        raw.connect(double.address)
        raw.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9))
        try:
            answer = raw.recv(9)
        except ConnectionResetError:
            answer = b""
        # An alert of TLS (21), or nothing; never a frame of HTTP/2, which would begin with its length.
        assert answer[:1] in {b"", b"\x15"}


def test_a_certificate_of_terraforms_own_curve_is_accepted(tmp_path):
    terraform = certificate(ec.SECP521R1())
    with launched(terraform) as running:
        settings = first_bytes(running, running.tls(terraform, tmp_path))
        assert settings[3] == 4  # a frame of HTTP/2 with settings


def test_a_given_directory_is_used(client, tmp_path):
    with launched(client, PLUGIN_UNIX_SOCKET_DIR=str(tmp_path)) as running:
        assert Path(running.address).is_relative_to(tmp_path)
        assert healthy(running)


def test_tcp_is_used_without_unix_sockets(client, tmp_path):
    too_deep = tmp_path / ("d" * 120)
    too_deep.mkdir()
    with launched(client, PLUGIN_UNIX_SOCKET_DIR=str(too_deep)) as running:
        assert running.parts[2] == "tcp"
        host, port = running.address.split(":")
        assert host == "127.0.0.1"
        assert 10000 <= int(port) <= 25000
        assert healthy(running)
        with pytest.raises(grpc.RpcError):
            healthy(running, certificate())


def test_a_port_in_use_is_skipped(client, tmp_path):
    too_deep = tmp_path / ("d" * 120)
    too_deep.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as used:
        port = used.getsockname()[1]
        given = {
            "PLUGIN_UNIX_SOCKET_DIR": str(too_deep),
            "PLUGIN_MIN_PORT": str(port),
            "PLUGIN_MAX_PORT": str(port),
        }
        with launched(client, **given) as running:
            assert running.line == ""
            _, output = running.process.communicate(timeout=TIMEOUT)
            assert running.process.returncode == 1
            assert "cannot listen" in output


def test_a_port_is_not_served_without_a_certificate(tmp_path):
    too_deep = tmp_path / ("d" * 120)
    too_deep.mkdir()
    with launched(None, PLUGIN_UNIX_SOCKET_DIR=str(too_deep)) as running:
        assert running.line == ""
        assert running.process.wait(TIMEOUT) == 1


def test_debug_prints_how_to_attach_and_runs_until_interrupted():
    with launched(None, "--debug") as running:
        assert running.process.stdout is not None
        line = next(line for line in running.process.stdout if line.startswith("TF_REATTACH"))
        given = json.loads(line.partition("=")[2].strip().strip("'"))
        target = given["registry.terraform.io/openai-cdktf/openai"]
        assert target["Pid"] == running.process.pid
        assert (target["Protocol"], target["ProtocolVersion"]) == ("grpc", 6)
        with grpc.insecure_channel(f"unix:{target['Addr']['String']}") as channel:
            assert channel.unary_unary(HEALTH)(b"", timeout=TIMEOUT)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(TIMEOUT) == 0
        assert not Path(target["Addr"]["String"]).parent.exists()
