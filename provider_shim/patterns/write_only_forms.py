"""Write-only forms of arguments: ``NAME_wo`` for ``NAME``.

Terraform passes the value of a write-only argument to the provider and does not store it. The state keeps its digest, with which
the next plan detects a change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from provider_shim.engine.call import Values
from provider_shim.engine.resource import Draft
from provider_shim.vocabulary.schema import Attribute, String
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known, plain


def write_only_form(name: str, attribute: Attribute, **flags: Any) -> Attribute:
    """Return the write-only form of an argument, which has the name ``<name>_wo``."""
    return attribute.but(
        required=False,
        optional=True,
        write_only=True,
        sensitive=True,
        replace=False,
        unread=False,
        wire=name,
        **{
            "doc": f"The same as `{name}`, but write-only: neither the plan nor the state stores it. The provider detects a "
            f"change by the digest in `{name}_wo_sha256`. Requires Terraform 1.11 or later.",
            **flags,
        },
    )


def digest_of_form(name: str, of: str = "as JSON with sorted keys") -> dict[str, Attribute]:
    """Return the attribute with the digest of the write-only form of an argument; ``of`` is the form of the digested value."""
    doc = f"The SHA-256 of `{name}_wo` {of}."
    return {f"{name}_wo_sha256": String(computed=True, local=True, doc=doc)}


def sha256(value: Any) -> str:
    """Return the digest of a value as JSON with sorted keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def form_digests(
    names: Iterable[str], config: Mapping[str, Any], digest: Callable[[Any], str] = sha256
) -> Values:
    """Return the digests of the write-only forms in a configuration: null for null, unknown for unknown values."""

    def digest_of_value(value: Any) -> Any:
        if value is None:
            return None
        return digest(plain(value)) if is_wholly_known(value) else UNKNOWN

    return {f"{name}_wo_sha256": digest_of_value(config.get(f"{name}_wo")) for name in names}


def plan_digests(draft: Draft, planned: Values) -> None:
    """Plan the digests, and a replacement if one of them has changed. After an import there are no digests to compare."""
    for name, digest in planned.items():
        if draft.prior is None or digest != draft.prior[name]:
            draft.planned[name] = digest
            if draft.prior is not None and not draft.imported:
                draft.replace.append((name,))
