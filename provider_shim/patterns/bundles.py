"""Bundles of files that a configuration gives as a folder, as a zip file or as texts by their paths; sent as one zip file.

What tells two bundles apart are paths and contents: neither times, nor whether the files are given in a folder or packed.
It must not know any particular object, nor call the API.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from io import BytesIO, FileIO
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from provider_shim.patterns import local_content
from provider_shim.records import Record
from provider_shim.rules.maps import paths_fault
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.schema import Attribute, MapOf, String

if TYPE_CHECKING:  # at run time where it is needed: few plans have bundles
    import zipfile

GIVEN_AS = ("source", "files", "content_base64")
"""The names of the attributes; one and only one is set."""

_LITTER = frozenset({".DS_Store", ".git", "__MACOSX", "__pycache__"})
"""What lies in folders and zip files without belonging there."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of everything in a zip file: its earliest."""

_MAY_READ, _MAY_RUN = 0o644, 0o755
_ENCRYPTED = 1


class Member(Record):
    """A file in a bundle: its path there, its bytes, and whether it may be run."""

    path: str
    size: int
    runs: bool = False
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def given_bundle(what: str) -> dict[str, Attribute]:
    """Return the attributes that give a bundle; ``what`` names it in a sentence."""
    flags: dict[str, Any] = {"optional": True, "local": True, "exactly_one_of": GIVEN_AS}
    return {
        "source": String(
            reads="file or folder",
            doc=f"The path of a folder with the files of the {what}, or of a zip file of them. Links to folders are not followed; "
            f"{', '.join(f'`{one}`' for one in sorted(_LITTER))} are left out.",
            **flags,
        ),
        "files": MapOf(
            String(),
            min_items=1,
            check=paths_fault,
            doc=f"The files of the {what} as texts, by their paths in it, such as `SKILL.md` or `scripts/count.py`.",
            **flags,
        ),
        "content_base64": String(
            check=base64_fault, doc=f"A zip file of the {what}, as base64.", **flags
        ),
    }


def given_at(values: Mapping[str, Any]) -> str:
    """Return the name of the attribute that gives the bundle."""
    return next((name for name in GIVEN_AS if values.get(name) is not None), GIVEN_AS[0])


@contextmanager
def opened(values: Mapping[str, Any]) -> Iterator[list[Member]]:
    """Open a bundle: its files in the order of their paths, without the folder that holds them all, if there is one.

    Raises:
        ProviderError: it cannot be read.
    """
    source, texts = values.get("source"), values.get("files")
    if texts is not None:
        yield _tidied(_from_texts(texts))
    elif source is not None and Path(source).expanduser().is_dir():
        yield _tidied(_from_folder(Path(source).expanduser()))
    else:
        with (
            local_content.opened(values) as content,
            unpacked(content, given_at(values)) as members,
        ):
            yield members


@contextmanager
def unpacked(content: BinaryIO, *at: str) -> Iterator[list[Member]]:
    """Open a zip file, as `opened` does; ``at`` is the attribute that gives it, if one does.

    Raises:
        ProviderError: it is none.
    """
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(content) as archive:
            yield _tidied(_from_zip(archive))
    except (zipfile.BadZipFile, zlib.error) as fault:
        raise ProviderError(
            "Unreadable zip file", f"This is no zip file that can be read: {fault}.", at
        ) from fault


def digest_of(members: Iterable[Member]) -> str:
    """Return the SHA-256 of paths and contents, read in pieces."""
    import hashlib

    whole = hashlib.sha256()
    for member in members:
        with member.open() as stream:
            content = local_content.digest_of(stream)
        whole.update(f"{member.path}\0{content}\n".encode())
    return whole.hexdigest()


def packed(members: Iterable[Member], folder: str) -> BinaryIO:
    """Return a zip file of a folder with the files, on disk and gone when it is closed; the same files give the same bytes."""
    import shutil
    import tempfile
    import zipfile

    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            entry = zipfile.ZipInfo(f"{folder}/{member.path}", _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (_MAY_RUN if member.runs else _MAY_READ) << 16
            with member.open() as content, archive.open(entry, "w") as target:
                shutil.copyfileobj(content, target)
    stream.seek(0)
    return stream


# --- where the files are ------------------------------------------------------------------------------------------


def _from_texts(texts: Mapping[str, str]) -> Iterator[Member]:
    for path, text in texts.items():
        content = text.encode()
        yield Member(path=path, size=len(content), open=partial(BytesIO, content))


def _from_folder(folder: Path) -> Iterator[Member]:
    for here, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if name not in _LITTER]
        for name in names:
            file = Path(here, name)
            if file.is_file():
                yield Member(
                    path=file.relative_to(folder).as_posix(),
                    size=file.stat().st_size,
                    runs=os.access(file, os.X_OK),
                    open=partial(_reading, file),
                )


def _reading(file: Path) -> IO[bytes]:
    try:
        return FileIO(file)
    except OSError as fault:
        raise _unreadable(fault) from fault


def _refuse(fault: OSError) -> None:
    raise _unreadable(fault) from fault


def _unreadable(fault: OSError) -> ProviderError:
    return ProviderError("Unreadable file", f'"{fault.filename}": {fault.strerror}.', ("source",))


def _from_zip(archive: zipfile.ZipFile) -> Iterator[Member]:
    from zipfile import BadZipFile

    for entry in archive.infolist():
        if entry.flag_bits & _ENCRYPTED:
            raise BadZipFile(f'"{entry.filename}" is encrypted')
        if not entry.is_dir():
            yield Member(
                path=entry.filename,
                size=entry.file_size,
                runs=bool((entry.external_attr >> 16) & 0o100),
                open=partial(archive.open, entry),
            )


def _tidied(members: Iterable[Member]) -> list[Member]:
    kept = [one for one in members if _LITTER.isdisjoint(PurePosixPath(one.path).parts)]
    while kept and len({one.path.partition("/")[0] for one in kept}) == 1:
        if any("/" not in one.path for one in kept):
            break  # a single file
        kept = [one.but(path=one.path.partition("/")[2]) for one in kept]
    return sorted(kept, key=lambda one: one.path)
