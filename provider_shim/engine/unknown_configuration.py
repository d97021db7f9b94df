"""Rejects reads during a plan if the provider's configuration comes from objects that do not exist yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from provider_shim.engine.declaration import Declaration
from provider_shim.vocabulary.diagnostics import ProviderError

_KEY_OF_OTHERS = {"admin": "api_key", "project": "admin_api_key"}
"""The argument that an endpoint does not need, by the kind of key that it needs."""


def needed_by(declaration: Declaration, unknown: Sequence[str]) -> list[str]:
    """Return the unknown arguments of the provider that the requests of a declaration need."""
    not_needed = _KEY_OF_OTHERS[declaration.endpoint.auth]
    return [name for name in unknown if name != not_needed]


def with_defaults(
    declaration: Declaration, config: Mapping[str, Any], unknown: Sequence[str]
) -> dict[str, Any]:
    """Return the configuration of a data source or an ephemeral resource with its defaults.

    Args:
        declaration: the declaration.
        config: the configuration.
        unknown: the arguments of the provider that are not known before apply.

    Raises:
        ProviderError: The requests need some of these arguments, so the API cannot be called now.
    """
    if needed := needed_by(declaration, unknown):
        raise not_known_yet(declaration.type_name, needed)
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
