"""Measures what users wait for, as ratios taken in one run: launch, validation, synthesis.

``make bench`` prints the table. Absolute times depend on the machine and on what else it does; the ratios do not much.
It must not assert anything: a benchmark is read, not passed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
TERRAFORM = ROOT / ".tools" / "bin" / "terraform-1.11"
RUNS = 11

_CONFIGURATION = """
terraform {
  required_providers {
    openai = { source = "openai-cdktf/openai" }
  }
}
resource "openai_vector_store" "library" { name = "library" }
"""


def main() -> None:
    """Print one table a topic."""
    launch()
    validation()
    subprocess.run([sys.executable, "-m", "tools.bench_synth"], cwd=ROOT, check=True)


def launch() -> None:
    """Measure from exec to handshake, with a client certificate as Terraform sends it, beside a bare Python."""
    certificate = _client_certificate()
    python = _median(lambda: _run([sys.executable, "-c", "pass"]))
    handshake = _median(lambda: _handshake(certificate))
    _table(
        "launch: exec to handshake, client certificate required",
        [("bare Python", python), ("provider", handshake)],
    )


def validation() -> None:
    """Measure ``terraform validate`` with and without the provider."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "terraform.rc"
        settings.write_text(
            f'provider_installation {{\n  dev_overrides {{ "openai-cdktf/openai" = "{BIN}" }}\n  direct {{}}\n}}\n'
        )
        environment = {**_quiet_environment(), "TF_CLI_CONFIG_FILE": str(settings)}
        rows = []
        for title, text in (
            ("Terraform alone", 'output "x" { value = 1 }'),
            ("with the provider", _CONFIGURATION),
        ):
            place = folder / title.replace(" ", "-")
            place.mkdir()
            (place / "main.tf").write_text(text)
            command = [str(TERRAFORM), f"-chdir={place}", "validate"]
            rows.append((title, _median(lambda command=command: _run(command, environment))))  # type: ignore[misc]
        _table("terraform validate", rows)


def _handshake(certificate: str) -> float:
    environment = {
        **_quiet_environment(),
        "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
        "PLUGIN_PROTOCOL_VERSIONS": "6",
        "PLUGIN_CLIENT_CERT": certificate,
    }
    started = time.perf_counter()
    with subprocess.Popen(
        [str(BIN / "terraform-provider-openai")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        if running.stdout is not None:
            running.stdout.readline()
        took = time.perf_counter() - started
        running.kill()
    return took


def _client_certificate() -> str:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP521R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA512())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def _quiet_environment() -> dict[str, str]:
    """Return the environment without what would slow every start: Python that may not keep its bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(command: list[str], environment: dict[str, str] | None = None) -> float:
    started = time.perf_counter()
    subprocess.run(
        command, env=environment or _quiet_environment(), check=True, capture_output=True
    )
    return time.perf_counter() - started


def _median(measure: Callable[[], float]) -> float:
    measure()  # fills caches
    return statistics.median(measure() for _ in range(RUNS))


def _table(title: str, rows: list[tuple[str, float]]) -> None:
    first = rows[0][1]
    print(f"\n{title} (median of {RUNS})")
    for name, took in rows:
        print(f"  {name:<20} {took * 1000:8.0f} ms   {took / first:6.2f} x")


if __name__ == "__main__":
    main()
