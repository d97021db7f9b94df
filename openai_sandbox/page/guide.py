"""The guide of the sandbox, as a page: how to fill it, script answers, simulate failures and use it in tests."""

from __future__ import annotations

import re
from importlib import resources
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import Response

from openai_sandbox.page.elements import Element, element, link
from openai_sandbox.page.layout import PREFIX, page

PATH = f"{PREFIX}/guide"
_DEFAULT = "localhost:8181"
"""The address of a sandbox without options, as in the guide's programs."""


async def show(request: Request) -> Response:
    """Show the guide. Its programs have the address of this sandbox."""
    text = resources.files("openai_sandbox.page").joinpath("guide.md").read_text(encoding="utf-8")
    article = _article(text.replace(_DEFAULT, request.url.netloc))
    headings = [link(f"#{one.get('id')}", "".join(one.itertext())) for one in article.iter("h2")]
    contents = element("nav", *headings, aria_label="On this page", class_="contents")
    return page("Guide", contents, article, section="Guide")


def _article(markdown: str) -> Element:
    _, _, text = markdown.partition("-->\n")  # the line that says that the file is generated
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    html = f"<article>{parser.render(text)}</article>"
    article = ET.fromstring(html)  # noqa: S314  # the parser wrote it, and it escapes HTML of the text
    for one in article.iter():
        if one.tag in {"h2", "h3"}:
            one.set("id", re.sub(r"[^a-z0-9]+", "-", "".join(one.itertext()).lower()))
        elif one.tag == "pre":
            one.set("tabindex", "0")  # the keyboard can scroll it
    return article
