"""The kinds of pages, the objects of each kind, and the names of pages and constructs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from provider_shim.engine.declaration import Declaration
from provider_shim.objects import ACTIONS, DATA_SOURCES, EPHEMERAL_RESOURCES, RESOURCES
from provider_shim.vocabulary import second_names
from provider_shim.vocabulary.tables import PREFIX


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The properties of one kind of page.

    Attributes:
        title: the registry's name of the kind.
        noun: the name of the kind in sentences.
        folder: the folder of the pages, and of the examples.
        prefix: the first part of the name of each construct.
    """

    title: str
    noun: str
    folder: str
    prefix: str


RESOURCE = Kind(title="Resource", noun="resource", folder="resources", prefix="")
DATA_SOURCE = Kind(
    title="Data Source", noun="data source", folder="data-sources", prefix="DataOpenai"
)
EPHEMERAL = Kind(
    title="Ephemeral Resource",
    noun="ephemeral resource",
    folder="ephemeral-resources",
    prefix="EphemeralOpenai",
)
ACTION = Kind(title="Action", noun="action", folder="actions", prefix="ActionOpenai")

SECOND_TYPES = {RESOURCE: second_names.RESOURCES, DATA_SOURCE: second_names.DATA_SOURCES}
"""The names that other providers use for our types, by kind: a mapping from their name to ours."""

OBJECTS: tuple[tuple[Kind, Sequence[type[Declaration]]], ...] = (
    (RESOURCE, tuple(RESOURCES.values())),
    (DATA_SOURCE, tuple(DATA_SOURCES.values())),
    (EPHEMERAL, tuple(EPHEMERAL_RESOURCES.values())),
    (ACTION, tuple(ACTIONS.values())),
)


def name_of(declaration: type[Declaration]) -> str:
    """Return the name of an object's page and example."""
    return declaration.type_name.removeprefix(PREFIX)


def path_of(kind: Kind, name: str) -> str:
    """Return the path of a page."""
    return f"docs/{kind.folder}/{name}.md"


def construct_of(kind: Kind, declaration: type[Declaration]) -> str:
    """Return the name of an object's construct."""
    parts = name_of(declaration).split("_")
    return kind.prefix + "".join(part[:1].upper() + part[1:] for part in parts)


CONSTRUCTS = frozenset(
    construct_of(kind, declaration)
    for kind, declarations in OBJECTS
    for declaration in declarations
)
