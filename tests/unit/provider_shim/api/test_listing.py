"""Many reads with a few pages of a list: the lifetime of the list, and failures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from provider_shim.api import listing
from provider_shim.api.listing import Listings
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json


class Collection:
    """A collection of a server: `listed` counts how often somebody began to list it, `read_names` which objects were listed."""

    def __init__(self, *names: str, page: int = 1, failure: ApiError | None = None) -> None:
        self.names = names
        self.page = page
        self.failure = failure
        self.listed = 0
        self.read_names: list[str] = []

    def pages(self) -> Iterator[list[Json]]:
        self.listed += 1
        if self.failure is not None:
            raise self.failure
        for first in range(0, len(self.names), self.page):
            names = self.names[first : first + self.page]
            self.read_names += names
            yield [{"id": name} for name in names]


def failure(status: int) -> ApiError:
    kind = NotFoundError if status == 404 else ApiError
    return kind("Refused", "It was refused.", status=status, code=None, parameter=None)


def find(listings: Listings, collection: Collection, name: str, *, scarce: bool = True) -> bool:
    return listings.find("/things", name, collection.pages, scarce=scarce) is not None


def test_a_list_is_read_only_until_the_object_is_found() -> None:
    listings, collection = Listings(), Collection("a", "b", "c")
    assert find(listings, collection, "b")
    assert find(listings, collection, "a")
    assert collection.read_names == ["a", "b"]


def test_the_first_object_is_read_alone_unless_requests_are_scarce() -> None:
    collection = Collection("a")
    assert not find(Listings(), collection, "a", scarce=False)
    assert collection.listed == 0
    assert find(Listings(), collection, "a", scarce=True)


def test_a_list_expires_unless_requests_are_scarce(monkeypatch: pytest.MonkeyPatch) -> None:
    for scarce in (True, False):
        listings, collection = Listings(), Collection("a")
        for _ in range(2):
            find(listings, collection, "a", scarce=scarce)
        monkeypatch.setattr(listing, "LIFETIME", -1.0)
        assert find(listings, collection, "a", scarce=scarce) is scarce
        monkeypatch.undo()


def test_a_write_forgets_the_listed_objects() -> None:
    listings, collection = Listings(), Collection("a")
    assert find(listings, collection, "a")
    listings.drop()
    assert find(listings, collection, "a")
    assert collection.listed == 2


def test_a_write_keeps_the_listed_objects_of_independent_collections() -> None:
    listings, collection = Listings(), Collection("a")
    for _ in range(2):
        assert listings.find("/a", "a", collection.pages, scarce=True, independent=True)
        listings.drop()
    assert collection.listed == 1
    assert listings.is_independent("/a/b")
    assert not listings.is_independent("/ab/c")


def test_only_the_written_object_is_read_again() -> None:
    listings, collection, other = Listings(), Collection("a", "b", "c"), Collection("a")
    assert find(listings, collection, "a")
    assert listings.find("/others", "a", other.pages, scarce=True)
    listings.outdate("/things", "b")
    assert find(listings, collection, "a")
    assert find(listings, collection, "c"), (
        "the old list also answers for an object that was not read yet"
    )
    assert collection.listed == 1
    assert find(listings, collection, "b")
    assert collection.listed == 2
    assert find(listings, collection, "b")
    assert listings.find("/others", "a", other.pages, scarce=True)
    assert (collection.listed, other.listed) == (2, 1)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_each_object_is_read_alone_if_the_server_has_no_list(status: int) -> None:
    listings, collection = Listings(), Collection(failure=failure(status))
    assert not find(listings, collection, "a")
    assert not find(listings, collection, "b")
    assert collection.listed == 1


def test_a_rate_limited_list_is_not_replaced_by_single_requests() -> None:
    listings, collection = Listings(), Collection("a", failure=failure(429))
    for _ in range(2):
        with pytest.raises(ApiError):
            find(listings, collection, "a")
    collection.failure = None
    assert find(listings, collection, "a")


def test_a_long_list_is_not_read_completely_for_few_objects() -> None:
    names = [str(number) for number in range(3000)]
    listings, collection = Listings(), Collection(*names)
    assert not find(listings, collection, "2999")
    assert len(collection.read_names) == 300
    assert not find(listings, collection, "2999"), "to look again is not to look for more"
    assert not find(listings, collection, "2998")
    assert len(collection.read_names) == 400


def test_all_objects_of_a_page_are_found_whatever_their_order() -> None:
    names = [str(number) for number in range(1000)]
    listings, collection = Listings(), Collection(*names, page=1000)
    assert all(find(listings, collection, name) for name in reversed(names))
    assert collection.listed == 1


def test_a_long_list_is_read_completely_for_many_objects() -> None:
    names = [str(number) for number in range(3000)]
    listings, collection = Listings(), Collection(*names)
    found = sum(find(listings, collection, name) for name in reversed(names))
    assert found > 2950, "only the first few are asked for by themselves"
    assert collection.listed == 1
