"""Checks the finished pages of the site: every internal link has a target, and no page loads anything from another server."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


class _Links(HTMLParser):
    """The links, the loaded files and the anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the links and anchors of one tag."""
        found: dict[str, Any] = {name: value for name, value in attrs if value}
        if "id" in found:
            self.anchors.add(found["id"])
        if tag == "a" and "name" in found:
            self.anchors.add(found["name"])
        if tag == "a" and "href" in found:
            self.links.add(found["href"])
        if (name := _LOADED.get(tag)) and name in found:
            self.loaded.add(found[name])


def faults(folder: Path) -> list[str]:
    """Return a sentence for each dead internal link, and for each file that a page loads from another server."""
    read = functools.cache(_read)
    found = []
    for file in sorted(folder.rglob("*.html")):
        page = file.relative_to(folder)
        seen = read(file)
        found += [
            f"{page} loads {target} from another server"
            for target in sorted(seen.loaded)
            if urlsplit(target).scheme in ("http", "https") or target.startswith("//")
        ]
        for link in sorted(seen.links | seen.loaded):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            there = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not there.is_file():
                found.append(f"{page} links to {link}, but there is no such page")
            elif parts.fragment and unquote(parts.fragment) not in read(there).anchors:
                found.append(f"{page} links to {link}, but the page has no such anchor")
    return found


def _read(file: Path) -> _Links:
    parser = _Links()
    parser.feed(file.read_text(encoding="utf-8"))
    return parser
