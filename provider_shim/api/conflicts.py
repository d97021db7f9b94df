"""Recognizes answers which say that the object of a create or an update exists already. Pure."""

from __future__ import annotations

import re

_SAYS_EXISTS = re.compile(
    r"\balready (?:exists?|in use|used|taken|assigned|registered|added)\b|\bexists? already\b"
    r"|\b(?:is|are) (?:in use|taken)\b|\bduplicate\b|\bmust be unique\b|\bnot unique\b",
    re.IGNORECASE,
)
_CODES = re.compile(r"already_exists|_exists$|duplicate|_taken$|not_unique")

EXISTS = (
    "The API has changed nothing. To manage the existing object, import it (`terraform import`, or an `import` block). Otherwise, "
    "choose another name."
)


def says_exists(status: int, code: str | None, message: str) -> bool:
    """Return whether a conflict is about an object that existed before the request.

    Other conflicts are about a lock or another request. A gateway can also send them after the API has done the work.
    """
    return status == 409 and bool(_CODES.search(code or "") or _SAYS_EXISTS.search(message))  # noqa: PLR2004 - HTTP
