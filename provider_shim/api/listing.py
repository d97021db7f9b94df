"""Many reads of one collection as few pages of its list, shared by all threads.

Terraform reads every object of a state at every plan, and the API counts requests. The first read of a collection asks
for the one object; from the second on the list is asked, page by page, only as far as somebody looks for something that
has not been seen yet. Where requests are scarce, the first read asks the list, too, and no list grows old: a request more
per collection would be minutes more, and reading a large state takes as long.

A list may be long though Terraform has few of its objects: thousands of people are in an organization of which it manages one.
So how far it is listed depends on how many objects have been looked for: never is asked for much more than twice what each of
them by itself would cost.

It must not keep across a write what that may have changed: then the next read asks again. Nor must it outlive the configuration of a provider,
which lasts for one walk of Terraform over its objects.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from provider_shim.vocabulary.diagnostics import ApiError, CancelledError, ProviderError
from provider_shim.vocabulary.rest import Json, name_in_list

LIFETIME = 60.0
"""Seconds: older than that, a list is asked for again, unless requests are scarce."""

MOST_OBJECTS = 20_000
"""A collection with more objects than that is not listed to its end for one that may not be in it."""

PER_REQUEST = 100
"""Objects that a page has at least, if there are so many."""

_AHEAD = 2
"""Pages that are worth it before anything is known of a collection."""

_TOO_MANY = 429  # HTTP

Pages = Callable[[], Iterator[Json]]


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
            path: of the collection, filled in.
            identity: what names the object in the list.
            pages: yields the objects of the collection, asking for pages as it goes.
            by: what names an object: see `name_in_list`.
            scarce: the API allows few requests: the list is asked at the first read already, and only once.
            independent: nothing but a write to an object itself changes it, and that changes no other.

        Raises:
            ApiError: the list is refused for its rate.
        """
        key = (path, by)
        with self._lock:
            collection = self._collections.get(key)
            if collection is None or (collection.is_old() and not scarce):
                collection = self._collections[key] = _Collection(
                    pages, by, independent=independent
                )
                if not scarce:
                    return None  # perhaps the only one that is needed
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
        """Return whether the object at this path is of a collection that was listed as independent."""
        with self._lock:
            return any(
                one.independent and path.startswith(f"{listed}/")
                for (listed, _), one in self._collections.items()
            )

    def outdate(self, path: str, identity: str) -> None:
        """Forget one object of a collection, by its id, after a write that changed no other object."""
        with self._lock:
            for (listed, _), collection in self._collections.items():
                if listed == path:
                    collection.outdate(identity)

    def drop(self) -> None:
        """Forget all objects that a write may have changed: all except those of independent collections."""
        with self._lock:
            kept = {key: one for key, one in self._collections.items() if one.independent}
            self._collections = kept


class _Collection:
    def __init__(self, pages: Pages, by: str, *, independent: bool) -> None:
        self.independent = independent
        self._lock = threading.Lock()
        self._pages = pages
        self._by = by
        self._rest: Iterator[Json] | None = None
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
                    item = next(self._rest, None)
                except CancelledError:
                    raise
                except (
                    ProviderError
                ) as failure:  # a server without this list, or whose pages do not end
                    if isinstance(failure, ApiError) and failure.status == _TOO_MANY:
                        self._rest = None
                        raise  # to ask for each object instead would make it worse
                    item = None
                if item is None:
                    self._rest = iter(())
                    break
                self._found[str(name_in_list(item, self._by))] = item
            return self._found.get(identity)
