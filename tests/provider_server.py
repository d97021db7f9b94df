"""Serves the archives of a release with HTTPS, as a provider registry and as a network mirror, and signs their checksums."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import http.server
import ipaddress
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from provider_shim.version import VERSION
from tests.inspecting_proxy import HOST

_PROVIDER = "/v1/providers/openai-cdktf/openai"


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProviderServer:
    """A running server. ``host`` is its name in source addresses, ``certificate`` the file that clients trust.

    The certificate is also that of an inspecting proxy, with the same ``key``.
    """

    host: str
    certificate: Path
    key: Path


@contextlib.contextmanager
def provider_server(folder: Path, *, dist: Path, mirror: Path) -> Iterator[ProviderServer]:
    """Serve a release as a registry, and a mirror below ``/mirror/``."""
    certificate, key = _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    public_key = _sign(folder, dist / f"terraform-provider-openai_{VERSION}_SHA256SUMS")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = self._answer()
            self.send_response(200 if answer is not None else 404)
            self.send_header(
                "Content-Type", "application/json" if ".zip" not in self.path else "application/zip"
            )
            self.end_headers()
            self.wfile.write(answer or b"")

        def _answer(self) -> bytes | None:
            path = self.path.partition("?")[0]
            if path.startswith("/mirror/"):
                return _content(mirror, path.removeprefix("/mirror/"))
            if path.startswith("/files/"):
                return _content(dist, path.removeprefix("/files/"))
            found = _registry(path, dist, f"https://{self.headers['Host']}/files", public_key)
            return None if found is None else json.dumps(found).encode()

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ProviderServer(
            host=f"localhost:{server.server_port}", certificate=certificate, key=key
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _content(folder: Path, name: str) -> bytes | None:
    file = folder / name
    return file.read_bytes() if file.is_file() else None


def _registry(path: str, dist: Path, files: str, public_key: str) -> dict[str, Any] | None:
    """Return the answer of a registry, by Terraform's provider registry protocol."""
    if path == "/.well-known/terraform.json":
        return {"providers.v1": "/v1/providers/"}
    archives = {file.stem.split("_", 2)[2]: file for file in dist.glob("*.zip")}
    if path == f"{_PROVIDER}/versions":
        platforms = [
            dict(zip(("os", "arch"), system.split("_"), strict=True)) for system in archives
        ]
        return {"versions": [{"version": VERSION, "protocols": ["6.0"], "platforms": platforms}]}
    system = path.removeprefix(f"{_PROVIDER}/{VERSION}/download/").replace("/", "_")
    if system not in archives:
        return None
    file = archives[system]
    os_, architecture = system.split("_")
    sums = f"terraform-provider-openai_{VERSION}_SHA256SUMS"
    return {
        "protocols": ["6.0"],
        "os": os_,
        "arch": architecture,
        "filename": file.name,
        "download_url": f"{files}/{file.name}",
        "shasums_url": f"{files}/{sums}",
        "shasums_signature_url": f"{files}/{sums}.sig",
        "shasum": hashlib.sha256(file.read_bytes()).hexdigest(),
        "signing_keys": {"gpg_public_keys": [{"key_id": "TEST", "ascii_armor": public_key}]},
    }


def _sign(folder: Path, sums: Path) -> str:
    """Sign the checksums with a new key, and return the public key."""
    home = folder / "gpg"
    home.mkdir(mode=0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--yes", "--passphrase", ""]
    generate = ["--quick-generate-key", "test@example.com", "rsa2048", "sign", "never"]
    subprocess.run([*gpg, *generate], check=True, capture_output=True)
    subprocess.run([*gpg, "--detach-sign", str(sums)], check=True, capture_output=True)
    exported = subprocess.run(
        [*gpg, "--armor", "--export"], check=True, capture_output=True, text=True
    )
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
    return exported.stdout


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    names = [x509.DNSName("localhost"), x509.DNSName(HOST), address]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(minutes=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, private
