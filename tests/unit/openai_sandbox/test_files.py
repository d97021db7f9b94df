"""Files and uploads, with OpenAI's client."""

from __future__ import annotations

import hashlib
import io
import time
from typing import TYPE_CHECKING, Any

import openai
import pytest

from openai_sandbox.behaviours import files

if TYPE_CHECKING:
    pass


def _file(client: openai.OpenAI, name: str = "notes.txt", **options: Any) -> Any:
    return client.files.create(
        file=(name, b"some text"), purpose=options.pop("purpose", "assistants"), **options
    )


def test_a_file_is_returned_as_it_was_uploaded(client: openai.OpenAI) -> None:
    created = _file(client, expires_after={"anchor": "created_at", "seconds": 3600})
    read = client.files.retrieve(created.id)
    assert read == created
    assert read.id.startswith("file-")
    assert (read.filename, read.bytes, read.status) == ("notes.txt", 9, "processed")
    assert read.expires_at == read.created_at + 3600
    assert abs(read.created_at - time.time()) < 60


def test_batch_files_expire_after_thirty_days_and_others_never(client: openai.OpenAI) -> None:
    batch = _file(client, "a.jsonl", purpose="batch")
    assert batch.expires_at == batch.created_at + 30 * 24 * 3600
    assert _file(client).expires_at is None


def test_content_is_returned_byte_for_byte(client: openai.OpenAI) -> None:
    content = bytes(range(256)) * 8192  # more than one chunk
    created = client.files.create(file=("data.jsonl", content), purpose="fine-tune")
    assert client.files.content(created.id).read() == content


def test_the_content_of_an_assistants_file_cannot_be_downloaded(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="Not allowed to download"):
        client.files.content(_file(client).id)


def test_files_are_filtered_by_purpose_and_listed_in_pages(client: openai.OpenAI) -> None:
    mine = [_file(client, purpose="user_data").id for _ in range(5)]
    _file(client, purpose="assistants")
    page = client.files.list(purpose="user_data", limit=2, order="asc")
    assert [one.id for one in page.data] == mine[:2]
    assert page.has_more
    assert [one.id for one in page] == mine


def test_a_deleted_file_is_removed_from_its_vector_stores(client: openai.OpenAI) -> None:
    created = _file(client)
    store = client.vector_stores.create(file_ids=[created.id])
    deleted = client.files.delete(created.id)
    assert (deleted.id, deleted.object, deleted.deleted) == (created.id, "file", True)
    assert client.vector_stores.files.list(store.id).data == []
    with pytest.raises(openai.NotFoundError) as caught:
        client.files.delete(created.id)
    assert caught.value.param == "id"
    assert caught.value.type == "invalid_request_error"


def test_a_file_over_the_limit_is_refused_and_not_stored(
    client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 8)
    with pytest.raises(openai.BadRequestError, match="too large") as caught:
        _file(client)
    assert caught.value.param == "file"
    assert client.files.list().data == []


def test_an_upload_joins_its_parts_in_the_requested_order(client: openai.OpenAI) -> None:
    content = b"first, second"
    upload = client.uploads.create(
        bytes=len(content), filename="a.jsonl", mime_type="text/jsonl", purpose="fine-tune"
    )
    assert upload.status == "pending"
    second = client.uploads.parts.create(upload.id, data=io.BytesIO(b" second"))
    first = client.uploads.parts.create(upload.id, data=io.BytesIO(b"first,"))
    done = client.uploads.complete(
        upload.id,
        part_ids=[first.id, second.id],
        md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
    )
    assert done.status == "completed"
    assert done.file is not None
    assert client.files.content(done.file.id).read() == content


@pytest.mark.parametrize(("size", "md5", "param"), [(99, None, "part_ids"), (4, "0" * 32, "md5")])
def test_an_upload_with_the_wrong_size_or_checksum_is_refused(
    client: openai.OpenAI, size: int, md5: str | None, param: str
) -> None:
    upload = client.uploads.create(
        bytes=size, filename="a.txt", mime_type="text/plain", purpose="assistants"
    )
    part = client.uploads.parts.create(upload.id, data=io.BytesIO(b"four"))
    with pytest.raises(openai.BadRequestError) as caught:
        client.uploads.complete(upload.id, part_ids=[part.id], md5=md5 or openai.omit)
    assert caught.value.param == param


def test_a_cancelled_upload_accepts_no_parts(client: openai.OpenAI) -> None:
    upload = client.uploads.create(
        bytes=1, filename="a.txt", mime_type="text/plain", purpose="assistants"
    )
    client.uploads.parts.create(upload.id, data=io.BytesIO(b"x"))
    assert client.uploads.cancel(upload.id).status == "cancelled"
    with pytest.raises(openai.BadRequestError, match="cancelled, not pending"):
        client.uploads.parts.create(upload.id, data=io.BytesIO(b"x"))


@pytest.mark.parametrize(("purpose", "reader"), [("batch", "Batch"), ("fine-tune", "Fine-Tuning")])
def test_files_for_batches_and_fine_tuning_need_the_extension_jsonl(
    client: openai.OpenAI, purpose: Any, reader: str
) -> None:
    text = f"Invalid file format for {reader} API. Must be .jsonl"
    with pytest.raises(openai.BadRequestError, match=text):
        client.files.create(file=("lines.json", b"{}"), purpose=purpose)
