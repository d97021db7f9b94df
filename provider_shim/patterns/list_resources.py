"""List resources, with which `terraform query` finds the objects of one type at the API.

A list resource has no declaration. The provider derives it from the managed resource, whose objects it finds, and from the data
source that lists them, whose arguments are its filters.
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
from provider_shim.vocabulary.identities import display_name, object_identity
from provider_shim.vocabulary.operations import ListResult
from provider_shim.vocabulary.rest import path_parameters
from provider_shim.vocabulary.schema import Attribute, Schema

_LARGEST_PAGE: Final = 1000
"""The maximum number of objects per page. The API lists up to 10,000 files per page, which would take 30 MB of memory."""

_NO_FILTERS: Final = frozenset({LIMIT, "after", "before", "include"})
"""The arguments of lists that are not filters: the limit, the cursors and the parts to return."""


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
        """The documentation for users, which is that of the data source."""
        return self.source.description

    @property
    def parents(self) -> tuple[str, ...]:
        """The arguments with the ids of the parents of the objects."""
        return path_parameters(self._listing.collection)

    def _arguments(self) -> Iterator[tuple[str, Attribute]]:
        own = set(self.resource.identity_names) - set(self.parents)
        for name, attribute in self.source.schema.items():
            if not attribute.configurable or name in _NO_FILTERS or name in own:
                continue
            if name == self.source.endpoint.project and name not in self.parents:
                continue  # an object of a different project cannot be imported by its identity
            conflicts = tuple(one for one in attribute.conflicts_with if one not in own)
            yield name, attribute.but(also=(), conflicts_with=conflicts)

    def validate(self, config: Mapping[str, Any]) -> list[Any]:
        """Return the diagnostics of a configuration that the schema does not find."""
        return self.source.validate({**dict.fromkeys(self.source.attributes), **config})

    def results(
        self, call: Call, config: Mapping[str, Any], *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield what `objects` finds, with warnings before the objects and an error as the last result."""
        objects = self.objects(call, config, include=include, limit=limit)
        with closing(objects):
            while True:
                found = guarded(self.source, call, "list", partial(next, objects, None))
                if call.diagnostics:  # a separate result: Terraform accepts one without an object
                    yield ListResult(diagnostics=[*call.diagnostics])
                    call.diagnostics.clear()
                if found is None:
                    return
                yield found

    def objects(
        self, call: Call, config: Mapping[str, Any], *, include: bool, limit: int
    ) -> Generator[ListResult, None, None]:
        """Yield the objects that pass the filters while the pages arrive, each in the state that an import and a refresh return.

        Args:
            call: an operation on the type.
            config: the parents and filters.
            include: whether to return the states.
            limit: the maximum number of objects, after which no further page is requested.

        Raises:
            ProviderError: a page or an object cannot be read. The objects that were yielded before are valid.
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
                continue  # not an object of this type, such as a certificate that is not active
            yield ListResult(
                identity=object_identity(resource.identity_names, one.state),
                display_name=display_name(self.source.reshape(one.item)) or one.key[1],
                state=state if include else None,
            )
            limit -= 1
            if not limit:
                return


def list_resource(resource: Resource, source: DataSource) -> ListResource:
    """Return the list resource of a managed resource.

    Raises:
        TypeError: the data source does not list objects.
    """
    if not isinstance(source, ListAll):
        raise TypeError(f"{source.type_name} does not list objects")
    return ListResource(resource, source)
