"""The source addresses under which Terraform and OpenTofu find the provider."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Final

from openai_cdktf_cli.failure import CommandFailure

TERRAFORM_HOST: Final = "registry.terraform.io"
OPENTOFU_HOST: Final = "registry.opentofu.org"

_PART = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z_-]*[0-9A-Za-z])?\Z")
_HOST = re.compile(r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+(?::\d+)?\Z")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Address:
    """The source address of a provider in ``required_providers``."""

    host: str
    namespace: str
    type: str

    @property
    def short(self) -> str:
        """The short form, without the host if it is Terraform's registry."""
        name = f"{self.namespace}/{self.type}"
        return name if self.host == TERRAFORM_HOST else f"{self.host}/{name}"

    @property
    def folder(self) -> Path:
        """The folder of all versions of the provider, relative to a plugin directory."""
        return Path(self.host, self.namespace, self.type)


OWN_ADDRESS: Final = Address(host=TERRAFORM_HOST, namespace="openai-cdktf", type="openai")
OPENTOFU_ADDRESS: Final = dataclasses.replace(OWN_ADDRESS, host=OPENTOFU_HOST)


def address(text: str) -> Address:
    """Parse ``[host/]namespace/type``.

    Raises:
        CommandFailure: The text is not an address.
    """
    *host, namespace, type_ = text.split("/") if text.count("/") in (1, 2) else ("", "", "")
    hostname = host[0] if host else TERRAFORM_HOST
    if not (_HOST.match(hostname) and _PART.match(namespace) and _PART.match(type_)):
        raise CommandFailure(
            f"{text!r} is not a provider address: use namespace/type, such as openai/openai, or "
            "host/namespace/type."
        )
    return Address(host=hostname.lower(), namespace=namespace.lower(), type=type_.lower())


def addresses(also_as: list[str], *, opentofu: bool) -> list[Address]:
    """Return our own address and the given ones, each once.

    Raises:
        CommandFailure: A text is not an address.
    """
    found = [OWN_ADDRESS, *([OPENTOFU_ADDRESS] if opentofu else [])]
    return list(dict.fromkeys([*found, *map(address, also_as)]))
