"""Extracts the text of a file for searches, and splits it into chunks.

It reads plain text, Markdown, JSON, HTML, Word and PowerPoint files with the standard library. Of other binary files, such as
PDF, it reads the bytes as text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any

_CHARACTERS_PER_TOKEN = 4
_LARGEST_PART = 64 * 1024 * 1024
_HIDDEN = {"script", "style", "template"}
_BLOCKS = {
    "a:p", "article", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "section", "td", "th", "title", "tr",
    "w:br", "w:p", "w:tab",
}  # fmt: skip
_PARTS = {
    ".docx": re.compile(r"word/document\.xml"),
    ".pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
}
"""The parts of an Office file that contain its text."""


def text_of(filename: str, content: bytes) -> str:
    """Return the text of a file. The ending of its name decides how it is read."""
    ending = PurePosixPath(filename).suffix.lower()
    if ending in _PARTS:
        return _office_text(content, _PARTS[ending])
    text = content.decode("utf-8-sig", errors="replace")
    return _marked_up_text(text) if ending in {".html", ".htm"} else text


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


def _office_text(content: bytes, wanted: re.Pattern[str]) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = sorted(
                (one for one in archive.infolist() if wanted.fullmatch(one.filename)),
                key=lambda one: (len(one.filename), one.filename),
            )
            texts = [archive.read(one) for one in parts if one.file_size <= _LARGEST_PART]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return content.decode(errors="replace")
    return "\n".join(_marked_up_text(one.decode(errors="replace")) for one in texts)


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
