"""Files that are sent along with other arguments, such as an image to edit: each from a path or as base64.

A digest of all of them together is kept, so that a plan sees when a file has other bytes than those that were sent. It
must not know any particular object.
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
"""How files begin, how their names end, and of which media type they are: the API looks at both."""

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
    """Return an attribute for a file that is sent: exactly one of `source` and `content_base64` gives it."""
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
                doc=f"The {noun} as base64, which all but ephemeral resources keep in the state.",
            ),
            "filename": String(
                optional=True,
                min_length=1,
                doc="The name to send, whose ending tells the format. Defaults to that of `source`; without one, to a name that "
                "fits the first bytes.",
            ),
        },
        local=True,
        doc=doc,
        **flags,
    )


def digest() -> String:
    """Return the attribute that keeps the digest."""
    return String(
        computed=True,
        local=True,
        doc="The SHA-256 of what was sent, in hexadecimal digits; of several files, that of their digests. When the content "
        "changes, so does it.",
    )


class Encloses(MadeOfContent):
    """Something that sends files.

    Attributes:
        enclosed: the attributes that give them, each an `enclosure` or a list of such, in the order of the digest.
        largest: bytes that the API takes of each.
    """

    enclosed: ClassVar[tuple[str, ...]]
    largest: ClassVar[int]

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """Tell whether all is known of the files that are given."""
        return all(is_wholly_known(config.get(name)) for name in self.enclosed)

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return why files cannot be read, as far as they are known."""
        return [fault for path, one in self.files(config) for fault in self._faults(path, one)]

    def files(self, values: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Yield what is given, each with where it stands; what is not known yet is passed over."""
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
        """Return the digest of the files as they are now; None where there are none.

        Raises:
            ProviderError: one of them cannot be read.
        """
        import hashlib

        found = []
        for path, one in self.files(values):
            with opened(one) as content:
                found.append((path[0], digest_of(content)))
        if len(found) < 2:  # noqa: PLR2004 - one speaks for itself
            return found[0][1] if found else None
        return hashlib.sha256(repr(found).encode()).hexdigest()

    def _faults(self, path: Path, one: Mapping[str, Any]) -> list[Diagnostic]:
        source = one.get("source")
        if not isinstance(source, str):
            return []
        return source_faults(source, self.largest, (*path, "source"))


class KeepsEnclosures(Encloses, KeepsDigest):
    """A resource that is replaced when a file that was sent has other bytes by now."""

    def create(self, call: Any, planned: Values) -> Values:
        """Send what was planned, and remember its digest.

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
    """Return how the name of a file ends and its media type, by its first bytes, else by its name."""
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    for begin, ending, media_type in _MAGIC:
        if head.startswith(begin):
            return ending, media_type
    ending = (_filename(one) or "").rpartition(".")[2].lower()
    return ending or "bin", _ENDINGS.get(ending, "application/octet-stream")
