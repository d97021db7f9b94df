"""What a running sandbox holds: the objects, the faults in force, and the log of its requests."""

from __future__ import annotations

import dataclasses

from openai_sandbox.behaviours import seed
from openai_sandbox.faults import FaultBook
from openai_sandbox.request_log import RequestLog
from openai_sandbox.store import Store


@dataclasses.dataclass(frozen=True, kw_only=True)
class State:
    """What a running sandbox holds. Making one fills an empty store with what every organization has.

    Attributes:
        store: the objects.
        faults: the faults in force.
        log: the requests that were received.
    """

    store: Store
    faults: FaultBook
    log: RequestLog = dataclasses.field(default_factory=RequestLog)

    def __post_init__(self) -> None:
        seed(self.store)

    def reset(self) -> None:
        """Forget all objects, faults and logged requests."""
        self.store.clear()
        seed(self.store)
        self.faults.clear()
        self.log.clear()

    def close(self) -> None:
        """Close the store."""
        self.store.close()
