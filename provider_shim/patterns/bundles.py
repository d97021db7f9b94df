"""Bundles of files: a folder, a zip file, or texts by their paths in the configuration, which are sent as one zip file.

Two bundles are the same if their paths and contents are the same. Times do not count, and a folder can equal a zip file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from io import BytesIO, FileIO
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from provider_shim.patterns import local_content
from provider_shim.records import Record
from provider_shim.rules.maps import paths_fault
from provider_shim.rules.texts import base64_fault
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.schema import Attribute, MapOf, String

if TYPE_CHECKING:  # imported at run time only where it is needed: few plans have bundles
    import zipfile

GIVEN_AS = ("source", "files", "content_base64")
"""The names of the attributes, of which exactly one is set."""

_LITTER = frozenset({".DS_Store", ".git", "__MACOSX", "__pycache__"})
"""Files and folders that tools create, and that do not belong to a bundle."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of all entries of a zip file, which is the earliest possible."""

_MAY_READ, _MAY_RUN = 0o644, 0o755
_ENCRYPTED = 1


class Member(Record):
    """A file in a bundle, with its path, its content and whether it is executable."""

    path: str
    size: int
    runs: bool = False
    open: Callable[[], AbstractContextManager[IO[bytes]]]


def given_bundle(what: str) -> dict[str, Attribute]:
    """Return the attributes for a bundle; ``what`` is its noun in a sentence."""
    flags: dict[str, Any] = {"optional": True, "local": True, "exactly_one_of": GIVEN_AS}
    return {
        "source": String(
            reads="file or folder",
            doc=f"The path of a folder with the files of the {what}, or of a zip file that contains them. The provider does not "
            f"follow links to folders, and ignores {', '.join(f'`{one}`' for one in sorted(_LITTER))}.",
            **flags,
        ),
        "files": MapOf(
            String(),
            min_items=1,
            check=paths_fault,
            doc=f"The contents of the files of the {what}, by the path in the {what}, such as `SKILL.md` or `scripts/count.py`.",
            **flags,
        ),
        "content_base64": String(
            check=base64_fault, doc=f"A zip file with the files of the {what}, as base64.", **flags
        ),
    }


def given_at(values: Mapping[str, Any]) -> str:
    """Return the name of the attribute that is set."""
    return next((name for name in GIVEN_AS if values.get(name) is not None), GIVEN_AS[0])


@contextmanager
def opened(values: Mapping[str, Any]) -> Iterator[list[Member]]:
    """Open a bundle and return its files, sorted by path, without the folder that contains all of them, if there is one.

    Raises:
        ProviderError: a file cannot be read.
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
def unpacked(content: IO[bytes], *at: str) -> Iterator[list[Member]]:
    """Open a zip file, as `opened` does; ``at`` is the attribute with the zip file, if there is one.

    Raises:
        ProviderError: the content is not a zip file.
    """
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(content) as archive:
            yield _tidied(_from_zip(archive))
    except (zipfile.BadZipFile, zlib.error) as fault:
        raise ProviderError(
            "Unreadable zip file", f"The provider cannot read the zip file: {fault}.", at
        ) from fault


def digest_of(members: Iterable[Member]) -> str:
    """Return the SHA-256 of paths and contents. Files are read in pieces."""
    import hashlib

    whole = hashlib.sha256()
    for member in members:
        with member.open() as stream:
            content = local_content.digest_of(stream)
        whole.update(f"{member.path}\0{content}\n".encode())
    return whole.hexdigest()


def packed(members: Iterable[Member], folder: str) -> IO[bytes]:
    """Return a zip file with one folder that contains the files.

    It is a temporary file, which is deleted when it is closed. The same files result in the same bytes.
    """
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


# --- sources of the files -----------------------------------------------------------------------------------------


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
