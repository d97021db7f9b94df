"""What passes between the HTTP application and the behaviours: a call and an answer.

Plain values; neither HTTP parsing nor state handling belongs here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from openai_sandbox.document_operations import Operation, Operations
    from openai_sandbox.faults import Faults
    from openai_sandbox.store import Store


@dataclasses.dataclass(frozen=True, kw_only=True)
class Upload:
    """A file in a multipart body, spooled to disk by the form parser where it is large."""

    filename: str
    size: int
    media_type: str
    stream: BinaryIO


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """What may be chosen about the sandbox's pace: reads answered before work is finished."""

    polls: int = 1


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """One valid request to one of the document's operations.

    ``path`` is concrete and without the base path; ``headers`` may be asked for in any case; ``now`` is Unix time in whole
    seconds; ``chosen_id`` is what the client wants a new object to be called, else None.
    """

    operation: Operation
    path: str
    params: Mapping[str, str]
    query: Mapping[str, Any]
    body: dict[str, Any]
    headers: Mapping[str, str]
    now: int
    store: Store
    operations: Operations
    settings: Settings
    faults: Faults
    chosen_id: str | None = None

    @property
    def collection(self) -> str:
        """Return the concrete path of the collection that the path names or lies in."""
        return self.path if self.operation.kind == "collection" else self.path.rsplit("/", 1)[0]

    def to(
        self, name: str, *, path: str, params: Mapping[str, str], body: dict[str, Any]
    ) -> Call | None:
        """Return a call to another operation on behalf of this one, None if there is none."""
        operation = self.operations.get(name)
        if operation is None:
            return None
        return dataclasses.replace(
            self, operation=operation, path=path, params=params, body=body, query={}
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """A successful answer: JSON in ``body``, or bytes in ``content``.

    ``status`` None means the one that the document gives. ``documented`` is False for the few
    answers that the API gives and the document does not describe.
    """

    body: Any = None
    content: Iterable[bytes] | None = None
    media_type: str = "application/json"
    status: int | None = None
    documented: bool = True
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
