"""Vector stores, their files and file batches, with OpenAI's client."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from openai_sandbox.behaviours.vector_store_search import passes


def _file(client: openai.OpenAI, name: str = "notes.txt", content: bytes = b"words") -> str:
    return client.files.create(file=(name, content), purpose="assistants").id


def test_a_store_is_returned_as_it_was_created(client: openai.OpenAI) -> None:
    created = client.vector_stores.create(
        name="docs",
        metadata={"team": "a"},
        expires_after={"anchor": "last_active_at", "days": 7},
    )
    read = client.vector_stores.retrieve(created.id)
    assert read == created
    assert (read.name, read.metadata, read.status) == ("docs", {"team": "a"}, "completed")
    assert read.expires_at == read.created_at + 7 * 24 * 3600


def test_a_store_counts_its_files_during_processing(client: openai.OpenAI) -> None:
    content = b"some words"
    store = client.vector_stores.create(file_ids=[_file(client, content=content)])
    assert store.status == "in_progress"
    assert store.file_counts.in_progress == 1
    assert client.vector_stores.retrieve(store.id).status == "in_progress"
    done = client.vector_stores.retrieve(store.id)
    assert (done.status, done.file_counts.completed, done.usage_bytes) == ("completed", 1, 10)


def test_a_store_with_an_unknown_file_is_not_created(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError):
        client.vector_stores.create(file_ids=["file-none"])
    assert client.vector_stores.list().data == []


def test_update_changes_the_given_fields_and_null_clears_them(client: openai.OpenAI) -> None:
    store = client.vector_stores.create(
        name="old", metadata={"a": "1"}, expires_after={"anchor": "last_active_at", "days": 1}
    )
    renamed = client.vector_stores.update(store.id, name="new")
    assert (renamed.name, renamed.metadata, renamed.expires_at) == (
        "new",
        {"a": "1"},
        store.expires_at,
    )
    cleared = client.vector_stores.update(store.id, metadata=None, expires_after=None)
    assert (cleared.metadata, cleared.expires_after, cleared.expires_at) == ({}, None, None)
    assert client.vector_stores.retrieve(store.id) == cleared


def test_deleting_a_store_detaches_but_does_not_delete_its_files(
    client: openai.OpenAI,
) -> None:
    file = _file(client)
    store = client.vector_stores.create(file_ids=[file])
    assert client.vector_stores.delete(store.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.vector_stores.files.retrieve(file, vector_store_id=store.id)
    assert client.files.retrieve(file).id == file


def test_an_attached_file_is_processed_with_the_default_chunks(client: openai.OpenAI) -> None:
    store = client.vector_stores.create()
    file = _file(client)
    created = client.vector_stores.files.create(
        store.id, file_id=file, attributes={"page": 3, "draft": True}
    )
    assert (created.id, created.status) == (file, "in_progress")
    done = client.vector_stores.files.poll(file, vector_store_id=store.id)
    assert done.status == "completed"
    assert done.attributes == {"page": 3, "draft": True}
    strategy: Any = done.chunking_strategy
    assert strategy.static.max_chunk_size_tokens == 800
    assert strategy.static.chunk_overlap_tokens == 400


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("tool.exe", b"MZ", "unsupported_file"), ("empty.txt", b"", "invalid_file")],
)
def test_an_unsupported_file_fails_with_a_reason(
    client: openai.OpenAI, name: str, content: bytes, code: str
) -> None:
    store = client.vector_stores.create()
    done = client.vector_stores.files.create_and_poll(
        _file(client, name, content), vector_store_id=store.id
    )
    assert done.status == "failed"
    assert done.last_error is not None
    assert done.last_error.code == code
    assert client.vector_stores.retrieve(store.id).file_counts.failed == 1


def test_attributes_are_replaced_as_a_whole(client: openai.OpenAI) -> None:
    store = client.vector_stores.create()
    file = _file(client)
    client.vector_stores.files.create(store.id, file_id=file, attributes={"a": "1", "b": "2"})
    changed = client.vector_stores.files.update(
        file, vector_store_id=store.id, attributes={"b": "3"}
    )
    assert changed.attributes == {"b": "3"}


def test_a_detached_file_is_removed_only_from_the_store(client: openai.OpenAI) -> None:
    file = _file(client)
    store = client.vector_stores.create(file_ids=[file])
    assert client.vector_stores.files.delete(file, vector_store_id=store.id).deleted
    assert client.vector_stores.retrieve(store.id).file_counts.total == 0
    assert client.files.retrieve(file).id == file


def test_files_are_filtered_by_status(client: openai.OpenAI) -> None:
    store = client.vector_stores.create()
    good, bad = _file(client), _file(client, "bad.exe")
    for one in (good, bad):
        client.vector_stores.files.create_and_poll(one, vector_store_id=store.id)
    failed = client.vector_stores.files.list(store.id, filter="failed")
    assert [one.id for one in failed.data] == [bad]


def test_a_file_batch_completes_with_options_per_file(client: openai.OpenAI) -> None:
    store = client.vector_stores.create()
    one, two = _file(client), _file(client, "b.exe")
    batch = client.vector_stores.file_batches.create_and_poll(
        store.id, files=[{"file_id": one, "attributes": {"n": "1"}}, {"file_id": two}]
    )
    assert batch.status == "completed"
    assert (batch.file_counts.completed, batch.file_counts.failed) == (1, 1)
    listed = client.vector_stores.file_batches.list_files(batch.id, vector_store_id=store.id)
    assert {file.id: file.attributes for file in listed.data} == {one: {"n": "1"}, two: {}}


def test_a_cancelled_batch_processes_no_more_files(client: openai.OpenAI) -> None:
    store = client.vector_stores.create()
    batch = client.vector_stores.file_batches.create(store.id, file_ids=[_file(client)])
    cancelled = client.vector_stores.file_batches.cancel(batch.id, vector_store_id=store.id)
    assert (cancelled.status, cancelled.file_counts.cancelled) == ("cancelled", 1)
    assert client.vector_stores.retrieve(store.id).file_counts.completed == 0


def test_search_finds_the_text_with_the_words_of_the_query(client: openai.OpenAI) -> None:
    store = client.vector_stores.create()
    pets = _file(client, "pets.txt", b"cats and dogs")
    cars = _file(client, "cars.txt", b"engines and wheels")
    for file, kind in ((pets, "animal"), (cars, "machine")):
        client.vector_stores.files.create_and_poll(
            file, vector_store_id=store.id, attributes={"kind": kind}
        )
    found = client.vector_stores.search(store.id, query="my dogs").data
    assert [one.file_id for one in found] == [pets, cars]
    assert found[0].score > found[1].score
    machines = client.vector_stores.search(
        store.id, query="my dogs", filters={"type": "eq", "key": "kind", "value": "machine"}
    ).data
    assert [one.file_id for one in machines] == [cars]


def _is(kind: str, value: Any, key: str = "year") -> dict[str, Any]:
    return {"type": kind, "key": key, "value": value}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (_is("eq", 2024), True),
        (_is("eq", 2025), False),
        (_is("ne", 2025), True),
        (_is("ne", 2024), False),
        (_is("gt", 2023), True),
        (_is("gt", 2024), False),
        (_is("gte", 2024), True),
        (_is("gte", 2025), False),
        (_is("lt", 2025), True),
        (_is("lt", 2024), False),
        (_is("lte", 2024), True),
        (_is("lte", 2023), False),
        (_is("in", [2023, 2024]), True),
        (_is("in", [2023]), False),
        (_is("nin", [2023]), True),
        (_is("nin", [2024]), False),
        (_is("gt", "2023"), False),
        (_is("lt", 1, key="unknown"), False),
        ({"type": "and", "filters": [_is("gt", 2023), _is("lt", 2025)]}, True),
        ({"type": "and", "filters": [_is("gt", 2023), _is("lt", 2024)]}, False),
        ({"type": "or", "filters": [_is("eq", 1), _is("eq", 2024)]}, True),
        ({"type": "or", "filters": [_is("eq", 1), _is("eq", 2)]}, False),
    ],
)
def test_a_filter_compares_the_attributes(condition: dict[str, Any], expected: bool) -> None:  # noqa: FBT001
    assert passes(condition, {"year": 2024}) is expected
