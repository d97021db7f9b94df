"""What this run of Terraform has created: deleting the object that it replaces must not delete it, too.

With ``create_before_destroy``, and where only a key of ``for_each`` changes, Terraform creates an object and then deletes the one
in whose place it stands. Where the configuration says which object it is, both are the same one. Terraform starts a provider for
each run, so that nothing outlives it. It must not know any declaration, nor call the API.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

RemoteName = tuple[str, str]
"""What names an object at the API: its collection, and its id there."""

RemoteObject = frozenset[RemoteName]
"""All names of one object: somebody has an id and an address."""


class CreatedInRun:
    """The objects that exist because of this run. Creating and deleting the same object take turns."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._names: dict[RemoteName, Any] = {}
        self._under_way: list[tuple[RemoteObject, bool]] = []

    @contextmanager
    def turn(self, objects: Iterable[RemoteObject], *, deletes: bool) -> Iterator[None]:
        """Wait until nobody else does the opposite to one of the objects: Terraform orders neither by the other."""
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
        """Remember that objects exist because of this run, and what their state ``remembered`` of the time before."""
        with self._changed:
            for one in objects:
                self._names.update(dict.fromkeys(one, remembered))

    def has(self, one: RemoteObject) -> bool:
        """Tell whether an object exists because of this run."""
        with self._changed:
            return any(name in self._names for name in one)

    def has_all(self, objects: Sequence[RemoteObject]) -> bool:
        """Tell whether there are objects, and all of them exist because of this run."""
        return bool(objects) and all(self.has(one) for one in objects)

    def remembered(self, objects: Iterable[RemoteObject]) -> Any:
        """Return what the state of the first of these objects remembers of the time before; None if nothing."""
        with self._changed:
            return next((self._names[n] for one in objects for n in one if n in self._names), None)
