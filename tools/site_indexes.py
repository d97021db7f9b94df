"""Pages of the site that list others: the objects of each area, and the reference of the constructs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tools.site_pages import Page

KINDS = {
    "resources": "Resources",
    "data-sources": "Data sources",
    "ephemeral-resources": "Ephemeral resources",
    "actions": "Actions",
    "list-resources": "List resources",
}
"""The folders of pages with an area, and their headings."""

_CONSTRUCT = re.compile(r"from openai_cdktf import (\w+)`")


def slug(area: str) -> str:
    """Return the name of the page of an area."""
    return area.lower().replace(" ", "-")


def areas(pages: Iterable[Page]) -> dict[str, list[Page]]:
    """Return the pages of each area, sorted by area, kind and path."""
    order = list(KINDS)
    found: dict[str, list[Page]] = {}
    for page in sorted(
        (page for page in pages if page.area),
        key=lambda page: (page.area, order.index(_folder(page)), page.path),
    ):
        found.setdefault(page.area, []).append(page)
    return found


def area_page(area: str, pages: Sequence[Page]) -> str:
    """Return the page that lists the objects of an area."""
    parts = [f"# {area}\n"]
    for folder, heading in KINDS.items():
        lines = [
            f"* [`{_name(page)}`](../{page.path}): {page.description}"
            for page in pages
            if _folder(page) == folder
        ]
        if lines:
            parts.append(f"## {heading}\n\n" + "\n".join(lines) + "\n")
    if any(constructs_of(page) for page in pages):
        parts.append(f"See also [the constructs in Python](../api/{slug(area)}.md).\n")
    return "\n".join(parts)


def constructs_of(page: Page) -> list[str]:
    """Return the names of the constructs that a page names first."""
    return _CONSTRUCT.findall(page.text)[:1]


def reference_page(area: str, pages: Sequence[Page], documented: set[str]) -> str:
    """Return the page with the docstrings of the constructs of an area.

    Args:
        area: the area.
        pages: the pages of its objects.
        documented: the names of the constructs that are already on a page; the function adds its own.
    """
    names = [name for page in pages for name in constructs_of(page) if name not in documented]
    documented.update(names)
    return f"# {area}: constructs\n\n" + autodoc(
        "autoclass", [f"openai_cdktf.{name}" for name in dict.fromkeys(names)]
    )


def autodoc(directive: str, names: Iterable[str], *options: str) -> str:
    """Return the block in which Sphinx writes docstrings."""
    more = "".join(f"   :{option}:\n" for option in options)
    body = "\n".join(f".. {directive}:: {name}\n{more}" for name in names)
    return f"```{{eval-rst}}\n{body}```\n"


def toctree(entries: Mapping[str, str] | Sequence[str], *options: str) -> str:
    """Return a table of contents: pages by title, or pages with their own titles."""
    lines = (
        [f"{title} <{path}>" for title, path in entries.items()]
        if isinstance(entries, Mapping)
        else list(entries)
    )
    more = "".join(f":{option}\n" for option in options)
    return f"```{{toctree}}\n{more}\n" + "\n".join(lines) + "\n```\n"


def _folder(page: Page) -> str:
    return page.path.partition("/")[0]


def _name(page: Page) -> str:
    return page.title.split(" ")[0]
