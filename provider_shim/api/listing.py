"""Reads many objects of a collection with a few pages of its list, which all threads share.

Terraform reads every object of the state at every plan, and the API counts requests. The first read of a collection requests the
object itself. From the second read on, the list is requested, page by page, until it contains the object. If the API allows only few
requests, the first read also requests the list, and the list never expires: one more request for each collection would take minutes.

A list can be long, even if Terraform manages few of its objects: one member of an organization with thousands of people. So the number
of pages depends on the number of objects that were read. It is never much more than twice the number of requests for single objects.

After a write, objects that it may have changed are dropped, and the next read requests the list again. The lists belong to one
configuration of the provider, which Terraform uses for one walk over its objects.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from provider_shim.vocabulary.diagnostics import ApiError, CancelledError, ProviderError
from provider_shim.vocabulary.rest import Json, name_in_list

LIFETIME = 60.0
"""The lifetime of a list in seconds, unless the API allows only few requests."""

MOST_OBJECTS = 20_000
"""The maximum number of objects to list. For an object that is not among them, the object itself is requested."""

PER_REQUEST = 100
"""The minimum number of objects in a page, except in the last one."""

_AHEAD = 2
"""The number of pages that are requested in addition to those for the number of reads."""

_TOO_MANY = 429  # HTTP

Pages = Callable[[], Iterator[list[Json]]]


class Listings:
    """The listed objects of all collections, by path and by the name or id of each object."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._collections: dict[tuple[str, str], _Collection] = {}

    def find(
        self,
        path: str,
        identity: str,
        pages: Pages,
        *,
        by: str = "id",
        scarce: bool,
        independent: bool = False,
    ) -> Json | None:
        """Return an object from the list of its collection, or None if the caller must read it separately.

        Args:
            path: the path of the collection.
            identity: the name or id of the object in the list.
            pages: yields the pages of the collection. It requests each page when it is needed.
            by: the field with the name or id: see `name_in_list`.
            scarce: whether the API allows only few requests. Then the first read requests the list, and only once.
            independent: whether only a write to the object itself changes it, and no other object.

        Raises:
            ApiError: The API rejected the list because of its rate limit.
        """
        key = (path, by)
        with self._lock:
            collection = self._collections.get(key)
            if collection is None or (collection.is_old() and not scarce):
                collection = self._collections[key] = _Collection(
                    pages, by, independent=independent
                )
                if not scarce:
                    return None  # perhaps this is the only read of the collection
        found = collection.find(identity)
        if found is None or not collection.is_outdated(found):
            return found
        with self._lock:
            if self._collections.get(key) is collection:
                collection = self._collections[key] = _Collection(
                    pages, by, independent=independent
                )
        return collection.find(identity)

    def is_independent(self, path: str) -> bool:
        """Return whether the object at this path belongs to a collection whose objects are independent."""
        with self._lock:
            return any(
                one.independent and path.startswith(f"{listed}/")
                for (listed, _), one in self._collections.items()
            )

    def outdate(self, path: str, identity: str) -> None:
        """Drop one object of a collection, by its id, after a write that changed no other object."""
        with self._lock:
            for (listed, _), collection in self._collections.items():
                if listed == path:
                    collection.outdate(identity)

    def drop(self) -> None:
        """Drop all objects that a write may have changed: all except those of independent collections."""
        with self._lock:
            kept = {key: one for key, one in self._collections.items() if one.independent}
            self._collections = kept


class _Collection:
    def __init__(self, pages: Pages, by: str, *, independent: bool) -> None:
        self.independent = independent
        self._lock = threading.Lock()
        self._pages = pages
        self._by = by
        self._rest: Iterator[list[Json]] | None = None
        self._found: dict[str, Json] = {}
        self._looked_for: set[str] = set()
        self._outdated: set[str] = set()
        self._started = time.monotonic()

    def is_old(self) -> bool:
        return time.monotonic() - self._started > LIFETIME

    def outdate(self, identity: str) -> None:
        self._outdated.add(identity)

    def is_outdated(self, item: Json) -> bool:
        return item.get("id") in self._outdated

    def find(self, identity: str) -> Json | None:
        with self._lock:
            if self._rest is None:
                self._rest = self._pages()
            self._looked_for.add(identity)
            most = min(MOST_OBJECTS, (len(self._looked_for) + _AHEAD) * PER_REQUEST)
            while identity not in self._found and len(self._found) < most:
                try:
                    page = next(self._rest, None)
                except CancelledError:
                    raise
                except (
                    ProviderError
                ) as failure:  # the server does not have this list, or its pages do not end
                    if isinstance(failure, ApiError) and failure.status == _TOO_MANY:
                        self._rest = None
                        raise  # requests for single objects would also be rejected
                    page = None
                if page is None:
                    self._rest = iter(())
                    break
                self._found |= {str(name_in_list(item, self._by)): item for item in page}
            return self._found.get(identity)
