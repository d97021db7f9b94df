"""Selects the attribute of each diagnostic. Terraform prints the source lines of this attribute, including secrets.

So a diagnostic about an attribute with a secret is attached to the block instead, and its text names the attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from provider_shim.api.masking import can_hold_secrets, names_secrets, secrets_in
from provider_shim.vocabulary.diagnostics import Diagnostic, render_path
from provider_shim.vocabulary.schema import Attribute
from provider_shim.vocabulary.values import Typed


def placed(
    diagnostics: Iterable[Diagnostic],
    attributes: Mapping[str, Attribute],
    config: Mapping[str, Any] | None,
) -> list[Diagnostic]:
    """Return the diagnostics, none of them at an attribute whose source lines can show a secret.

    Args:
        diagnostics: the diagnostics.
        attributes: the declaration. A diagnostic about an attribute that is not declared is attached to the block.
        config: the configuration. If it is None, every attribute that can contain a secret counts.
    """
    return [
        one.but(path=(), detail=f"In `{render_path(one.path)}`: {one.detail}")
        if one.path and _shows_a_secret(str(one.path[0]), attributes, config)
        else one
        for one in diagnostics
    ]


def _shows_a_secret(
    name: str, attributes: Mapping[str, Attribute], config: Mapping[str, Any] | None
) -> bool:
    if name not in attributes:
        return True
    if config is None or attributes[name].sensitive or attributes[name].write_only:
        return can_hold_secrets(attributes[name])
    value = config.get(name)
    if isinstance(value, Typed) and names_secrets(value):
        return True
    return any(True for _ in secrets_in({name: attributes[name]}, config))
