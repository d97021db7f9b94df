"""Errors that are allowed for imported objects, whose configuration Terraform generates from the state. Pure.

For example, an argument is missing, or an argument is set under two names. Validation does not know whether an object is imported. So
it reports such an error as a warning. The plan of a new object reports it as an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import Draft, Resource
from provider_shim.engine.validation import validate
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity

_ONLY_IMPORTED = "This is allowed only for an imported object. Terraform cannot create an object with this configuration."


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
