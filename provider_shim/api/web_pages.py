"""Recognizes web pages instead of answers of the API: from a proxy, a gateway or a wrong address. Pure."""

from __future__ import annotations

import re

_READ = 10_000
"""The number of characters of a page in which the title is searched."""
_LONGEST = 200
"""The maximum length of the title or text in a message, in characters."""


def web_page(text: str) -> str | None:
    """Return a description of a web page, with its title or first words, or None if the text is not a web page."""
    beginning = text.lstrip()[:_READ]
    if not re.match(r"<(!doctype html|html|head|body)\b", beginning, re.IGNORECASE):
        return None
    title = re.search(r"<title[^>]*>([^<]*)<", beginning, re.IGNORECASE)
    words = _words(title.group(1)) if title else ""
    words = words or _words(
        re.sub(
            r"<(script|style|head)\b.*?(</\1|$)", "<", beginning, flags=re.IGNORECASE | re.DOTALL
        )
    )
    if not words:
        return "a web page"
    return f'a web page, "{words if len(words) <= _LONGEST else words[:_LONGEST] + "…"}"'


def _words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*(>|$)", " ", markup).split())
