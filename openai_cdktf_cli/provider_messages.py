"""Messages of the provider, as a command without a configuration shows them. Pure."""

from __future__ import annotations

import re

_SETTING = re.compile(
    r"`\w+`(?: in the provider's configuration)?,? or (?:in )?the environment variable (?P<one>\w+)"
    r"|`\w+` \(or (?P<other>\w+)\)"
)
"""An attribute of the provider and the variable for it. A command has only the variable."""

_OF_ONE_REQUEST = re.compile(r"The provider tried to [^.]+\. | Request id: \S+")
"""The parts of an error about one request. Without them, equal errors of several kinds are one sentence."""

_UNENDED = re.compile(r"(?<![.!?:])$")


def one_line(detail: str) -> str:
    """Return the paragraphs of an error as one line: without its request, and only with the variables for settings."""
    parts = [" ".join(part.split()) for part in detail.split("\n\n")]
    sentences = " ".join(
        part if part.startswith("Request id: ") else _UNENDED.sub(".", part, count=1)
        for part in parts
        if part
    )
    sentences = _OF_ONE_REQUEST.sub("", sentences)
    return _SETTING.sub(lambda match: match["one"] or match["other"], sentences)
