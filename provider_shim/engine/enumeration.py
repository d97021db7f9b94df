"""Lists the objects of a collection. Each has the same state as after an import, without a separate request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from provider_shim.engine.call import Call, ListedKey, Values, listed_key
from provider_shim.engine.private_data import adopted
from provider_shim.engine.resource import Resource
from provider_shim.records import Record
from provider_shim.vocabulary.rest import (
    Json,
    Rest,
    fill_path,
    name_in_list,
    path_parameters,
)

ORGANIZATION = "organization"
"""The import id of an object that an organization has only once."""


def can_be_enumerated(resource: Resource) -> bool:
    """Return whether the API lists the objects, so that they can be found without knowing their ids."""
    return resource.importable and resource.listing is not None


def parents_of(resource: Resource) -> tuple[str, ...]:
    """Return the names of the parents' ids that a request for the list needs."""
    listing = resource.listing
    return path_parameters(listing.collection if listing is not None else resource.endpoint.item)


Lists = dict[tuple[str, str], list[Json]]
"""Complete lists, by path and query. One list can contain several kinds of objects."""


def enumerated(
    resource: Resource, call: Call, parents: Mapping[str, str], lists: Lists | None = None
) -> Iterator[Values]:
    """Yield the state of each object of a collection, while the pages of its list arrive.

    Read an object separately only if the list lacks values that an import needs.

    Args:
        resource: the declaration of the objects.
        call: an operation on the type.
        parents: the ids that `parents_of` names.
        lists: the lists that were read before, to which this one is added. None if no list is read again.

    Raises:
        ProviderError: A page or an object could not be read. The objects that were yielded before are valid.
    """
    listing = resource.listing
    if listing is None:
        return
    items = _items(resource, listing, call, parents, {} if lists is None else lists)
    for one in listed(resource, listing, parents, items):
        found = whole(resource, call, one)
        if found is not None:
            yield found


class ListedObject(Record):
    """An object of a list.

    Attributes:
        item: the object in the list.
        state: a state from which the object can be read.
        key: the list, and the name or id of the object in it.
    """

    item: Json
    state: Values
    key: ListedKey


def listed(
    resource: Resource, listing: Rest, parents: Mapping[str, str], items: Iterable[Json]
) -> Iterator[ListedObject]:
    """Yield the objects of a list, each with its ids."""
    own = resource.endpoint.identity[-1]
    for item in items:
        listed_as = name_in_list(item, listing.identity[-1])
        named = item.get(own) or listed_as
        if not (isinstance(named, str) and isinstance(listed_as, str)):
            continue  # the server sent an item without an id
        state = _named(resource, {**parents, own: named}, listed_as)
        if not resource.is_own(item, state):
            continue
        yield ListedObject(item=item, state=state, key=listed_key(listing, state, listed_as))


def whole(resource: Resource, call: Call, one: ListedObject) -> Values | None:
    """Return the state of an object of a list, or None if it no longer exists or has another type.

    A list can contain objects of two types: the list of a project's keys contains keys of users and of service accounts. If the
    path of an object cannot be computed, the object has the other type.

    Raises:
        ProviderError: The list does not contain all values, and the object could not be read.
    """
    reading = replace(call, private=adopted(), remembered={}, from_list={one.key: one.item})
    found = resource.read(reading, one.state)
    place = path_parameters(resource.endpoint.collection)
    if found is None or any(found[name] is None for name in place):
        return None
    return {**found, **dict.fromkeys(resource.downloaded)}


def _items(
    resource: Resource, listing: Rest, call: Call, parents: Mapping[str, str], lists: Lists
) -> Iterator[Json]:
    key = fill_path(listing.collection, parents), repr(sorted(resource.listed_with.items()))
    if key in lists:
        yield from lists[key]
        return
    items = []
    attempted = f"list the {resource.noun}s"
    for item in call.pages(listing, parents, attempted, limit=listing.page, **resource.listed_with):
        items.append(item)
        yield item
    lists[key] = items


def _named(resource: Resource, names: Mapping[str, Any], listed_as: str) -> Values:
    """Return a state from which an object of a list can be read, without its content."""
    state = resource.import_state("/".join(str(names[name]) for name in resource.endpoint.identity))
    if not resource.attributes["id"].local:
        state["id"] = listed_as
    return {**state, **dict.fromkeys(resource.downloaded, "not requested")}


def only_one(resource: Resource, call: Call, parents: Mapping[str, str]) -> Values | None:
    """Return the state of an object of which its parents have only one, or None if it does not exist.

    Raises:
        ProviderError: The object could not be read.
    """
    identity = "/".join(parents[name] for name in resource.endpoint.identity) or ORGANIZATION
    return resource.read(
        replace(call, private=adopted(), remembered={}), resource.import_state(identity)
    )
