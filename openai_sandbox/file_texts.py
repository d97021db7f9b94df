"""Extracts the text of a file for searches and models, and splits it into chunks.

Plain text, such as Markdown and code, is decoded. `document_reader` reads the other kinds in a process with limits.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar

from openai_sandbox import document_reader

_CHARACTERS_PER_TOKEN = 4
_SECONDS = 20
_MOST_BYTES_PER_CHARACTER = 4
_DOCUMENTS = {".docx", ".htm", ".html", ".pdf", ".pptx", ".xlsx"}
Result = TypeVar("Result")
_TOO_LONG = "The file has more than 5,000,000 tokens."


class FileTextError(Exception):
    """A file has no text that can be read. ``code`` is the one of the API."""

    def __init__(self, message: str, code: Literal["invalid_file", "unsupported_file"]) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def is_document(filename: str) -> bool:
    """Return whether the text of a file must be extracted, which takes a moment."""
    return _ending(filename) in _DOCUMENTS


def text_of(filename: str, size: int, pieces: Iterable[bytes]) -> str:
    """Return the text of a file. The ending of its name decides how it is read.

    Args:
        filename: The name of the file.
        size: The number of bytes.
        pieces: The content.

    Raises:
        FileTextError: The file is damaged, protected, too long or of a kind that the sandbox cannot read.
    """
    ending = _ending(filename)
    if ending == ".doc":
        raise FileTextError(
            "The sandbox cannot read Word files of the kind .doc. Save the file as .docx.",
            "unsupported_file",
        )
    if ending in _DOCUMENTS:
        text = _document_text(pieces, ending)
    elif size > document_reader.LONGEST * _MOST_BYTES_PER_CHARACTER:
        raise FileTextError(_TOO_LONG, "invalid_file")
    else:
        text = b"".join(pieces).decode("utf-8-sig", errors="replace")
    if len(text) > document_reader.LONGEST:
        raise FileTextError(_TOO_LONG, "invalid_file")
    if not text.strip():
        raise FileTextError("The file contains no text.", "invalid_file")
    return text


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Document:
    content: bytes
    ending: str

    @property
    def key(self) -> str:
        """What distinguishes the document from others."""
        return f"{hashlib.sha256(self.content).hexdigest()}{self.ending}"

    def read(self) -> str | FileTextError:
        """Return the text, or why the document has none."""
        # -P: the modules of this package must not hide those of the standard library.
        command = [sys.executable, "-P", document_reader.__file__]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "document"
            file.write_bytes(self.content)
            command += [str(file), self.ending]
            try:
                done = subprocess.run(  # noqa: S603  # our own program
                    command, capture_output=True, timeout=_SECONDS, check=False
                )
            except subprocess.TimeoutExpired:
                return FileTextError("Reading the file takes too long.", "invalid_file")
        reason = done.stderr.decode(errors="replace")
        if done.returncode == document_reader.NOT_INSTALLED:
            return FileTextError(
                f"The sandbox needs the package {reason} to read files of the kind {self.ending}. "
                "Install it: pip install 'openai-cdktf[documents]'",
                "unsupported_file",
            )
        if done.returncode == document_reader.UNREADABLE:
            return FileTextError(reason, "invalid_file")
        if done.returncode:
            return FileTextError("Reading the file takes too much time or memory.", "invalid_file")
        return done.stdout.decode(errors="replace")


class _PendingTextError(Exception):
    """A document must be read before the request can be answered."""

    def __init__(self, document: _Document) -> None:
        super().__init__()
        self.document = document


_KNOWN: ContextVar[dict[str, str | FileTextError] | None] = ContextVar("known", default=None)
"""The texts of the documents of a request that is answered again when they are read, by key. None reads them at once."""


async def when_read(attempt: Callable[[], Result]) -> Result:
    """Return the result of a function that may need the texts of documents. Other requests are answered while they are read.

    The function is called again after each document that it needs, so it must undo its changes when it raises an exception.

    Args:
        attempt: The function. Its transaction begins and ends in each call.
    """
    known: dict[str, str | FileTextError] = {}
    while True:
        token = _KNOWN.set(known)
        try:
            return attempt()
        except _PendingTextError as pending:
            document = pending.document
        finally:
            _KNOWN.reset(token)
        known[document.key] = await asyncio.to_thread(document.read)


def _document_text(pieces: Iterable[bytes], ending: str) -> str:
    document = _Document(content=b"".join(pieces), ending=ending)
    known = _KNOWN.get()
    if known is not None and document.key not in known:
        raise _PendingTextError(document)
    text = document.read() if known is None else known[document.key]
    if isinstance(text, FileTextError):
        raise text
    return text


def _ending(filename: str) -> str:
    return PurePosixPath(filename).suffix.lower()


def chunks_of(text: str, strategy: Mapping[str, Any]) -> list[str]:
    """Return the chunks of a text, which overlap and end between words. The sizes in the strategy are in tokens."""
    sizes = strategy["static"]
    size = int(sizes["max_chunk_size_tokens"]) * _CHARACTERS_PER_TOKEN
    overlap = int(sizes["chunk_overlap_tokens"]) * _CHARACTERS_PER_TOKEN
    chunks, start = [], 0
    while start < len(text):
        end = _between_words(text, start + size, start + size // 2)
        chunks.append(text[start:end])
        if end == len(text):
            break
        start = max(start + 1, _between_words(text, end - overlap, end - overlap - size // 4))
    return chunks


def _between_words(text: str, position: int, lowest: int) -> int:
    """Return the last position between two words up to ``position``, or ``position`` if there is none after ``lowest``."""
    if position >= len(text):
        return len(text)
    found = max(text.rfind(" ", lowest, position), text.rfind("\n", lowest, position))
    return position if found < 0 else found + 1
