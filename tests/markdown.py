"""Code blocks and links of Markdown documents, for tests of the documents."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from pathlib import Path

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE
)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block: its position, its language, and its text without indentation."""

    file: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}:{self.language}"


def blocks(file: Path, *languages: str) -> list[Block]:
    """Return the blocks of a document in some languages, or all."""
    text = file.read_text()
    found = [
        Block(
            file=file,
            line=text.count("\n", 0, match.start()) + 1,
            language=match["language"],
            text=textwrap.dedent(match["text"]),
        )
        for match in _BLOCK.finditer(text)
    ]
    return [block for block in found if not languages or block.language in languages]


def below(file: Path, heading: str, *languages: str) -> list[Block]:
    """Return the blocks between a heading and the next one of the same or a higher level."""
    lines = file.read_text().splitlines()
    start = lines.index(heading) + 1
    level = heading.index(" ")
    ends = re.compile(rf"#{{1,{level}}} ")
    others = (number for number, line in enumerate(lines, 1) if number > start and ends.match(line))
    end = next(others, len(lines) + 1)
    return [one for one in blocks(file, *languages) if start < one.line < end]


def prose(file: Path) -> str:
    """Return a document without its blocks."""
    return _BLOCK.sub("", file.read_text())


def links(file: Path) -> list[str]:
    """Return the targets of the links of a document."""
    return [match["target"] for match in _LINK.finditer(prose(file))]


def anchors(file: Path) -> set[str]:
    """Return the possible targets of links in a document: its anchors, and those of its headings."""
    text = prose(file)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))
