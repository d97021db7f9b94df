"""Errors that are allowed for imported objects, whose configuration Terraform generates from the state. Pure.

For example, an argument is missing, or an argument is set under two names. Validation does not know whether an object is imported. So
it reports such an error as a warning. The plan of a new object reports it as an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import Draft, Resource
from provider_shim.engine.validation import validate
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity, error

_ONLY_IMPORTED = "This is allowed only for an imported object. Terraform cannot create an object with this configuration."


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


def lacking(declaration: Resource) -> list[tuple[str, ...]]:
    """Return the groups of arguments, one of which is required for a create, that are all missing in a generated configuration."""
    nothing = dict.fromkeys(declaration.attributes)
    found = [*validate(declaration.attributes, nothing), *declaration.validate(nothing)]
    groups = dict.fromkeys(one.unless_imported for one in found if one.unless_imported)
    return [names for names in groups if not declaration.attributes[names[0]].required]


def validated(declaration: Declaration, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics of a configuration. Errors that are allowed for an imported object become warnings."""
    if not isinstance(declaration, Resource) or not declaration.importable:
        return list(found)
    return [
        one.but(severity=Severity.WARNING, detail=f"{one.detail} {_ONLY_IMPORTED}")
        if one.unless_imported
        else one
        for one in found
    ]


def planned(draft: Draft, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics that stop the plan."""
    return [one for one in found if one.unless_imported and not _is_tolerated(draft, one)]


def _is_tolerated(draft: Draft, one: Diagnostic) -> bool:
    """Return whether the object exists and does not change in these attributes, or was imported without them."""
    if draft.prior is None:
        return False
    names = one.unless_imported
    return all(draft.planned[name] == draft.prior[name] for name in names) or (
        draft.imported and all(draft.config.get(name) is None for name in names)
    )
