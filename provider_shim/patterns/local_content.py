"""Content in a configuration, as a path, as text or as base64, with its checks and its digest."""

from __future__ import annotations

import base64
import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError, error
from provider_shim.vocabulary.diagnostics import Path as Where
from provider_shim.vocabulary.schema import String
from provider_shim.vocabulary.values import UNKNOWN

GIVEN_AS = ("source", "content", "content_base64")
"""The names of the attributes, of which exactly one is set."""


def given_content(*others: str, **flags: Any) -> dict[str, String]:
    """Return the attributes for the content; ``others`` may be set instead."""
    either = (*others, *GIVEN_AS)
    return {
        "source": String(
            optional=True,
            local=True,
            reads="file",
            exactly_one_of=either,
            doc="The path of the file to upload. The provider streams the file and does not load all of it into memory.",
            **flags,
        ),
        "content": String(
            optional=True,
            local=True,
            exactly_one_of=either,
            doc="The content as text, encoded as UTF-8.",
            **flags,
        ),
        "content_base64": String(
            optional=True,
            local=True,
            exactly_one_of=either,
            check=base64_fault,
            doc="The content as base64, for content that is not text.",
            **flags,
        ),
    }


def source_faults(source: str, largest: int, here: Where = ("source",)) -> list[Diagnostic]:
    """Return an error if a file does not exist, cannot be read, or has more than ``largest`` bytes."""
    path = Path(source).expanduser()
    if path.is_dir():
        return [
            error(
                "Unreadable file",
                f'"{source}" is a folder, not a file. Set the path of a file.',
                here,
            )
        ]
    if not path.is_file():
        return [
            error(
                "Unreadable file",
                f'The file "{source}" does not exist (relative paths start at {Path.cwd()}). It must exist during the plan and '
                "the apply. If it was deleted or moved after the plan, put it back, or plan again. For content that another "
                "resource creates during the apply, use `content_base64`.",
                here,
            )
        ]
    if not os.access(path, os.R_OK):
        return [
            error(
                "Unreadable file",
                f'The file "{source}" exists, but you do not have permission to read it.',
                here,
            )
        ]
    if (size := path.stat().st_size) > largest:
        return [
            error(
                "File too large",
                f'"{source}" has {size:,} bytes, but the API accepts at most {largest:,}.',
                here,
            )
        ]
    return []


@contextmanager
def opened(values: Mapping[str, Any]) -> Iterator[BinaryIO]:
    """Open the content for reading from its start.

    Raises:
        ProviderError: the content cannot be read.
    """
    if values.get("source") is None:
        text, encoded = values.get("content"), values.get("content_base64")
        yield io.BytesIO(base64.b64decode(encoded or "") if text is None else text.encode())
        return
    try:
        handle = Path(values["source"]).expanduser().open("rb")
    except OSError as fault:
        raise ProviderError(
            "Unreadable file", f'"{values["source"]}": {fault.strerror}.', ("source",)
        ) from fault
    with handle:
        yield handle


def digest_of(content: IO[bytes]) -> str:
    """Return the SHA-256 of the content, which is read in pieces, and seek to the start."""
    digest = hashlib.sha256()
    while piece := content.read(1 << 20):
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()


def size_of(values: Mapping[str, Any]) -> int:
    """Return the size of the content in bytes."""
    with opened(values) as content:
        return content.seek(0, io.SEEK_END)


def is_unknown(values: Mapping[str, Any]) -> bool:
    """Return whether the content is unknown."""
    return any(values.get(name) is UNKNOWN for name in GIVEN_AS)
