"""The arguments of resources that wait for the API's work: whether to wait, and how long. It must not know any particular object."""

from __future__ import annotations

from provider_shim.patterns.attributes import DEFAULT_TIMEOUT, timeouts
from provider_shim.vocabulary.schema import Attribute, Bool


def completion(
    doc: str, *, by_default: bool = True, create: str = DEFAULT_TIMEOUT, **operations: str
) -> dict[str, Attribute]:
    """Return the attributes ``wait_for_completion`` and ``timeouts`` of a resource that declares a `Wait`.

    Args:
        doc: what is waited for, in whole sentences. The default is added, unless the resource itself decides about it.
        by_default: whether to wait where the configuration does not say. Where false, the resource decides.
        create: how long a create may take, as a duration such as ``30m``.
        operations: the same of other operations.
    """
    wait = Bool(optional=True, local=True, doc=doc)
    if by_default:
        wait = wait.but(computed=True, default=True, doc=f"{doc} Defaults to `true`.")
    return {"wait_for_completion": wait, "timeouts": timeouts(create=create, **operations)}
