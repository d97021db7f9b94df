"""List resources: what `terraform query` finds at the API, of one type each.

A list resource has no declaration of its own: it follows from the managed resource, whose objects it finds, and from the data
source that lists them, whose arguments are its filters. It must not know any particular object.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any, Final

from provider_shim.engine import enumeration
from provider_shim.engine.boundary import guarded
from provider_shim.engine.call import Call
from provider_shim.engine.resource import DataSource, Resource
from provider_shim.patterns.list_limits import LIMIT
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.identities import object_identity
from provider_shim.vocabulary.operations import ListResult
from provider_shim.vocabulary.rest import Json, path_parameters
from provider_shim.vocabulary.schema import Attribute, Schema

_LARGEST_PAGE: Final = 1000
"""Objects. The API lists up to 10,000 files per page, which would take 30 MB of memory."""

_NO_FILTERS: Final = frozenset({LIMIT, "after", "before", "include"})
"""Arguments of lists that choose no objects: how many, where to begin and end, and what to return of each."""

_NAMED_BY: Final = (
    "name",
    "display_name",
    "title",
    "filename",
    "email",
    "user_email",
    "group_name",
    "path",
    "model",
)
"""Fields by which people know an object, the best one first."""


class ListResource:
    """The objects of a type that exist at the API.

    Attributes:
        resource: the managed resource.
        source: the data source that lists the objects.
    """

    def __init__(self, resource: Resource, source: ListAll) -> None:
        listing = resource.listing
        if listing is None:
            raise TypeError(f"the API has no list of {resource.type_name}")
        self.resource = resource
        self.source = source
        self._listing = listing
        self.type_name = resource.type_name
        self.schema = Schema(dict(self._arguments()))

    @property
    def description(self) -> str:
        """User documentation: the sentence about the data source that lists the same."""
        return self.source.description

    @property
    def parents(self) -> tuple[str, ...]:
        """The arguments that name what the objects belong to."""
        return path_parameters(self._listing.collection)

    def _arguments(self) -> Iterator[tuple[str, Attribute]]:
        own = set(self.resource.identity_names) - set(self.parents)
        for name, attribute in self.source.schema.items():
            if not attribute.configurable or name in _NO_FILTERS or name in own:
                continue
            if name == self.source.endpoint.project and name not in self.parents:
                continue  # an object of another project could not be imported by its identity
            conflicts = tuple(one for one in attribute.conflicts_with if one not in own)
            yield name, attribute.but(also=(), conflicts_with=conflicts)

    def validate(self, config: Mapping[str, Any]) -> list[Any]:
        """Return what is wrong with a configuration beyond what the schema says."""
        return self.source.validate({**dict.fromkeys(self.source.attributes), **config})

    def results(
        self, call: Call, config: Mapping[str, Any], *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield what `objects` finds, with warnings before the objects and an error as the last result."""
        objects = self.objects(call, config, include=include, limit=limit)
        with closing(objects):
            while True:
                found = guarded(self.source, call, "list", partial(next, objects, None))
                if call.diagnostics:  # a result of their own: Terraform takes one without an object
                    yield ListResult(diagnostics=[*call.diagnostics])
                    call.diagnostics.clear()
                if found is None:
                    return
                yield found

    def objects(
        self, call: Call, config: Mapping[str, Any], *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield the objects that pass the filters while the pages arrive, each as a refresh after its import would see it.

        Args:
            call: an operation on the type.
            config: parents and filters.
            include: whether the states are wanted, too.
            limit: the most objects; no further page is requested once they are found.

        Raises:
            ProviderError: a page could not be read, or an object; what was yielded before is right.
        """
        if limit <= 0:
            return
        listing, resource = self._listing, self.resource
        parents = {name: config[name] for name in self.parents}
        filters = {
            attribute.wire or name: config[name]
            for name, attribute in self.schema.items()
            if name not in parents and config[name] is not None
        }
        page = min(listing.page or _LARGEST_PAGE, _LARGEST_PAGE, limit)
        query = {**resource.listed_with, **filters, "limit": page}
        items = call.pages(listing, parents, f"list the {resource.noun}s", **query)
        for one in enumeration.listed(resource, listing, parents, items):
            state = enumeration.whole(resource, call, one)
            if state is None:
                continue  # it is in the list, and is none: a certificate that is not active, say
            yield ListResult(
                identity=object_identity(resource.identity_names, one.state),
                display_name=display_name(self.source.reshape(one.item), one.key[1]),
                state=state if include else None,
            )
            limit -= 1
            if not limit:
                return


def display_name(item: Mapping[str, Any] | Json, identity: str) -> str:
    """Return the name by which people know an object of a list: its id where it has no name."""
    names = (item.get(field) for field in _NAMED_BY)
    return next((name for name in names if isinstance(name, str) and name), identity)


def list_resource(resource: Resource, source: DataSource) -> ListResource:
    """Return the list resource of a managed resource.

    Raises:
        TypeError: the data source does not list objects.
    """
    if not isinstance(source, ListAll):
        raise TypeError(f"{source.type_name} does not list objects")
    return ListResource(resource, source)
