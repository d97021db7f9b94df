"""The choice of what destroy does to an object that can stay after the resource is destroyed."""

from __future__ import annotations

from provider_shim.vocabulary.schema import String


def on_destroy(*choices: str, default: str | None, doc: str) -> String:
    """Return the ``on_destroy`` attribute. Only its choices are valid.

    Args:
        choices: the values.
        default: the value if the configuration has none, or None if that depends on the object.
        doc: the documentation of the values.
    """
    return String(
        optional=True,
        computed=True,
        default=default,
        local=True,
        enum=choices,
        closed=True,
        doc=doc,
    )
