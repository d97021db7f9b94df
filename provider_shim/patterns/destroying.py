"""The choice of what destroying a resource does to an object that outlives it. It must not know any particular object."""

from __future__ import annotations

from provider_shim.vocabulary.schema import String


def on_destroy(*choices: str, default: str | None, doc: str) -> String:
    """Return the ``on_destroy`` attribute; with another value than its choices, the provider would not know what to do.

    Args:
        choices: the values.
        default: the value where the configuration has none; None where that depends on the object.
        doc: what each value does.
    """
    return String(
        optional=True,
        computed=default is not None,
        default=default,
        local=True,
        enum=choices,
        closed=True,
        doc=doc,
    )
