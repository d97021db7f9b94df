"""The start of a provider: the magic cookie and the line on stdout. It uses only the standard library, for a fast start.

Terraform (through HashiCorp's go-plugin) starts the provider with a cookie and its protocol versions in the environment. The
first line of the provider's stdout contains the address to which Terraform connects.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final

from provider_shim.version import VERSION

PROTOCOL: Final = 6
ADDRESS: Final = "registry.terraform.io/openai-cdktf/openai"

_COOKIE: Final = "TF_PLUGIN_MAGIC_COOKIE"
_COOKIE_VALUE: Final = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"
_GO_PLUGIN: Final = 1  # the version of go-plugin's own rules

WHAT_IT_IS: Final = f"""\
This is the Terraform provider for OpenAI {VERSION} ({ADDRESS.partition("/")[2]}). Terraform starts it. You do not
need to start it by hand.

To use it:    openai-cdktf install               installs it where Terraform finds it
To debug it:  terraform-provider-openai --debug  runs until you press Ctrl-C, and prints how to attach Terraform to it
"""

TOO_OLD: Final = (
    f"The Terraform provider for OpenAI needs plugin protocol {PROTOCOL}, but this Terraform supports only {{versions}}. "
    "Use Terraform 1.0 or newer."
)


def from_terraform(environment: Mapping[str, str]) -> bool:
    """Return whether Terraform started the process. This is not a security measure: it detects a start by hand."""
    return environment.get(_COOKIE) == _COOKIE_VALUE


def too_old(environment: Mapping[str, str]) -> str | None:
    """Return the error if Terraform does not support the protocol. Return None if it does, or if it sends no versions."""
    versions = environment.get("PLUGIN_PROTOCOL_VERSIONS", "")
    if not versions or str(PROTOCOL) in (version.strip() for version in versions.split(",")):
        return None
    return TOO_OLD.format(versions=versions)


def line(network: str, address: str, certificate: bytes, environment: Mapping[str, str]) -> str:
    """Return the line with the address to which Terraform connects.

    Args:
        network: ``unix`` or ``tcp``.
        address: a path, or host and port.
        certificate: the certificate of the server in DER; empty if Terraform sent no certificate.
        environment: the environment of the process.
    """
    from base64 import b64encode

    encoded = b64encode(certificate).decode().rstrip("=")
    parts = [str(_GO_PLUGIN), str(PROTOCOL), network, address, "grpc", encoded]
    if environment.get("PLUGIN_MULTIPLEX_GRPC"):
        parts.append(
            "false"
        )  # several connections in one: newer clients ask for it and need an answer
    return "|".join(parts)


def reattach(network: str, address: str) -> str:
    """Return the value of ``TF_REATTACH_PROVIDERS`` that makes Terraform use this process."""
    import json

    target = {
        "Protocol": "grpc",
        "ProtocolVersion": PROTOCOL,
        "Pid": os.getpid(),
        "Test": True,  # with this, Terraform does not end the process
        "Addr": {"Network": network, "String": address},
    }
    return json.dumps({ADDRESS: target})


def announce(text: str) -> None:
    """Write the line to stdout. All later output goes to stderr, and so to the log.

    Raises:
        OSError: the reader has closed stdout.
    """
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    sys.stdout = sys.stderr
    os.dup2(2, 1)  # also for output of C libraries
