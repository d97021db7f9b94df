"""The relations between objects: by their paths, and by the ids in their JSON."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox.page.elements import Element
from openai_sandbox.store import Record, Store

_STRING = re.compile(r'"([^"\\\n]+)"')
_MOST = 50


@dataclasses.dataclass(frozen=True, kw_only=True)
class Relations:
    """The objects that are related to one object.

    Attributes:
        parents: The objects in the path, the outermost first.
        references: The objects whose ids the JSON contains.
        same_id: The other objects with the same id, such as a file and its entry in a vector store.
        referrers: The newest objects whose JSON contains the id.
        collections: The collections below the object, with the number of their objects.
    """

    parents: list[Record]
    references: list[Record]
    same_id: list[Record]
    referrers: list[Record]
    collections: Mapping[str, int]

    @property
    def linkable(self) -> list[Record]:
        """Return the objects whose ids in the JSON become links."""
        return [*self.parents, *self.references]

    @classmethod
    def of(cls, store: Store, record: Record) -> Relations:
        """Return the relations of an object."""
        parents = list(_parents(store, record))
        known = {record.id, *(one.id for one in parents)}
        ids = dict.fromkeys(one for one in _strings(record.wire) if one not in known)
        referenced = (store.find(one) for one in list(ids)[:_MOST])
        return cls(
            parents=parents,
            references=[one for one in referenced if one is not None],
            same_id=[one for one in store.everywhere(record.id) if one.path != record.path],
            referrers=[
                one
                for one in store.containing(record.id, limit=_MOST)
                if one.id != record.id
                and not f"{one.path}/".startswith(f"{record.path}/")
                and record.id in _strings(one.wire)
            ],
            collections={
                collection: count
                for collection, count in store.collections().items()
                if collection.startswith(f"{record.path}/")
            },
        )


def _parents(store: Store, record: Record) -> Iterator[Record]:
    parts = record.collection.split("/")
    for end in range(3, len(parts)):
        found = store.get("/".join(parts[: end - 1]), parts[end - 1])
        if found is not None:
            yield found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def marked_json(value: Any, links: Mapping[str, Element]) -> Iterator[Element | str]:
    """Yield the JSON of a value as text, in which each id of ``links`` is a link."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    end = 0
    for found in _STRING.finditer(text):
        target = links.get(found[1])
        if target is not None:
            yield text[end : found.start(1)]
            yield _copy(target)
            end = found.end(1)
    yield text[end:]


def _copy(original: Element) -> Element:
    """Return a copy, since the text that follows an element is a part of it."""
    copied = Element(original.tag, original.attrib)
    copied.text = original.text
    return copied
