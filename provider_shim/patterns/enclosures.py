"""Files that are sent with other arguments, such as an image to edit. Each is a path or base64.

The state keeps one digest of all files, so that a plan finds out when the content of a file has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from provider_shim.engine.call import Values
from provider_shim.patterns.digests import DIGEST, KeepsDigest, MadeOfContent
from provider_shim.patterns.local_content import digest_of, opened, source_faults
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.diagnostics import Diagnostic, Path
from provider_shim.vocabulary.schema import Object, String
from provider_shim.vocabulary.values import is_wholly_known

_GIVEN_AS = ("source", "content_base64")

_MAGIC = (
    (b"\x89PNG", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
    (b"OggS", "ogg", "audio/ogg"),
    (b"fLaC", "flac", "audio/flac"),
    (b"ID3", "mp3", "audio/mpeg"),
    (b"\xff\xfb", "mp3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "webm", "audio/webm"),
)
"""The first bytes of files, with the extension and the media type. The API uses both."""

_RIFF = {b"WEBP": ("webp", "image/webp"), b"WAVE": ("wav", "audio/wav")}
_ENDINGS = {ending: media_type for _, ending, media_type in _MAGIC} | {
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "wav": "audio/wav",
    "aac": "audio/aac",
    "m4a": "audio/mp4",
    "mp4": "audio/mp4",
    "mpeg": "audio/mpeg",
    "mpga": "audio/mpeg",
}


def enclosure(noun: str, doc: str = "", **flags: Any) -> Object:
    """Return an attribute for a file to send, in which exactly one of `source` and `content_base64` is set."""
    return Object(
        {
            "source": String(
                optional=True,
                reads="file",
                exactly_one_of=_GIVEN_AS,
                doc=f"The path of the {noun}.",
            ),
            "content_base64": String(
                optional=True,
                exactly_one_of=_GIVEN_AS,
                check=base64_fault,
                doc=f"The {noun} as base64. The state stores it, except for ephemeral resources.",
            ),
            "filename": String(
                optional=True,
                min_length=1,
                doc="The file name to send. The API determines the format from its extension. Defaults to the file name of "
                "`source`, or with `content_base64`, to a name with the extension of the detected format.",
            ),
        },
        local=True,
        doc=doc,
        **flags,
    )


def digest() -> String:
    """Return the attribute with the digest."""
    return String(
        computed=True,
        local=True,
        doc="The SHA-256 of the file that was sent, in hexadecimal digits. For several files, the SHA-256 of their digests. It "
        "changes when the content of a file changes.",
    )


class Encloses(MadeOfContent):
    """A declaration that sends files.

    Attributes:
        enclosed: the names of the attributes for files, each an `enclosure` or a list of them, in the order of the digest.
        largest: the maximum size of a file, in bytes.
    """

    enclosed: ClassVar[tuple[str, ...]]
    largest: ClassVar[int]

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """Return whether all values that give the files are known."""
        return all(is_wholly_known(config.get(name)) for name in self.enclosed)

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the diagnostics of the known files that cannot be read."""
        return [fault for path, one in self.files(config) for fault in self._faults(path, one)]

    def files(self, values: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Yield the path and the value of each file. Unknown values are skipped."""
        for name in self.enclosed:
            value = values.get(name)
            for index, one in enumerate(value if isinstance(value, list) else ()):
                if isinstance(one, Mapping):
                    yield (name, index), one
            if isinstance(value, Mapping):
                yield (name,), value

    @contextmanager
    def parts(self, values: Values) -> Iterator[list[tuple[str, Any]]]:
        """Open the files, as parts of a form."""
        from contextlib import ExitStack

        with ExitStack() as stack:
            found = []
            for path, one in self.files(values):
                argument = str(path[0])
                given = values[argument]
                several = isinstance(given, list) and len(given) > 1
                content = stack.enter_context(opened(one))
                ending, media_type = _kind(one, content.read(12))
                content.seek(0)
                name = _filename(one) or f"{argument}.{ending}"
                found.append(
                    (f"{argument}[]" if several else argument, (name, content, media_type))
                )
            yield found

    def digest(self, values: Mapping[str, Any]) -> str | None:
        """Return the digest of the current files, or None without files.

        Raises:
            ProviderError: a file cannot be read.
        """
        import hashlib

        found = []
        for path, one in self.files(values):
            with opened(one) as content:
                found.append((path[0], digest_of(content)))
        if len(found) < 2:  # noqa: PLR2004 - one file has a digest already
            return found[0][1] if found else None
        return hashlib.sha256(repr(found).encode()).hexdigest()

    def _faults(self, path: Path, one: Mapping[str, Any]) -> list[Diagnostic]:
        source = one.get("source")
        if not isinstance(source, str):
            return []
        return source_faults(source, self.largest, (*path, "source"))


class KeepsEnclosures(Encloses, KeepsDigest):
    """A resource that is replaced when the content of a file has changed since it was sent."""

    def create(self, call: Any, planned: Values) -> Values:
        """Create the object, and keep the digest of its files.

        Raises:
            ProviderError: a file has changed since the plan was made.
        """
        now = self.unchanged(planned, self.digest(planned), (self.enclosed[0],))
        return {**super().create(call, planned), DIGEST: now}


def _filename(one: Mapping[str, Any]) -> str | None:
    import os

    named, source = one.get("filename"), one.get("source")
    return named if named is not None else os.path.basename(source) if source else None  # noqa: PTH119 - no path is made


def _kind(one: Mapping[str, Any], head: bytes) -> tuple[str, str]:
    """Return the extension and the media type of a file, from its first bytes or else from its name."""
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    for begin, ending, media_type in _MAGIC:
        if head.startswith(begin):
            return ending, media_type
    ending = (_filename(one) or "").rpartition(".")[2].lower()
    return ending or "bin", _ENDINGS.get(ending, "application/octet-stream")
