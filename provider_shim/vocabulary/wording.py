"""Converts the documentation of an argument to that of the same value in a response. Pure.

The documentation of an argument contains defaults, conditions and advice for the configuration. For a value that the API returns,
these sentences would be wrong.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

ARGUMENTS_ONLY = (
    r"\bDefaults to\b|\b[Ll]eft out\b|\bleave it out\b|\bmust (?:not )?be set\b|^Either it or\b|^It must be\b|^Must be\b|^Conflicts with\b"
    r"|^Exactly one of\b|^Needs `|^Set (?:it|either|exactly|both)\b|^Set `|^Change it\b|^Write-only\b|\bneeded there\b|\bto be given\b"
    r"|^To be given\b|\bstays until\b|\b[Ii]f you (?:do not )?set\b|\b[Ii]f (?:it|this) is not set\b|\b[Yy]ou must set\b|\b[Yy]ou must not set\b"
    r"|^Required (?:if|when|unless|without|with)\b|^You can omit\b|^This argument\b"
)
"""A regular expression for sentences that are correct only for arguments."""

_SENTENCES = re.compile(r"(?<=[.!?]) +(?=[A-Z`\"(])")


@cache
def as_answer(doc: str) -> str:
    """Return the documentation without the sentences that are correct only for arguments."""
    sentences = (_answered(sentence) for sentence in _SENTENCES.split(" ".join(doc.split())))
    return " ".join(sentence for sentence in sentences if sentence)


def is_of_arguments(sentence: str) -> bool:
    """Return whether a sentence is correct only for arguments."""
    return re.search(ARGUMENTS_ONLY, sentence) is not None


def sentences(doc: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCES.split(" ".join(doc.split()))


def _answered(sentence: str) -> str:
    """Return the sentence without the clause that is correct only for arguments. The result can be empty."""
    sentence = re.sub(r"^(?:Needed|Required) for\b", "For", sentence)
    if not is_of_arguments(sentence):
        return sentence
    clauses = sentence.split("; ")
    kept = list(itertools.takewhile(lambda clause: not is_of_arguments(clause), clauses))
    return "; ".join(kept).rstrip(".") + "." if kept else ""
