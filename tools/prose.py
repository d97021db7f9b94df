"""Shortens docstrings for pages."""

from __future__ import annotations

import re


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, on one line."""
    first = " ".join(text.partition("\n\n")[0].split())
    found = re.match(r"(.+?[.?!])(?: (?=[A-Z`\"]).*)?$", first)
    return found[1] if found else first


def plural(noun: str) -> str:
    """Return the plural of a noun."""
    if noun.endswith("s"):
        return noun
    return f"{noun}es" if noun.endswith(("ch", "sh", "x")) else f"{noun}s"
