"""The arguments of resources that wait for work of the API: whether to wait, and for how long."""

from __future__ import annotations

from provider_shim.patterns.attributes import DEFAULT_TIMEOUT, timeouts
from provider_shim.vocabulary.schema import Attribute, Bool


def completion(
    doc: str, *, by_default: bool = True, create: str = DEFAULT_TIMEOUT, **operations: str
) -> dict[str, Attribute]:
    """Return the attributes ``wait_for_completion`` and ``timeouts`` of a resource that declares a `Wait`.

    Args:
        doc: the documentation of ``wait_for_completion``. The default is added, unless the resource decides about it.
        by_default: whether the default is to wait. If false, the resource decides.
        create: the default timeout of a create, as a duration such as ``30m``.
        operations: the default timeouts of other operations.
    """
    wait = Bool(optional=True, local=True, doc=doc)
    if by_default:
        wait = wait.but(computed=True, default=True, doc=f"{doc} Defaults to `true`.")
    return {"wait_for_completion": wait, "timeouts": timeouts(create=create, **operations)}
