"""Opens and renews ephemeral resources."""

from __future__ import annotations

from collections.abc import Sequence

from provider_shim.engine.boundary import guarded
from provider_shim.engine.call import Call, Values
from provider_shim.engine.private_data import PrivateData, pack
from provider_shim.engine.resource import EphemeralResource
from provider_shim.engine.unknown_configuration import with_defaults
from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.operations import OpenResult, RenewResult
from provider_shim.vocabulary.values import configured


def opened(
    resource: EphemeralResource, call: Call, config: Values, unknown: Sequence[str]
) -> OpenResult:
    """Open an ephemeral resource.

    Args:
        resource: the declaration.
        call: the operation.
        config: the configuration.
        unknown: the arguments of the provider that are not known before apply.
    """
    made = guarded(
        resource,
        call,
        "open",
        lambda: resource.open(call, with_defaults(resource, config, unknown)),
    )
    if made is None or has_errors(call.diagnostics):
        return OpenResult(result=None, diagnostics=call.diagnostics)
    return OpenResult(
        result={**made.result, **configured(config)},
        renew_at=made.renew_at,
        private=pack(PrivateData(), made.private),
        diagnostics=call.diagnostics,
    )


def renewed(resource: EphemeralResource, call: Call, private: bytes) -> RenewResult:
    """Renew an ephemeral resource. ``private`` is its private data from the open."""
    made = guarded(resource, call, "renew", lambda: resource.renew(call, call.remembered))
    if made is None:
        return RenewResult(private=private, diagnostics=call.diagnostics)
    return RenewResult(
        renew_at=made.renew_at,
        private=pack(PrivateData(), made.private),
        diagnostics=call.diagnostics,
    )
