"""The unchanged answers of the API to the reads of one operation. Pure."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]


class Answers:
    """The last answer, or the pages of the last list."""

    def __init__(self) -> None:
        self._template = ""
        self._pages: list[Json] = []

    def add(self, template: str, body: Any) -> None:
        """Keep an answer; ``template`` is the path that was read, with names in braces."""
        if template != self._template:
            self._template, self._pages = template, []
        if isinstance(body, dict):
            self._pages.append(body)

    def found(self, item: Json) -> None:
        """Keep only this object of a list."""
        self._pages = [item]

    def as_json(self) -> str | None:
        """Return the answer as JSON text, with the pages of a list joined; None if nothing was read."""
        if not self._pages:
            return None
        whole = self._pages[-1]
        if len(self._pages) > 1:
            whole = {**whole, "data": [one for page in self._pages for one in page["data"] or ()]}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
