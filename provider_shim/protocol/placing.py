"""Where diagnostics are shown. Terraform prints the source lines of the attribute that one is attached to, secrets included.

So what concerns an attribute with a secret in it is attached to the block around it, and names the attribute in its text.
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
    """Return the diagnostics, none of them at an attribute whose source lines may show a secret.

    Args:
        diagnostics: the diagnostics.
        attributes: the declaration; what is at another attribute is at none.
        config: the configuration; None where it is not known, so that any attribute counts that can hold a secret.
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
