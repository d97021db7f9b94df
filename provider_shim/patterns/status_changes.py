"""Actions that change the status of running work, such as cancel, and wait for the new status."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping
from typing import Any, ClassVar

from provider_shim.api.exchange import Answer
from provider_shim.engine.action import Action
from provider_shim.engine.call import Call, Values
from provider_shim.engine.progress import progress
from provider_shim.engine.waiting import Wait
from provider_shim.rules.durations import duration_fault
from provider_shim.vocabulary.diagnostics import ApiError, CancelledError, DeadlineError
from provider_shim.vocabulary.schema import Attribute, Bool, String

REFUSED = frozenset({400, 409, 422})
"""The HTTP statuses with which the API refuses a request that does not fit the status of an object."""

_REPEATED = 60.0
"""The seconds after which the progress is printed again if it has not changed."""


def waiting(until: str) -> dict[str, Attribute]:
    """Return the arguments ``wait`` and ``timeout``; ``until`` is the end of a sentence, such as "the batch is cancelled"."""
    return {
        "wait": Bool(
            optional=True,
            local=True,
            doc=f"Whether to wait until {until}. If `false`, the action ends as soon as the API has accepted the request. "
            "Defaults to `true`.",
        ),
        "timeout": String(
            optional=True,
            local=True,
            check=duration_fault,
            doc=f"The maximum time to wait, as a duration such as `10m`. Defaults to `{Action.time_limit}`.",
        ),
    }


def status_of(answer: Answer) -> str:
    """Return the status in an answer, or an empty text if it has none."""
    status = answer.body.get("status")
    return status if isinstance(status, str) else ""


def described(body: Mapping[str, Any]) -> str:
    """Return the status and the progress of an object as text: "in progress, 18 of 20 files done"."""
    found = progress(body)
    status = _in_words(found.get("status", "accepted"))
    return f"{status}, {found['done']} done" if "done" in found else status


class Waiting(Action):
    """An action that starts work of the API, and waits for this work unless ``wait`` is false."""

    work: ClassVar[Wait]
    """The statuses of unfinished work, and the interval between reads."""

    def waited(self, call: Call, config: Values, answer: Answer) -> Generator[str, None, Answer]:
        """Yield the progress of the work until it ends or Terraform stops, and return the last answer.

        Raises:
            DeadlineError: the work takes longer than `timeout`.
            ProviderError: the object cannot be read.
        """
        message, printed = "", 0.0
        pauses = self.work.pauses()
        while True:
            changed = f"{self.named(config)}: {described(answer.body)}"
            if changed != message or time.monotonic() - printed > _REPEATED:
                message, printed = changed, time.monotonic()
                yield message
            if config.get("wait") is False or not self.work.is_pending(status_of(answer)):
                return answer
            try:
                call.pause_after(answer, next(pauses), f"{self.verb} the {self.noun}")
                answer = self.look(call, config, answer)
            except CancelledError:
                self._interrupted(call, config)
                return answer
            except DeadlineError:
                raise self._late(config, status_of(answer)) from None

    def look(self, call: Call, config: Values, answer: Answer | None = None) -> Answer:  # noqa: ARG002 - for overrides
        """Return the current object with GET. ``answer`` is the last answer about it, if there is one.

        Raises:
            ProviderError: see `Call.send`.
        """
        attempted = f"read the {self.noun}"
        return call.send(self.endpoint, self.endpoint.item, config, attempted, method="GET")

    def _interrupted(self, call: Call, config: Values) -> None:
        call.warn(
            f"Did not wait for the {self.noun}",
            f"Terraform stopped the action. The API has accepted the request to {self.verb} the {self.named(config)} and "
            "continues to process it.",
        )

    def _late(self, config: Values, status: str) -> DeadlineError:
        return DeadlineError(
            "Timeout",
            f"The API has accepted the request to {self.verb} the {self.named(config)}, but its status is still `{status}` after "
            f"{config['timeout'] or self.time_limit}. The API continues to process the request. To wait longer, set a longer "
            "`timeout` and invoke the action again.",
            ("timeout",),
        )


class StatusChange(Waiting):
    """An action that changes the status of running work: POST to ``…/<verb>``."""

    no_request_in: ClassVar[tuple[str, ...]]
    """The statuses in which the action sends no request, but succeeds at once or only waits."""

    def invoke(self, call: Call, config: Values) -> Iterator[str]:
        """Send the request unless the status shows that it is not needed, and wait.

        The object is read first, since some servers refuse a second request with a 409, which the client otherwise retries.

        Raises:
            ProviderError: the API refuses the request, or the work takes longer than `timeout`.
        """
        answer = self.look(call, config)
        if status_of(answer) not in self.no_request_in:
            try:
                answer = self.send(call, config, self.verb)
            except ApiError as refused:
                if refused.status not in REFUSED:
                    raise
                answer = self.look(call, config)  # the work may have ended in the meantime
                if status_of(answer) not in self.no_request_in:
                    raise refused from None
        elif not self.work.is_pending(status_of(answer)):
            status = _in_words(status_of(answer))
            yield f"{self.named(config)}: nothing to {self.verb}, it is {status} already"
            return
        yield from self.waited(call, config, answer)


def _in_words(status: str) -> str:
    return status.replace("_", " ")
