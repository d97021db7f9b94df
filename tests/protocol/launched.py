"""Starts the provider like Terraform, as a process with a handshake, a certificate and a socket, and connects a client.

The client is gRPC's own, so that the tests do not depend on our implementation.
"""

from __future__ import annotations

import base64
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import msgpack
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from tests.measuring import MEASURED

ROOT = Path(__file__).parents[2]
DOUBLE = (sys.executable, str(Path(__file__).with_name("double.py")))
REAL = (sys.executable, "-m", "provider_shim")
COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"
TIMEOUT = 20


@dataclass(frozen=True)
class Certificate:
    key: bytes
    pem: bytes


def certificate(curve: ec.EllipticCurve | None = None) -> Certificate:
    """Create a certificate authority for localhost, like go-plugin."""
    key = ec.generate_private_key(curve or ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "localhost"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "HashiCorp"),
        ]
    )
    now = datetime.now(UTC)
    usage = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(seconds=30))
        .not_valid_after(now + timedelta(hours=262980))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.ExtendedKeyUsage(usage), critical=False)
        .sign(key, hashes.SHA512())
    )
    return Certificate(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        made.public_bytes(Encoding.PEM),
    )


def environment(client: Certificate | None, **more: str) -> dict[str, str]:
    """Return the environment that Terraform gives to a provider."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    given = {
        "PYTHONPATH": str(ROOT),
        "TF_PLUGIN_MAGIC_COOKIE": COOKIE,
        "PLUGIN_PROTOCOL_VERSIONS": "5,6",
        "PLUGIN_MIN_PORT": "10000",
        "PLUGIN_MAX_PORT": "25000",
        "OPENAI_CDKTF_WARM": "0",
    }
    if client is not None:
        given["PLUGIN_CLIENT_CERT"] = client.pem.decode()
    return kept | given | more


def dynamic(value: Any) -> pb.DynamicValue:
    """Return a value in Terraform's format."""
    return pb.DynamicValue(msgpack=msgpack.packb(value))


def plain(value: pb.DynamicValue) -> Any:
    """Return a value from the provider. Unknown values are ``ExtType``."""
    return msgpack.unpackb(value.msgpack, strict_map_key=False)


class Launched:
    """A running provider, and its handshake."""

    def __init__(
        self, process: subprocess.Popen[str], line: str, client: Certificate | None
    ) -> None:
        self.process = process
        self.line = line
        self.client = client
        self.parts = line.rstrip("\n").split("|")

    @property
    def address(self) -> str:
        return self.parts[3]

    @property
    def server_pem(self) -> bytes:
        """The server's certificate from Terraform's format: base64 without padding."""
        encoded = self.parts[5]
        der = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)

    def channel(self, client: Certificate | None = None) -> grpc.Channel:
        """Connect like Terraform, or with another certificate."""
        target = f"unix:{self.address}" if self.parts[2] == "unix" else self.address
        limit = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
        if self.client is None:
            return grpc.insecure_channel(target, options=limit)
        shown = client or self.client
        credentials = grpc.ssl_channel_credentials(self.server_pem, shown.key, shown.pem)
        name = ("grpc.ssl_target_name_override", "localhost")
        return grpc.secure_channel(target, credentials, options=[*limit, name])

    def tls(self, client: Certificate | None, tmp_path: Path) -> ssl.SSLContext:
        """Return a TLS context that accepts the server, with or without a client certificate."""
        context = ssl.create_default_context(cadata=self.server_pem.decode())
        context.set_alpn_protocols(["h2"])
        if client is not None:
            path = tmp_path / "client.pem"
            path.write_bytes(client.key + client.pem)
            context.load_cert_chain(path)
        return context

    def call(self, name: str, request: Any, *, timeout: float = TIMEOUT) -> Any:
        """Call one of Terraform's procedures."""
        with self.channel() as channel:
            return call(channel, name, request, timeout=timeout)

    def shut_down(self) -> None:
        """Shut down the provider like Terraform, and wait until it has ended."""
        with self.channel() as channel:
            channel.unary_unary("/plugin.GRPCController/Shutdown")(b"", timeout=TIMEOUT)
        self.process.wait(TIMEOUT)


def call(channel: grpc.Channel, name: str, request: Any, *, timeout: float = TIMEOUT) -> Any:
    """Call one of Terraform's procedures and return its answer."""
    messages = getattr(pb, name)
    method = channel.unary_unary(
        f"/tfplugin6.Provider/{name}",
        request_serializer=messages.Request.SerializeToString,
        response_deserializer=messages.Response.FromString,
    )
    return method(request, timeout=timeout)


def stream(channel: grpc.Channel, name: str, request: Any, *, timeout: float = TIMEOUT) -> Any:
    """Call a streaming procedure of Terraform, and return an iterator of its messages."""
    messages = getattr(pb, name)
    method = channel.unary_stream(
        f"/tfplugin6.Provider/{name}",
        request_serializer=messages.Request.SerializeToString,
        response_deserializer=messages.Event.FromString,
    )
    return method(request, timeout=timeout)


@contextmanager
def launched(
    client: Certificate | None = None,
    *arguments: str,
    command: tuple[str, ...] = DOUBLE,
    **more: str,
) -> Iterator[Launched]:
    """Start a provider, and end it after the block if it is still running."""
    process = subprocess.Popen(
        [*command, *arguments],
        env=environment(client, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield Launched(process, line, client)
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """End the provider. A killed process saves no coverage, so it is terminated first if coverage is measured."""
    if MEASURED and process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(TIMEOUT)
    process.kill()
    process.communicate()
