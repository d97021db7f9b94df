"""Rejects reads during a plan if the provider's configuration comes from objects that do not exist yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from provider_shim.engine.declaration import Declaration
from provider_shim.vocabulary.diagnostics import ProviderError


def with_defaults(
    declaration: Declaration, config: Mapping[str, Any], unknown: Sequence[str]
) -> dict[str, Any]:
    """Return the configuration of a data source or an ephemeral resource with its defaults.

    Args:
        declaration: the declaration.
        config: the configuration.
        unknown: the arguments of the provider that are not known before apply.

    Raises:
        ProviderError: Some arguments of the provider are unknown, so the API cannot be called now.
    """
    if unknown:
        raise not_known_yet(declaration.type_name, unknown)
    defaults = {
        name: attribute.default
        for name, attribute in declaration.schema.items()
        if attribute.default is not None
    }
    missing = {name: value for name, value in defaults.items() if config.get(name) is None}
    return {**config, **missing}


def not_known_yet(type_name: str, unknown: Sequence[str]) -> ProviderError:
    """Return the error for a read before the configuration of the provider is known."""
    names = ", ".join(f"`{name}`" for name in unknown)
    return ProviderError(
        "Provider configuration not known yet",
        f"Terraform reads {type_name} during the plan, but {names} of the provider comes from an object that "
        "does not exist before apply. Apply that object first (-target), or set the value in another way.",
    )
