"""The store: transactions, deletes, and searches without reading all objects."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openai_sandbox.store import Record, Store


@pytest.fixture
def database() -> Iterator[Store]:
    opened = Store()
    yield opened
    opened.close()


def add(database: Store, collection: str, identifier: str, **wire: str) -> None:
    database.insert(Record(collection=collection, id=identifier, shape="Any", wire=wire))


def test_a_transaction_in_another_one_is_a_part_of_it(database: Store) -> None:
    def change() -> None:
        with database.transaction():
            with database.transaction():
                add(database, "/a", "1")
            raise KeyError

    with pytest.raises(KeyError):
        change()
    assert database.collections() == {}


def test_a_delete_includes_only_objects_under_the_path(database: Store) -> None:
    for collection in ("/a", "/a/1", "/a/1/files", "/a/1-b", "/a/10/files"):
        add(database, collection, "1")
    assert database.delete("/a", "1")
    assert database.collections() == {"/a/1-b": 1, "/a/10/files": 1}
    assert not database.delete("/a", "1")


def test_ids_are_found_by_their_beginning(database: Store) -> None:
    for identifier in ("gpt", "gpt-6", "gpt-6-luna", "gpu-6", "GPT-6"):
        add(database, "/models", identifier)
    assert database.ids("/models", prefix="gpt-6") == ["gpt-6", "gpt-6-luna"]


@pytest.mark.parametrize(
    ("text", "expected"), [("ADA@x", ["1"]), ('b"b', ["2"]), ("Zoë", ["1", "2", "3"])]
)
def test_objects_are_found_by_a_text_in_any_case(
    database: Store, text: str, expected: list[str]
) -> None:
    add(database, "/users", "1", email="Ada@X.example")
    add(database, "/users", "2", email='B"b@x.example')
    add(database, "/users", "3", email="Zoë@x.example")
    add(database, "/groups", "4", email="ada@x.example")
    assert [one.id for one in database.with_text("/users", text)] == expected
