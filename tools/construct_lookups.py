"""Renders the class methods of a resource's construct that find an existing object with the data source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from provider_shim.engine.declaration import Declaration
from provider_shim.vocabulary.schema import Attribute
from tools.construct_types import Types, or_none
from tools.python_source import PACKAGE, Source, docstring, parameter

NAMES: Final[Mapping[str, str]] = {
    "email": "email",
    "filename": "name",
    "group_name": "name",
    "model": "model",
    "name": "name",
    "role_name": "name",
}
"""The end of the method's name for each attribute by which a data source finds an object."""

_IN_PROJECT = "project_id"


@dataclass(frozen=True, kw_only=True)
class Finder:
    """A method that finds an existing object.

    Attributes:
        method: the name of the method.
        by: the argument of the data source with the value that identifies the object.
        beside: the further arguments of the method.
    """

    method: str
    by: str
    beside: tuple[str, ...]


def finders(resource: type[Declaration], found: type[Declaration] | None) -> list[Finder]:
    """Return the methods for a resource.

    Args:
        resource: the declaration of the resource.
        found: the data source with the same type, or None.
    """
    if found is None:
        return []
    attributes = found.schema.attributes
    *parents, own = found.endpoint.identity or ("",)
    own = own if own in attributes and attributes[own].configurable else "id"
    if own not in attributes or not attributes[own].configurable:
        return []
    either = attributes[own].exactly_one_of
    if not either and found.endpoint.identity != resource.endpoint.identity and own != "id":
        return []  # a list of the objects of a parent
    needed = [name for name, one in attributes.items() if one.required and name != own]
    beside = tuple(
        name
        for name in dict.fromkeys((*parents, *needed, _IN_PROJECT))
        if name != own and name in attributes and attributes[name].configurable
    )
    others = [name for name in either if name in NAMES]
    return [
        *(Finder(method=f"from_{NAMES[name]}", by=name, beside=beside) for name in others),
        Finder(method="from_id", by=own, beside=beside),
    ]


def methods(
    source: Source, resource: type[Declaration], found: type[Declaration] | None, result: str
) -> Iterator[str]:
    """Yield the methods. ``result`` is the class name of the construct for the data source."""
    for finder in finders(resource, found):
        assert found is not None  # noqa: S101 - there is no finder without it
        yield ""
        yield from _method(source, finder, found, result)


def _method(source: Source, finder: Finder, found: type[Declaration], result: str) -> Iterator[str]:
    attributes = found.schema.attributes
    module = f"{PACKAGE}.data_{found.type_name}"
    types = Types(source, ())
    what = finder.method.removeprefix("from_")
    value = "object_id" if what == "id" else what
    meta = source.use(f"{PACKAGE}._meta_arguments", "DataMetaArguments")
    source.use_in_types(module, result)
    yield "    @classmethod"
    yield f"    def {finder.method}("
    yield "        cls,"
    yield parameter("scope", source.use("constructs", "Construct"), 8)
    yield parameter("id", "str", 8)
    yield parameter(value, _written(types, attributes[finder.by], finder.by), 8)
    if finder.beside:
        yield "        *,"
    for name in finder.beside:
        write = _written(types, attributes[name], name)
        optional = not attributes[name].required
        yield parameter(name, f"{or_none(write)} = None" if optional else write, 8)
    yield f"        **meta: {source.use('typing', 'Unpack')}[{meta}],"
    yield f"    ) -> {result}:"
    words = (
        f"Find the object with this {what}, without managing it: the data source "
        f"`{found.type_name}`, which Terraform reads at every plan."
    )
    yield docstring(words, 8)
    yield f"        from {module} import {result}"
    yield ""
    given = ", ".join(
        [f"{finder.by}={value}", *(f"{name}={name}" for name in finder.beside), "**meta"]
    )
    yield f"        return {result}(scope, id, {given})"


def _written(types: Types, attribute: Attribute, name: str) -> str:
    return types.type_of(attribute, name, given=True).write
