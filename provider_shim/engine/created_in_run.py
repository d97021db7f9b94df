"""The objects that this run of Terraform has created, so that the delete of a replaced object does not delete them.

With ``create_before_destroy``, or if only a key of ``for_each`` changes, Terraform creates the new object and then deletes the old one.
If the configuration sets the id of the object, both are the same object. Terraform starts a provider for each run, so this
information is lost at the end of the run.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

RemoteName = tuple[str, str]
"""The collection of an object, and its id there."""

RemoteObject = frozenset[RemoteName]
"""All names of one object: a person, for example, has an id and an email address."""


class CreatedInRun:
    """The objects that this run has created. It never creates and deletes the same object at the same time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._names: dict[RemoteName, Any] = {}
        self._under_way: list[tuple[RemoteObject, bool]] = []

    @contextmanager
    def turn(self, objects: Iterable[RemoteObject], *, deletes: bool) -> Iterator[None]:
        """Wait while another thread does the opposite to one of the objects, because Terraform does not order the two."""
        names = frozenset[RemoteName]().union(*objects)
        mine = (names, deletes)
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    not any(
                        other is not deletes and names & theirs for theirs, other in self._under_way
                    )
                )
            )
            self._under_way.append(mine)
        try:
            yield
        finally:
            with self._changed:
                self._under_way.remove(mine)
                self._changed.notify_all()

    def add(self, objects: Iterable[RemoteObject], remembered: Any = None) -> None:
        """Record that this run has created objects, with the original values that their state ``remembered``."""
        with self._changed:
            for one in objects:
                self._names.update(dict.fromkeys(one, remembered))

    def has(self, one: RemoteObject) -> bool:
        """Return whether this run has created an object."""
        with self._changed:
            return any(name in self._names for name in one)

    def has_all(self, objects: Sequence[RemoteObject]) -> bool:
        """Return whether there are objects and this run has created all of them."""
        return bool(objects) and all(self.has(one) for one in objects)

    def remembered(self, objects: Iterable[RemoteObject]) -> Any:
        """Return the original values that the state of the first of these objects remembers, or None."""
        with self._changed:
            return next((self._names[n] for one in objects for n in one if n in self._names), None)
