"""The texts of uploaded files, for searches and models. The text of a PDF, HTML or Office file is extracted once and stored."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Iterable, Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours import files
from openai_sandbox.calls import Call
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.file_texts import FileTextError, is_document, text_of
from openai_sandbox.store import Record

_SHOWN = 200


def text(call: Call, file: Record) -> str:
    """Return the text of a file.

    Raises:
        FileTextError: The file has no text that can be read.
    """
    name = file.wire["filename"]
    stored = files.text_blob(file.id)
    if is_document(name) and (known := b"".join(call.store.read_blob(stored))):
        return known.decode()
    found = text_of(name, file.wire["bytes"], call.store.read_blob(file.id))
    if is_document(name):
        call.store.write_blob(stored, [io.BytesIO(found.encode(errors="replace"))])
    return found


def with_texts(call: Call, items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return messages in which each file of a user has its text. Files at a URL have none: the sandbox uses no network.

    Raises:
        ApiError: 400 or 404 about a file that does not exist or cannot be read.
    """
    return [_with_texts(call, item) for item in items]


def _with_texts(call: Call, item: Mapping[str, Any]) -> Mapping[str, Any]:
    content = item.get("content")
    if not isinstance(content, list):
        return item
    return {**item, "content": [_part(call, one) for one in content]}


def _part(call: Call, part: Mapping[str, Any]) -> Mapping[str, Any]:
    # The Responses API has the fields in the part itself, the Chat API in its `file`.
    facts = part if part.get("type") == "input_file" else part.get("file")
    if part.get("type") not in {"input_file", "file"} or not isinstance(facts, Mapping):
        return part
    try:
        name, found = _named(call, facts)
    except FileTextError as error:
        raise invalid(f"The file cannot be read: {error.message}", "input") from error
    return part if found is None else {**part, "text": f"{name}: {found}"}


def _named(call: Call, facts: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return the name and the text of a file, None without its content."""
    if identifier := facts.get("file_id"):
        file = crud.find(call, files.COLLECTION, identifier)
        if file is None:
            raise ApiError(404, f"No file found with id '{identifier}'.", param="file_id")
        return file.wire["filename"], text(call, file)
    name, data = facts.get("filename") or "file.txt", facts.get("file_data")
    if not data:
        return name, None
    try:
        content = base64.b64decode(data.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise FileTextError("'file_data' is not base64.", "invalid_file") from error
    return name, text_of(name, len(content), [content])


def shortened(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return messages with only the beginning of the text of each file, for answers that repeat the input."""
    return [_shortened(item) for item in items]


def _shortened(item: Mapping[str, Any]) -> Mapping[str, Any]:
    content = item.get("content")
    if not isinstance(content, list):
        return item
    parts = [
        {**one, "text": " ".join(one["text"].split())[:_SHOWN]}
        if one.get("type") in {"input_file", "file"} and "text" in one
        else one
        for one in content
    ]
    return {**item, "content": parts}
