"""Advice after the API has rejected a request: which attribute to change, or how to stop managing the object. Pure."""

from __future__ import annotations

from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError, Path, render_path

INVALID = frozenset({400, 422})
UNSUPPORTED = frozenset({405, 501})
"""Statuses of a server that does not support the method for any object."""

_DISAPPEARED = (
    "If the object was deleted or archived after the last refresh, plan again without `-refresh=false`. Terraform then creates the "
    "object again."
)


def next_step(type_name: str, operation: str, refusal: ApiError, path: Path) -> str:
    """Return one or two sentences of advice, or "" if there is no advice for this error.

    Args:
        type_name: the Terraform type.
        operation: the operation of Terraform, such as "create" or "delete".
        refusal: the error of the API.
        path: the wrong attribute. Empty if the API does not name an attribute of the configuration.
    """
    if operation == "update" and isinstance(refusal, NotFoundError):
        return _DISAPPEARED
    if refusal.status not in INVALID | UNSUPPORTED:
        return ""
    if operation == "delete":
        return f"To keep the object but stop managing it, {_forgotten(type_name)}."
    if refusal.status in UNSUPPORTED:
        return _unsupported(type_name, operation)
    if path:
        return f"Change `{render_path(path)}` and apply again."
    if operation == "read":
        return f"Check the id of the object. If the object does not exist, {_forgotten(type_name)}."
    named = f" The API refused the field `{refusal.parameter}`." if refusal.parameter else ""
    return f"Compare the arguments with the documentation of {type_name} and apply again.{named}"


def _unsupported(type_name: str, operation: str) -> str:
    match operation:
        case "update":
            return (
                "This server cannot update such objects in place. Undo the change, or replace the object "
                "(`terraform apply -replace=<address>`)."
            )
        case "create" | "open" | "invoke":
            return f"This server does not have the API for {type_name}. Remove the resource from the configuration, or check `base_url`."
        case _:
            return f"This server cannot read such objects. Check `base_url`. If it is right, {_forgotten(type_name)}."


def _forgotten(type_name: str) -> str:
    return (
        f"replace the resource by a `removed` block (`from = {type_name}.<name>`, `lifecycle {{ destroy = false }}`), or run "
        "`terraform state rm <address>`"
    )
