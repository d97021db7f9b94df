"""What to do after the API has refused a request for what it asks: which attribute to change, or how to let the object go. Pure."""

from __future__ import annotations

from provider_shim.vocabulary.diagnostics import ApiError, Path, render_path

INVALID = frozenset({400, 422})
UNSUPPORTED = frozenset({405, 501})
"""Statuses of a server that does not have the method at all, whatever it is asked."""


def next_step(type_name: str, operation: str, refusal: ApiError, path: Path) -> str:
    """Return a sentence or two on what to do; "" where the refusal is of another kind.

    Args:
        type_name: the Terraform type.
        operation: what Terraform asked for, such as "create" or "delete".
        refusal: what the API said.
        path: the attribute at fault, empty where the API names none that the configuration has.
    """
    if refusal.status not in INVALID | UNSUPPORTED:
        return ""
    if operation == "delete":
        return f"To leave the object as it is and manage it no longer, {_forgotten(type_name)}."
    if refusal.status in UNSUPPORTED:
        return _unsupported(type_name, operation)
    if path:
        return f"Change `{render_path(path)}`, and apply again."
    if operation == "read":
        return f"Check the id of the object. If there is no such object, {_forgotten(type_name)}."
    named = f"the API calls the field at fault `{refusal.parameter}`" if refusal.parameter else ""
    return (
        f"Compare the arguments with the documentation of {type_name}"
        + (f": {named}" if named else "")
        + ", and apply again."
    )


def _unsupported(type_name: str, operation: str) -> str:
    match operation:
        case "update":
            return (
                "This server cannot change such objects in place: take the change back, or replace the object "
                "(`terraform apply -replace=<address>`)."
            )
        case "create" | "open" | "invoke":
            return f"This server does not have the API for {type_name}: remove it from the configuration, or check `base_url`."
        case _:
            return f"This server cannot read such objects, so check `base_url`. If it is right, {_forgotten(type_name)}."


def _forgotten(type_name: str) -> str:
    return (
        f"replace the resource by a `removed` block (`from = {type_name}.<name>`, `lifecycle {{ destroy = false }}`), or run "
        "`terraform state rm <address>`"
    )
