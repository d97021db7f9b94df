"""Renders the bytes of the provider's schema and identity schema responses for Terraform.

The responses depend only on the declarations. Terraform requests them at each of the two to five launches of a command. The
provider sends these bytes before it loads anything else.
"""

from __future__ import annotations

from pathlib import Path

from provider_shim.protocol.launch import DESCRIPTIONS
from provider_shim.protocol.servicer import Servicer
from provider_shim.provider import Provider

ROOT = Path(__file__).resolve().parent.parent
_PATHS = {name: str(Path(path).resolve().relative_to(ROOT)) for name, path in DESCRIPTIONS.items()}


def render() -> dict[str, bytes]:
    """Return the serialized answers to Terraform's questions of what there is."""
    servicer = Servicer(Provider())
    answers = {
        "GetProviderSchema": servicer.whole_schema,
        "GetResourceIdentitySchemas": servicer.identity_schemas,
    }
    return {
        _PATHS[name]: bytes(answer.SerializeToString(deterministic=True))
        for name, answer in answers.items()
    }


def owned() -> list[str]:
    """Return the paths of the files that are on disk."""
    return [path for path in _PATHS.values() if (ROOT / path).exists()]
