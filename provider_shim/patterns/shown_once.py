"""Secrets that the API shows once, when it makes them: whether the state keeps them, and when they are made anew.

A resource with such a secret has `store_secret_in_state` among its attributes, and `rotate_when` where another secret can
be had; it plans by `plan_secret`, and takes the secret out of the answer to its create by `kept`. It must not know any
particular object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.diagnostics import warning
from provider_shim.resource import Draft
from provider_shim.schema import Bool, MapOf, String
from provider_shim.values import UNKNOWN

STORE, ROTATE = "store_secret_in_state", "rotate_when"


def store_secret_in_state(secret: str) -> Bool:
    """Return the ``store_secret_in_state`` attribute of a resource whose ``secret`` is shown once."""
    return Bool(
        optional=True,
        local=True,
        doc=f"Whether to keep `{secret}` in the state, where everybody who can read the state can read it. Defaults to "
        f"`false`: then `{secret}` is null, and the secret is lost as soon as it is made.",
    )


def rotate_when(noun: str) -> MapOf:
    """Return the ``rotate_when`` attribute."""
    return MapOf(
        String(),
        optional=True,
        local=True,
        replace=True,
        doc=f"Values of your choice: when one changes, a new {noun} replaces the old one. With `create_before_destroy` the old "
        "one works until the new one is there.",
    )


def secret_value(doc: str, **flags: Any) -> String:
    """Return the attribute that holds the secret, if it is kept."""
    return String(
        computed=True,
        sensitive=True,
        local=True,
        doc=f"{doc} Null unless `{STORE}` is `true`, and after an import.",
        **flags,
    )


def rotates(draft: Draft) -> bool:
    """Tell whether an object gets another secret and stays: a value in `rotate_when` changes. An import is no change."""
    return (
        draft.prior is not None
        and not draft.imported
        and draft.prior.get(ROTATE) != draft.planned.get(ROTATE)
    )


def plan_secret(draft: Draft, name: str, *, anew: bool = False) -> None:
    """Plan the secret: none where it is not to be kept; and what was not kept cannot be had later.

    ``anew`` where the object gets another secret and stays.
    """
    wanted = draft.config.get(STORE)
    if wanted is UNKNOWN:
        if draft.prior is None or anew:
            draft.planned[name] = UNKNOWN
        return
    if wanted is not True:
        draft.planned[name] = None
    elif anew:
        draft.planned[name] = UNKNOWN
    elif draft.prior is not None and draft.prior.get(name) is None and not draft.replace:
        remedy = (
            f"change a value in `{ROTATE}`"
            if ROTATE in draft.config
            else "`terraform apply -replace=…`"
        )
        draft.diagnostics.append(
            warning(
                "Secret not known",
                f"`{name}` is null, since the API shows a secret only when it makes it, and it was not kept then. To have one in "
                f"the state, make a new one: {remedy}.",
                (STORE,),
            )
        )


def kept(values: Mapping[str, Any], secret: Any) -> Any:
    """Return what the state holds of a secret that was just shown."""
    return secret if values.get(STORE) is True and isinstance(secret, str) else None
