"""Arguments that may be given in a form that is stored nowhere: ``NAME_wo`` beside ``NAME``, whose digest tells of changes.

Terraform shows a provider the value of a write-only argument and forgets it. What stays in the state is its digest, by which
the next plan sees whether it has changed. It must not know any particular argument.
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
    """Return the form of an argument that is stored nowhere, which is called ``<name>_wo``."""
    return attribute.but(
        required=False,
        optional=True,
        write_only=True,
        sensitive=True,
        replace=False,
        unread=False,
        wire=name,
        **{
            "doc": f"As `{name}`, but not stored in plan or state (write-only: Terraform 1.11 or later). A change is still "
            f"noticed, by its digest in `{name}_wo_sha256`.",
            **flags,
        },
    )


def digest_of_form(name: str, of: str = "as JSON with sorted keys") -> dict[str, Attribute]:
    """Return the attribute that tells whether the write-only form of an argument has changed; ``of`` says what is digested."""
    doc = f"The SHA-256 of `{name}_wo` {of}."
    return {f"{name}_wo_sha256": String(computed=True, local=True, doc=doc)}


def sha256(value: Any) -> str:
    """Return the digest of a value as JSON with sorted keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def form_digests(
    names: Iterable[str], config: Mapping[str, Any], digest: Callable[[Any], str] = sha256
) -> Values:
    """Return the digests of what a configuration gives in write-only forms: null for nothing, unknown for what is unknown."""

    def digest_of_value(value: Any) -> Any:
        if value is None:
            return None
        return digest(plain(value)) if is_wholly_known(value) else UNKNOWN

    return {f"{name}_wo_sha256": digest_of_value(config.get(f"{name}_wo")) for name in names}


def plan_digests(draft: Draft, planned: Values) -> None:
    """Plan digests, and another object where one of them is not what it was; an import has none to compare with."""
    for name, digest in planned.items():
        if draft.prior is None or digest != draft.prior[name]:
            draft.planned[name] = digest
            if draft.prior is not None and not draft.imported:
                draft.replace.append((name,))
