"""Declared attributes together with their schemas in OpenAI's document.

It must not judge: tests do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from openai_sandbox.document import load
from openai_sandbox.document_operations import Operation, Operations
from openai_sandbox.schemas import Schema
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import DataSource
from provider_shim.vocabulary.rest import path_parameters
from provider_shim.vocabulary.schema import AnyOf, Attribute, Collection, Dynamic, MapOf, Object
from tests.contract.sdk_methods import shape
from tests.sandbox import DOCUMENT

DEPTH = 9
"""The maximum depth, because items can contain items without end."""


@cache
def _operations() -> Mapping[tuple[str, str], Operation]:
    known = Operations(load(DOCUMENT))
    return {(one.method, shape(one.template)): one for one in known}


def requests(kind: type[Declaration]) -> Iterator[Schema]:
    """Yield the schemas of the requests that create and change an object, or for a data source, that read and list objects."""
    place = kind.endpoint
    reading = [("GET", place.item), ("GET", place.collection)]
    changing = [("POST", place.collection), (str(place.update), place.item)]
    known = _operations()
    first, second = (reading, changing) if issubclass(kind, DataSource) else (changing, [])
    calls = [(method, shape(path)) for method, path in first]
    if not any(call in known for call in calls):
        calls = [(method, shape(path)) for method, path in second]
    for operation in (known[call] for call in calls if call in known):
        for media_type in operation.raw_bodies:
            yield operation.body_schema(media_type) or {}
        query = {name: one.schema for name, one in operation.query.items()}
        yield {"type": "object", "properties": query}


def leaves(schema: Schema) -> list[Schema]:
    """Return the alternatives of a schema, without unions."""
    own = {name: one for name, one in schema.items() if name not in {"anyOf", "allOf"}}
    found = [own]
    for union in ([schema] if "anyOf" in schema else []) + list(schema.get("allOf", ())):
        branches = [leaf for branch in union.get("anyOf", (union,)) for leaf in leaves(branch)]
        found = [_both(one, branch) for one in found for branch in branches]
    return found


def _both(one: Schema, other: Schema) -> Schema:
    properties = {**other.get("properties", {}), **one.get("properties", {})}
    return {**other, **one, **({"properties": properties} if properties else {})}


def shapes(attribute: Attribute) -> Iterator[Attribute]:
    """Yield the possible shapes of an attribute: itself, or the alternatives of its union."""
    match attribute:
        case Dynamic(shape=Attribute() as inner):
            yield from shapes(inner)
        case AnyOf():
            for one in attribute.alternatives:
                yield from shapes(one)
        case _:
            yield attribute


def beside_the_document(
    kind: type[Declaration],
) -> Iterator[tuple[str, Attribute, list[Schema]]]:
    """Yield each argument by its path, with its schemas in the document, at any depth."""
    named_in_paths = {
        *path_parameters(kind.endpoint.collection),
        *path_parameters(kind.endpoint.item),
    }
    for request in requests(kind):
        own = {name: one for name, one in kind.schema.items() if name not in named_in_paths}
        yield from _members(own, leaves(request), "", 0)


def _members(
    attributes: Mapping[str, Attribute], found: Iterable[Schema], path: str, depth: int
) -> Iterator[tuple[str, Attribute, list[Schema]]]:
    objects = [one for one in found if "properties" in one]
    for name, attribute in attributes.items():
        wire = attribute.wire or name
        returned = [one["properties"][wire] for one in objects if wire in one["properties"]]
        if attribute.configurable and not attribute.local and returned:
            inner = [leaf for one in returned for leaf in leaves(one)]
            yield from _one(attribute, inner, f"{path}{name}", depth)


def _one(
    attribute: Attribute, found: list[Schema], path: str, depth: int
) -> Iterator[tuple[str, Attribute, list[Schema]]]:
    yield path, attribute, found
    if depth == DEPTH:
        return
    for inner in shapes(attribute):
        match inner:
            case MapOf() if attribute.check is not None:
                pass  # the rule is only about complete maps
            case Object():
                yield from _members(inner.attributes, found, f"{path}.", depth + 1)
            case Collection():
                word = "additionalProperties" if isinstance(inner, MapOf) else "items"
                returned = [one[word] for one in found if isinstance(one.get(word), Mapping)]
                elements = [leaf for one in returned for leaf in leaves(one)]
                if elements:
                    yield from _one(inner.element, elements, f"{path}[]", depth + 1)
