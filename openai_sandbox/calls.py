"""The values that the HTTP application and the behaviours exchange: a call and an answer.

This module parses no HTTP and changes no state.
"""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from openai_sandbox.errors import invalid, unknown_url

if TYPE_CHECKING:
    from openai_sandbox.document_operations import Operation, Operations
    from openai_sandbox.faults import Faults
    from openai_sandbox.scripted_answers import AnswerBook
    from openai_sandbox.store import Store


@dataclasses.dataclass(frozen=True, kw_only=True)
class Upload:
    """A file in a multipart body. The form parser writes a large file to disk."""

    filename: str
    size: int
    media_type: str
    stream: BinaryIO


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of the sandbox.

    Attributes:
        polls: The number of reads before a job is finished.
        strict_models: Whether requests for a model that neither the list of models nor the document contains fail.
        allowed_origins: Origins of web pages that can use the sandbox, besides those of this machine. ``*`` allows all.
        page_hosts: Names of the server under which it shows its page, besides ``localhost``.
    """

    polls: int = 1
    strict_models: bool = False
    allowed_origins: tuple[str, ...] = ()
    page_hosts: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """One valid request to one of the document's operations.

    ``path`` is the path of the request without the base path. The names in ``headers`` are case-insensitive. ``now`` is
    the Unix time in whole seconds. ``chosen_id`` is the id that the client sets for a new object, or None.
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
    answers: AnswerBook
    chosen_id: str | None = None

    @property
    def collection(self) -> str:
        """Return the path of the collection that the path names or that contains the object of the path."""
        return self.path if self.operation.kind == "collection" else self.path.rsplit("/", 1)[0]

    def upload(self, name: str) -> Upload:
        """Return the file in a field of the request.

        Raises:
            ApiError: 400 if the field contains text.
        """
        given = self.body[name]
        if isinstance(given, Upload):
            return given
        raise invalid(
            f"Invalid type for '{name}': expected a file, but got a string instead.",
            name,
            "invalid_type",
        )

    def to(self, name: str, *, path: str, params: Mapping[str, str], body: dict[str, Any]) -> Call:
        """Return a call to another operation with the context of this call.

        Raises:
            ApiError: 404 if the document does not contain that operation.
        """
        operation = self.operations.get(name)
        if operation is None:
            raise unknown_url(name.split(" ", 1)[0], f"/v1{path}")
        return dataclasses.replace(
            self, operation=operation, path=path, params=params, body=body, query={}
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """A successful answer: JSON in ``body``, or bytes in ``content``.

    If ``status`` is None, the document defines the status. ``documented`` is False for the few
    answers that the API returns and the document does not describe. ``delay`` is the number of seconds before the
    response, and ``pace`` that between two pieces of the content.
    """

    body: Any = None
    content: Iterable[bytes] | AsyncIterable[bytes] | None = None
    media_type: str = "application/json"
    status: int | None = None
    documented: bool = True
    delay: float = 0
    pace: float = 0
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
