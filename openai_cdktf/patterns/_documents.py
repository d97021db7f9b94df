"""Finds the documents of a knowledge base, and checks that the API can search them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from openai_cdktf._kinds import TEXT
from openai_cdktf._known import is_token
from openai_cdktf._misfits import Fault, MisfitError, Step, meant_by
from openai_cdktf._paths import LocalPath, PathText, beginning_of_paths, project_folder

Documents: TypeAlias = PathText | Iterable[PathText] | Mapping[str, str]
"""A glob or a path, several of them, or the texts by name."""

SUPPORTED: Final = (
    *(".c", ".cpp", ".cs", ".css", ".doc", ".docx", ".go", ".html", ".java", ".js", ".json"),
    *(".md", ".pdf", ".php", ".pptx", ".py", ".rb", ".sh", ".tex", ".ts", ".txt"),
)
"""The extensions that the API can search, from OpenAI's documentation of file search."""

_EXTENSIONS = ", ".join(SUPPORTED)
_UNSUPPORTED = f"the API searches only files with the extensions {_EXTENSIONS}"
_LARGEST = 512 * 2**20
_SHOWN = 5
_EMPTY = "the API cannot search an empty document"
_HIDDEN = "hidden files need a glob with their names, such as `.notes/*.md`"
_KNOWN = (
    "must be known when the program runs, because each document becomes an instance in Terraform"
)


@dataclass(frozen=True, kw_only=True)
class FoundDocuments:
    """The documents of one knowledge base.

    Attributes:
        contents: the path or the text of each document, by key. A key is a path relative to the project, or a name.
        are_texts: whether the contents are texts.
        faults: the faults in the argument `documents`.
        warnings: a sentence for each kind of file that matches a glob and is not uploaded.
    """

    contents: dict[str, LocalPath | str] = field(default_factory=dict)
    are_texts: bool = False
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def find_documents(documents: Any) -> FoundDocuments:
    """Return the documents for the argument `documents`. Faults and warnings name files that cannot be searched."""
    if isinstance(documents, Mapping) and not is_token(documents):
        return _texts(documents)
    found = FoundDocuments()
    root = project_folder()
    if isinstance(documents, str | os.PathLike):
        _add(found, root, documents, ())
    elif isinstance(documents, Iterable) and not is_token(documents):
        for index, one in enumerate(documents):
            _add(found, root, one, (index,))
    else:
        text = f"must be a glob, a list of paths, or texts by name, not {type(documents).__name__}"
        _refuse(found, _KNOWN if is_token(documents) else text)
    if not found.contents and not found.faults:
        _refuse(found, "contains no document")
    return found


def _texts(texts: Mapping[Any, Any]) -> FoundDocuments:
    found = FoundDocuments(are_texts=True)
    for name, text in texts.items():
        if not isinstance(name, str) or is_token(name):
            _refuse(found, f"has a name that is not a plain string: {name!r}")
            continue
        if fault := _extension_fault(name):
            _refuse(found, f"cannot be searched: {fault}", name)
        try:
            content = TEXT.accept(text)
        except MisfitError as misfit:
            found.faults.extend(misfit.inside(name).inside("documents").faults)
            continue
        if not is_token(content) and not content.strip():
            _refuse(found, f"cannot be searched: {_EMPTY}", name)
        found.contents[name] = content
    if not texts:
        _refuse(found, "contains no document")
    return found


def _add(found: FoundDocuments, root: Path, one: Any, path: tuple[Step, ...]) -> None:
    """Add the files of a path or a glob."""
    text = os.fspath(one) if isinstance(one, os.PathLike) else one
    if not isinstance(text, str):
        return _refuse(found, f"must be a path or a glob, not {type(one).__name__}", *path)
    if is_token(text):
        return _refuse(found, _KNOWN, *path)
    absolute = Path(os.path.normpath(root / Path(text).expanduser()))
    if isinstance(one, str) and glob.has_magic(text) and not absolute.is_file():
        return _add_glob(found, root, absolute, path)
    if absolute.is_dir():
        return _refuse(found, f'is a folder: use the glob "{Path(text).as_posix()}/**/*"', *path)
    if not absolute.is_file():
        where = "" if absolute == Path(text).expanduser() else f" ({beginning_of_paths()})"
        missing = f'must be the path of a file, but "{absolute}" does not exist{where}'
        return _refuse(found, missing, *path)
    if fault := _extension_fault(text) or _size_fault(absolute):
        return _refuse(found, f'("{text}") cannot be searched: {fault}', *path)
    found.contents[_key(absolute, root)] = LocalPath(str(absolute))
    return None


def _add_glob(found: FoundDocuments, root: Path, pattern: Path, path: tuple[Step, ...]) -> None:
    """Add the files that match a glob. Those that the API cannot search become warnings."""
    matches = [Path(one) for one in glob.glob(str(pattern), recursive=True, include_hidden=True)]  # noqa: PTH207 - pathlib takes no absolute pattern
    unused: dict[str, list[str]] = {}
    used = False
    for file in sorted(one for one in matches if one.is_file()):
        key = _key(file, root)
        if _is_hidden(file, pattern):
            unused.setdefault(_HIDDEN, []).append(key)
        elif not _is_supported(file.name):
            unused.setdefault(_UNSUPPORTED, []).append(key)
        elif fault := _size_fault(file):
            unused.setdefault(fault, []).append(key)
        else:
            used = True
            found.contents[key] = LocalPath(str(file))
    reasons = [f"{_listed(keys)}: {fault}" for fault, keys in unused.items()]
    if not matches and (missing := _missing_folder(root, pattern)):
        return _refuse(found, missing, *path)
    if used:
        found.warnings.extend(f"documents: not uploaded: {reason}" for reason in reasons)
    else:
        more = "".join(f". Not uploaded: {reason}" for reason in reasons)
        _refuse(found, f'"{pattern}" matches no document that the API can search{more}', *path)
    return None


def _missing_folder(root: Path, pattern: Path) -> str | None:
    """Return a fault with the most similar folder if the folder of a glob does not exist."""
    fixed = Path(*takewhile(lambda part: not glob.has_magic(part), pattern.parts))
    if fixed.is_dir():
        return None
    above = next(folder for folder in fixed.parents if folder.is_dir())
    name = fixed.relative_to(above).parts[0]
    folders = {one.name: one for one in above.glob("*") if one.is_dir()}
    meant = meant_by(name, folders)
    hint = f': did you mean "{_key(folders[meant], root)}"?' if meant else ""
    return (
        f'"{_key(pattern, root)}" matches no document, because the folder "{_key(above / name, root)}" does not exist '
        f"({beginning_of_paths()}){hint}"
    )


def _refuse(found: FoundDocuments, text: str, *path: Step) -> None:
    if any(_EXTENSIONS in fault.text for fault in found.faults):
        text = text.replace(_EXTENSIONS, "above")
    found.faults.append(Fault(text, ("documents", *path)))


def _extension_fault(name: str) -> str | None:
    if _is_supported(name):
        return None
    return f"{_UNSUPPORTED}, not {PurePosixPath(name).suffix or 'files without one'}"


def _is_supported(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SUPPORTED


def _size_fault(file: Path) -> str | None:
    size = file.stat().st_size
    if not size:
        return _EMPTY
    return f"a document has at most {_LARGEST // 2**20} MB" if size > _LARGEST else None


def _is_hidden(file: Path, pattern: Path) -> bool:
    """Return whether a wildcard of the glob matches a hidden file or folder."""
    fixed = 0
    for part in pattern.parts:
        if glob.has_magic(part):
            break
        fixed += 1
    wanted = any(part.startswith(".") for part in pattern.parts[fixed:])
    return not wanted and any(part.startswith(".") for part in file.parts[fixed:])


def _key(file: Path, root: Path) -> str:
    """Return the path of a file relative to the project, with slashes: the same on every machine."""
    try:
        return os.path.relpath(file, root).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return file.as_posix()


def _listed(keys: list[str]) -> str:
    more = [f"and {len(keys) - _SHOWN} more"] if len(keys) > _SHOWN else []
    return ", ".join([*keys[:_SHOWN], *more])
