"""Secrets that the user sends and nobody stores: Terraform sees no difference in them, so a number tells when one changes.

No digest of them is kept, as it is of other write-only arguments: a weak secret could be guessed from it.

A resource with write-only secrets that change in place has `secrets_version` among its attributes, and sends them again
when `sent_again` says so, and never otherwise: what the API has made of a secret since, such as a refreshed token, stays.
It must not know any particular object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call
from provider_shim.engine.resource import Draft
from provider_shim.vocabulary.schema import Integer

VERSION = "secrets_version"


def secrets_version(consequence: str, **flags: Any) -> Integer:
    """Return the ``secrets_version`` attribute, with a sentence on what a change does."""
    return Integer(
        optional=True,
        local=True,
        doc=f"A number to change when a secret changes: Terraform does not store secrets and sees no difference. {consequence}",
        **flags,
    )


def will_be_sent_again(draft: Draft) -> bool:
    """Tell whether a plan sends the secrets of an object again. An import is no change."""
    return (
        draft.prior is not None
        and not draft.imported
        and draft.prior.get(VERSION) != draft.planned.get(VERSION)
    )


def sent_again(call: Call, prior: Mapping[str, Any], planned: Mapping[str, Any]) -> bool:
    """Tell whether an update sends the secrets of an object again: as its plan said."""
    return not call.private.imported and prior.get(VERSION) != planned.get(VERSION)
