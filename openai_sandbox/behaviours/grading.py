"""Graders of evals and of fine-tuning: how well an answer of a model fits an item.

Texts are compared. Graders that need a model or run Python accept every answer, because the sandbox's models do not think.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openai_sandbox.lexical_vectors import similarity, vector_of

_TEMPLATE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_DIMENSIONS = 256


def filled(text: str, values: Mapping[str, Any]) -> str:
    """Return a text in which ``{{ item.name }}`` is replaced by its value."""
    return _TEMPLATE.sub(lambda found: _value(found[1], values), text)


def _value(path: str, values: Mapping[str, Any]) -> str:
    current: Any = values
    for name in path.split("."):
        current = current.get(name, "") if isinstance(current, Mapping) else ""
    return str(current)


def score(grader: Mapping[str, Any], values: Mapping[str, Any]) -> float:
    """Return the score of an answer, from 0 to 1.

    Args:
        grader: The grader of the request.
        values: The values of its templates: ``item`` and ``sample``.
    """
    if grader["type"] == "string_check":
        given = filled(grader["input"], values)
        wanted = filled(grader["reference"], values)
        return float(_checked(grader["operation"], given, wanted))
    if grader["type"] == "text_similarity":
        texts = (filled(grader[name], values) for name in ("input", "reference"))
        first, second = (vector_of(one, _DIMENSIONS) for one in texts)
        return round(max(0.0, min(1.0, similarity(first, second))), 4)
    if grader["type"] == "multi":
        parts = grader["graders"]
        several = [parts] if "type" in parts else list(parts.values())
        return sum(score(one, values) for one in several) / max(1, len(several))
    return 1.0


def _checked(operation: str, given: str, wanted: str) -> bool:
    if operation == "ilike":
        return wanted.lower() in given.lower()
    if operation == "like":
        return wanted in given
    return (given == wanted) == (operation == "eq")


def passes(grader: Mapping[str, Any], reached: float) -> bool:
    """Return whether a score passes. Graders of evals can have a threshold."""
    threshold = grader.get("pass_threshold")
    return reached >= (
        1.0 if threshold is None and grader["type"] == "string_check" else threshold or 0.0
    )
