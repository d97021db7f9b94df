"""Patterns: constructs that say what you mean, such as a knowledge base, and create the objects for it.

A pattern contains the constructs of `openai_cdktf`, for the CDK of its stack. Each of them is an attribute of the pattern, so that
you can change every detail. Importing this package imports neither a CDK nor a pattern: Python loads each pattern when you use it
for the first time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

_MODULES: Final = {
    "KnowledgeBase": "knowledge_base",
}
"""The module of each member of this package. Each of them is also imported below for type checkers."""

if TYPE_CHECKING:
    from openai_cdktf.patterns.knowledge_base import KnowledgeBase
else:
    from openai_cdktf._lazy_imports import lazily

    __getattr__, __dir__ = lazily(__name__, _MODULES)

__all__ = ["KnowledgeBase"]
