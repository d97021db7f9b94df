"""Renders the bytes of the provider's schema response for Terraform.

The response depends only on the declarations. Terraform requests it at each of the two to five launches of a command. The
provider sends these bytes before it loads anything else.
"""

from __future__ import annotations

from pathlib import Path

from provider_shim.protocol.launch import DESCRIPTION
from provider_shim.protocol.servicer import Servicer
from provider_shim.provider import Provider

ROOT = Path(__file__).resolve().parent.parent
_PATH = str(Path(DESCRIPTION).resolve().relative_to(ROOT))


def render() -> dict[str, bytes]:
    """Return the serialized ``GetProviderSchema.Response``."""
    answer = Servicer(Provider()).whole_schema
    return {_PATH: bytes(answer.SerializeToString(deterministic=True))}


def owned() -> list[str]:
    """Return the path of the file, if it is on disk."""
    return [_PATH] if Path(DESCRIPTION).exists() else []
