"""Prints the text of a PDF, HTML or Office file. The sandbox runs this file as a program of its own.

``python document_reader.py FILE KIND``, with the ending of the name as KIND. A file can be made to need any amount of time and memory,
so the program limits both. It imports nothing of the package, so that it starts quickly.

Exit codes: 0 prints the text, 3 prints why the file cannot be read, 4 means that the package for the kind is not installed. Every other
code means that the limits are exceeded.
"""

from __future__ import annotations

import logging
import re
import sys
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LONGEST = 20_000_000
"""The longest text in characters: 5,000,000 tokens, the limit of the API."""
UNREADABLE, NOT_INSTALLED = 3, 4
_SECONDS = 10
_BYTES = 1 << 30
_LARGEST_PARTS = 64 * 1024 * 1024
_HIDDEN = {"script", "style", "template"}
_BLOCKS = {
    "a:p", "article", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "row", "section", "td", "th", "title",
    "tr", "w:br", "w:p", "w:tab",
}  # fmt: skip
_PARTS = {
    ".docx": re.compile(r"word/document\.xml"),
    ".pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    ".xlsx": re.compile(r"xl/worksheets/sheet\d+\.xml"),
}
"""The parts of an Office file that contain its text."""
_STRINGS = "xl/sharedStrings.xml"


class UnreadableError(Exception):
    """The file cannot be read. The message says why."""


def text_of(file: Path, kind: str) -> str:
    """Return the text of a file.

    Raises:
        UnreadableError: The file is damaged, protected or too large.
        ImportError: The package for the kind is not installed.
    """
    if kind == ".pdf":
        return _pdf_text(file)
    if kind in _PARTS:
        return _office_text(file, kind)
    return _marked_up_text(file.read_bytes().decode("utf-8-sig", errors="replace"))


def _pdf_text(file: Path) -> str:
    import pypdf

    try:
        reader = pypdf.PdfReader(file)
        # Many files are encrypted only against changes, with an empty password.
        readable = not reader.is_encrypted or bool(reader.decrypt(""))
        pages: list[str] = []
        while readable and len(pages) < len(reader.pages) and sum(map(len, pages)) <= LONGEST:
            pages.append(reader.pages[len(pages)].extract_text())
    except (ImportError, MemoryError):
        raise
    except Exception as error:  # pypdf raises errors of many kinds for damaged files
        raise UnreadableError(f"The PDF is damaged: {error}") from error
    if not readable:
        raise UnreadableError("The file is protected by a password.")
    return "\n".join(pages)


def _office_text(file: Path, kind: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            texts, strings = _parts(archive, kind)
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
    ) as error:  # fmt: skip
        raise UnreadableError(f"The file is damaged or protected: {error}") from error
    if kind == ".xlsx":
        known = _Strings.of("".join(strings))
        return "\n".join(_Sheet.text_of(one, known) for one in texts)
    return "\n".join(_marked_up_text(one) for one in texts)


def _parts(archive: zipfile.ZipFile, kind: str) -> tuple[list[str], list[str]]:
    """Return the parts of an Office file with its text, in their order, and the parts with shared strings."""
    parts = sorted(
        (one for one in archive.infolist() if _PARTS[kind].fullmatch(one.filename)),
        key=lambda one: (len(one.filename), one.filename),
    )
    if not parts:
        raise UnreadableError(f"The file contains no document of the kind {kind}.")
    strings = [one for one in archive.infolist() if one.filename == _STRINGS]
    if sum(one.file_size for one in [*parts, *strings]) > _LARGEST_PARTS:
        raise UnreadableError("The unpacked file is too large.")
    texts, shared = (
        [archive.read(one).decode(errors="replace") for one in group] for group in (parts, strings)
    )
    return texts, shared


def _marked_up_text(source: str) -> str:
    reader = _TextReader()
    reader.feed(source)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(line for line in lines if line)


class _TextReader(HTMLParser):
    """Collects the text that a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


class _Strings(HTMLParser):
    """The shared strings of a spreadsheet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._strings: list[str] = []
        self._is_text = False

    @classmethod
    def of(cls, source: str) -> list[str]:
        reader = cls()
        reader.feed(source)
        reader.close()
        return reader._strings  # its own class

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        if tag == "si":
            self._strings.append("")
        self._is_text = tag == "t"

    def handle_endtag(self, tag: str) -> None:
        self._is_text = self._is_text and tag != "t"

    def handle_data(self, data: str) -> None:
        if self._is_text and self._strings:
            self._strings[-1] += data


class _Sheet(HTMLParser):
    """The cells of a sheet, one row on each line, with tabs between the cells."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._strings = strings
        self._rows: list[list[str]] = []
        self._is_shared = self._is_value = False

    @classmethod
    def text_of(cls, source: str, strings: list[str]) -> str:
        reader = cls(strings)
        reader.feed(source)
        reader.close()
        return "\n".join("\t".join(row) for row in reader._rows if row)  # its own class

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "row":
            self._rows.append([])
        elif tag == "c":
            self._is_shared = ("t", "s") in attrs
        self._is_value = tag in {"v", "t"}

    def handle_endtag(self, tag: str) -> None:
        self._is_value = self._is_value and tag not in {"v", "t"}

    def handle_data(self, data: str) -> None:
        if not self._is_value or not self._rows:
            return
        if self._is_shared and data.isdecimal() and int(data) < len(self._strings):
            data = self._strings[int(data)]
        self._rows[-1].append(data)


def _limit() -> None:
    """Limit the time and the memory of this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS does not enforce it
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))


def main(arguments: list[str]) -> int:
    """Print the text of a file, and return the exit code."""
    _limit()
    logging.disable()  # pypdf logs what it mends
    try:
        text = text_of(Path(arguments[0]), arguments[1])
    except ImportError as error:
        sys.stderr.write(str(error.name))
        return NOT_INSTALLED
    except UnreadableError as error:
        sys.stderr.write(str(error)[:500])
        return UNREADABLE
    sys.stdout.buffer.write(text[: LONGEST + 1].encode(errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
