"""Write-only secrets, which are not stored: Terraform cannot detect a change, so the user changes a version number.

Unlike for other write-only arguments, the state keeps no digest, since a weak secret could be guessed from it. A resource with
write-only secrets that change in place has the attribute `secrets_version`. It sends the secrets again only if `sent_again` is
true, so that newer values at the API, such as a refreshed token, stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call
from provider_shim.engine.resource import Draft
from provider_shim.vocabulary.schema import Integer

VERSION = "secrets_version"


def secrets_version(consequence: str, **flags: Any) -> Integer:
    """Return the ``secrets_version`` attribute, with a sentence about the effect of a change."""
    return Integer(
        optional=True,
        local=True,
        doc="A version number of the secrets. Change it when a secret changes, since Terraform does not store secrets and cannot "
        f"detect a change. {consequence}",
        **flags,
    )


def will_be_sent_again(draft: Draft) -> bool:
    """Return whether a plan sends the secrets of an object again. After an import it does not."""
    return (
        draft.prior is not None
        and not draft.imported
        and draft.prior.get(VERSION) != draft.planned.get(VERSION)
    )


def sent_again(call: Call, prior: Mapping[str, Any], planned: Mapping[str, Any]) -> bool:
    """Return whether an update sends the secrets of an object again, as planned."""
    return not call.private.imported and prior.get(VERSION) != planned.get(VERSION)
