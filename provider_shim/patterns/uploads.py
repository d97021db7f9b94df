"""Uploads of files that are too large for one request. The provider sends parts in parallel, and the API joins them.

The memory use is constant: a part is a window onto the open file, which is read in small pieces while it is sent. If an upload
fails, the provider cancels it.
"""

from __future__ import annotations

import io
import mimetypes
import threading
from collections.abc import Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import Any, BinaryIO

from provider_shim.api.exchange import Answer
from provider_shim.api.refusals import without_id
from provider_shim.engine.call import Call
from provider_shim.vocabulary.diagnostics import OutcomeUnknownError, ProviderError
from provider_shim.vocabulary.rest import Json, Rest

ONE_REQUEST = 512 * 1024 * 1024
"""The API's limit for a file that is uploaded in one request, in bytes."""

LARGEST = 8 * 1024 * 1024 * 1024
"""The API's limit for a file that is uploaded in parts, in bytes."""

PART = 64 * 1024 * 1024
"""The API's limit for a part, in bytes."""

IN_FLIGHT = 4
"""The number of parts that are sent at the same time."""

_UPLOADS = Rest("/uploads", item="/uploads/{upload_id}", update=None, project="project_id")
_LINES_OF_JSON = {"batch", "fine-tune"}


class Part(io.RawIOBase):
    """A window onto an open file with its own position. All windows onto one file share a lock."""

    def __init__(self, file: BinaryIO, lock: threading.Lock, start: int, length: int) -> None:
        super().__init__()
        self._file, self._lock, self._start, self._length = file, lock, start, length
        self._position = 0

    def readable(self) -> bool:
        """See `io.IOBase.readable`."""
        return True

    def seekable(self) -> bool:
        """See `io.IOBase.seekable`. A retry sends the part again."""
        return True

    def tell(self) -> int:
        """Return the position within the part."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a position within the part."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes, up to the end of the part."""
        wanted = min(len(buffer), self._length - self._position)
        if wanted <= 0:
            return 0
        with self._lock:
            self._file.seek(self._start + self._position)
            piece = self._file.read(wanted)
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def upload_in_parts(
    call: Call,
    content: BinaryIO,
    *,
    filename: str,
    purpose: str,
    expires_after: Mapping[str, Any] | None,
    project: str | None = None,
) -> Answer:
    """Upload an open file in parts, and return the answer about the resulting file; ``project`` is the id of the project.

    Raises:
        ProviderError: a request failed. The upload is then cancelled.
    """
    size = content.seek(0, io.SEEK_END)
    body: Json = {
        "filename": filename,
        "purpose": purpose,
        "bytes": size,
        "mime_type": _media_type(filename, purpose),
    }
    if expires_after is not None:
        body["expires_after"] = dict(expires_after)
    begun = call.send(
        _UPLOADS,
        _UPLOADS.collection,
        {"project_id": project},
        "begin the upload",
        method="POST",
        body=body,
    )
    values = {"upload_id": begun.body.get("id"), "project_id": project}
    try:
        parts = _send_parts(call, content, size, values)
        done = call.send(
            _UPLOADS,
            f"{_UPLOADS.item}/complete",
            values,
            "complete the upload",
            method="POST",
            body={"part_ids": parts},
            repeatable=False,
        )
    except ProviderError as fault:
        if _cancelled(call, values) and isinstance(fault, OutcomeUnknownError):
            raise ProviderError(
                "Upload not completed",
                "The provider did not receive the answer to the completion of the upload. It has cancelled the upload, so that "
                "no data remains at OpenAI. Run apply again.",
            ) from fault
        raise
    file = done.body.get("file")
    if not isinstance(file, dict):
        raise without_id("complete the upload")
    return Answer(body=file, headers=done.headers)


def _send_parts(call: Call, content: BinaryIO, size: int, values: Json) -> list[str]:
    """Send the parts, and return their ids in order. After the first failure, no further parts are sent."""
    lock = threading.Lock()
    starts = range(0, size, PART)

    def send(number: int, start: int) -> str:
        part = Part(content, lock, start, min(PART, size - start))
        answer = call.send(
            _UPLOADS,
            f"{_UPLOADS.item}/parts",
            values,
            f"upload part {number} of {len(starts)} of the file",
            method="POST",
            files=[("data", ("part", part, "application/octet-stream"))],
            # It is safe to send a part twice: the file contains only the parts that the completion names.
        )
        identity = answer.body.get("id")
        if not isinstance(identity, str):
            raise ProviderError(
                "Malformed answer", f"The answer about part {number} of the file has no `id`."
            )
        return identity

    with ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix="part") as pool:
        sent = [pool.submit(send, number, start) for number, start in enumerate(starts, 1)]
        done, _ = wait(sent, return_when=FIRST_EXCEPTION)
        if any(one.exception() for one in done):
            pool.shutdown(wait=True, cancel_futures=True)
        for one in done:
            one.result()
    return [one.result() for one in sent]


def _cancelled(call: Call, values: Json) -> bool:
    """Cancel an upload, and return whether that succeeded. An upload that is not cancelled expires within an hour."""
    try:
        call.send(_UPLOADS, f"{_UPLOADS.item}/cancel", values, "cancel the upload", method="POST")
    except ProviderError:
        return False
    return True


def _media_type(filename: str, purpose: str) -> str:
    if purpose in _LINES_OF_JSON:
        return "text/jsonl"
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"
