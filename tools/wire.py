"""What Terraform gets when it asks the provider to describe itself, as bytes. It must not know any declaration.

The answer depends on the declarations alone, and is the same at each of the two to five launches of a command. Made
beforehand, it is sent before anything else is loaded.
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
    """Return the one file of this product."""
    return [_PATH] if Path(DESCRIPTION).exists() else []
