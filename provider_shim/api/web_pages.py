"""Web pages that come where the API's answer is due: from a proxy, a gateway or a wrong address. Pure."""

from __future__ import annotations

import re

_READ = 10_000
"""Characters of a page that are looked at: a title stands at its beginning."""
_LONGEST = 200
"""Characters that are told: what a page is about, not what it says."""


def web_page(text: str) -> str | None:
    """Return what to call a text that is a web page, by its title or its first words; None if it is none."""
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
