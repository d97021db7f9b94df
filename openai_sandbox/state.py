"""The state of a running sandbox: its objects, its active faults and the log of its requests."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from openai_sandbox.behaviours import seed
from openai_sandbox.faults import FaultBook
from openai_sandbox.recordings.book import Recordings
from openai_sandbox.request_log import RequestLog
from openai_sandbox.scripted_answers import AnswerBook
from openai_sandbox.store import Store


@dataclasses.dataclass(frozen=True, kw_only=True)
class State:
    """The state of a running sandbox. A new state fills an empty store with the objects of every organization.

    Attributes:
        store: The objects.
        faults: The active faults.
        fill: Creates the initial objects, unless the store has objects of an earlier run.
        answers: The scripted answers of models.
        recordings: The recorded answers of models.
        log: The requests that the sandbox received.
    """

    store: Store
    faults: FaultBook
    fill: Callable[[Store], None] = seed
    answers: AnswerBook = dataclasses.field(default_factory=AnswerBook)
    recordings: Recordings = dataclasses.field(default_factory=Recordings)
    log: RequestLog = dataclasses.field(default_factory=RequestLog)

    def __post_init__(self) -> None:
        self.fill(self.store)

    def reset(self) -> None:
        """Delete all objects, faults and logged requests, and create the initial objects again."""
        with self.store.transaction():
            self.store.clear()
            self.fill(self.store)
        self.faults.clear()
        self.answers.reset()
        self.recordings.reset()
        self.log.clear()

    def close(self) -> None:
        """Close the store."""
        self.store.close()
