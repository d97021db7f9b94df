"""What only an object that was imported may lack, or give by several names: Terraform writes its configuration from the state.

Whether an object is imported is not known when a configuration is validated. So what is wrong with one that would be created is
a warning then, and an error when it is planned. Pure: it must not call the API.
"""

from __future__ import annotations

from collections.abc import Iterable

from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import Draft, Resource
from provider_shim.engine.validation import validate
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity

_ONLY_IMPORTED = "This is allowed only for an imported object. Terraform cannot create an object with this configuration."


def lacking(declaration: Resource) -> list[tuple[str, ...]]:
    """Return the arguments of which Terraform writes none for an imported object, although it could not be created so."""
    nothing = dict.fromkeys(declaration.attributes)
    found = [*validate(declaration.attributes, nothing), *declaration.validate(nothing)]
    return list(dict.fromkeys(one.unless_imported for one in found if one.unless_imported))


def validated(declaration: Declaration, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what is wrong with a configuration that may be of an imported object."""
    if not isinstance(declaration, Resource) or not declaration.importable:
        return list(found)
    return [
        one.but(severity=Severity.WARNING, detail=f"{one.detail} {_ONLY_IMPORTED}")
        if one.unless_imported
        else one
        for one in found
    ]


def planned(draft: Draft, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what stops the plan, of what is wrong with a configuration."""
    return [one for one in found if one.unless_imported and not _is_tolerated(draft, one)]


def _is_tolerated(draft: Draft, one: Diagnostic) -> bool:
    """Return whether the object is there and stays as it is in this respect, or was imported without what is missing."""
    if draft.prior is None:
        return False
    names = one.unless_imported
    return all(draft.planned[name] == draft.prior[name] for name in names) or (
        draft.imported and all(draft.config.get(name) is None for name in names)
    )
