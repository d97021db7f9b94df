"""Imports an existing object, or takes it over from another type: its first state, and the error if it does not exist. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.engine.private_data import PrivateData, adopted, pack
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError, error
from provider_shim.vocabulary.operations import ImportResult, MoveResult
from provider_shim.vocabulary.rest import Json


def by_id(resource: Resource, type_name: str, import_id: str) -> ImportResult:
    """Return the state of an object from which Terraform can read it, from the import id."""
    return ImportResult(
        type_name=type_name,
        state=resource.import_state(import_id),
        private=pack(adopted(import_id), {}),
    )


def by_identity(resource: Resource, type_name: str, identity: Mapping[str, str]) -> ImportResult:
    """Return the state of an object from which Terraform can read it, from its identity."""
    import_id = "/".join(identity[name] for name in resource.identity_names)
    return ImportResult(
        type_name=type_name,
        state=resource.import_identity(identity),
        private=pack(adopted(import_id), {}),
    )


def moved(
    resource: Resource,
    source_provider: str,
    source_type: str,
    source_version: int,
    raw: Json,
    *,
    target_type: str,
) -> MoveResult:
    """Return the state of an object whose state had another type or provider.

    Raises:
        ProviderError: the move is not supported.
    """
    taken_over = resource.adopt(source_provider, source_type, source_version, raw)
    if taken_over is None:
        raise ProviderError(
            "Unsupported move",
            f"A {source_type} of {source_provider} cannot become a {target_type}. Remove it from the state and import the "
            "object.",
        )
    # What other providers do not keep is filled in by a refresh, as after an import.
    unread = taken_over is not raw
    private = pack(adopted() if unread else PrivateData(), {})
    return MoveResult(state=taken_over, private=private, unread=unread)


def not_found(resource: Resource, import_id: str, by: str | None) -> Diagnostic:
    """Return the error for an import of an object that does not exist.

    Args:
        resource: the declaration.
        import_id: the id of the import.
        by: the attribute by which a data source finds such an object, or None.
    """
    names = resource.endpoint.identity
    shape = "/".join(f"<{one}>" for one in names)
    form = f" The form of the import id is {shape}." if len(names) > 1 else ""
    hint = (
        f" If this is not an id of the API, find the id with the data source `{resource.type_name}` by `{by}`."
        if by
        else ""
    )
    return error(
        "Not found",
        f'There is no {resource.noun} to import with the id "{import_id}", or the key cannot see it. It may also have been deleted '
        f"or archived, or have expired.{form}{hint}",
    )
