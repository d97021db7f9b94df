"""Converts a page of the registry into a page of the documentation site.

The text stays the same. Python and HCL become tabs, the callouts of the registry become admonitions, and anchors get names
that are unique on the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_TABS = re.compile(
    r"^#{2,4} Python\n\n(```python\n.*?^```)\n\n#{2,4} HCL\n\n(```(?:terraform|hcl)\n.*?^```)\n",
    re.DOTALL | re.MULTILINE,
)
_ANCHOR = re.compile(r'^<a id="([^"]+)"></a>\n', re.MULTILINE)
_COMMENT = re.compile(r"^<!--.*?-->\n+", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"(^( *)```.*?^\2```$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(\]\()([^)\s]+)(\))")
_CALLOUT = re.compile(r"^([~!-]>) (.+(?:\n(?!\n|[*#`<]).+)*)", re.MULTILINE)
_CALLOUTS = {"~>": "warning", "!>": "danger", "->": "note"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the registry.

    Attributes:
        path: the path below ``docs``, such as ``resources/file.md``.
        title: the title for browsers.
        area: the registry's subcategory; empty if the page belongs to none.
        description: one sentence.
        text: the Markdown, without the front matter.
    """

    path: str
    title: str
    area: str
    description: str
    text: str


def parse(path: str, source: str) -> Page:
    """Return the parts of a page of the registry."""
    found = _FRONT_MATTER.match(source)
    matter = yaml.safe_load(found[1]) if found else {}
    return Page(
        path=path,
        title=str(matter.get("page_title", "")),
        area=str(matter.get("subcategory", "")),
        description=str(matter.get("description", "")).strip(),
        text=source[found.end() :] if found else source,
    )


def converted(page: Page, moved: Mapping[str, str]) -> str:
    """Return the Markdown of a page of the site.

    Args:
        page: the page of the registry.
        moved: the paths of files that have another path on the site, relative to ``docs``, such as ``../README.md``.

    Raises:
        ValueError: A link leads to a file that is not on the site.
    """
    text = _TABS.sub(_tabs, page.text)
    parts = _FENCE.split(text)
    # The pattern has two groups: each third part is prose, and the part after it is a block.
    return "".join(
        part if number % 3 == 1 else _prose(part, page.path, moved) if number % 3 == 0 else ""
        for number, part in enumerate(parts)
    ).lstrip("\n")


def label(path: str, anchor: str) -> str:
    """Return the name of an anchor that is unique on the site."""
    return f"{path.removesuffix('.md').replace('/', '-')}--{anchor}"


def _tabs(found: re.Match[str]) -> str:
    return (
        "::::{tab-set}\n:sync-group: language\n\n"
        f":::{{tab-item}} Python\n:sync: python\n\n{found[1]}\n:::\n\n"
        f":::{{tab-item}} HCL\n:sync: hcl\n\n{found[2]}\n:::\n::::\n"
    )


def _prose(text: str, path: str, moved: Mapping[str, str]) -> str:
    text = _COMMENT.sub("", text)
    text = _ANCHOR.sub(lambda found: f"({label(path, found[1])})=\n", text)
    text = _CALLOUT.sub(
        lambda found: f":::{{{_CALLOUTS[found[1]]}}}\n{found[2].rstrip()}\n:::", text
    )
    return _LINK.sub(lambda found: f"{found[1]}{_target(found[2], path, moved)}{found[3]}", text)


def _target(target: str, path: str, moved: Mapping[str, str]) -> str:
    """Return the target of a link on the site."""
    if target.startswith(("https://", "http://")):
        return target
    file, _, anchor = target.partition("#")
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if anchor.startswith("nestedatt--"):
        return f"#{label(page, anchor)}"
    if not file:
        return target
    page = page.removeprefix("../docs/")  # README and CHANGELOG are beside `docs`
    page = moved.get(page, page)
    if page.startswith("../"):
        raise ValueError(f"{path} links to {target}, which is not on the site: add it to `MOVED`")
    there = posixpath.relpath(page, posixpath.dirname(moved.get(path, path)) or ".")
    return f"{there}#{anchor}" if anchor else there
