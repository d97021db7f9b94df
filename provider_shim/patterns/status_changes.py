"""Actions that ask the API to bring work into another state, and wait until it is there. It must not know any particular object."""

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
"""HTTP statuses with which the API refuses what does not fit the state of an object."""

_REPEATED = 60.0
"""Seconds after which progress is printed again where nothing changes."""


def waiting(until: str) -> dict[str, Attribute]:
    """Return the arguments ``wait`` and ``timeout``; ``until`` completes a sentence: "the batch is cancelled"."""
    return {
        "wait": Bool(
            optional=True,
            local=True,
            doc=f"Whether to wait until {until}. If `false`, the action ends as soon as the API has accepted the request. Defaults to "
            "`true`.",
        ),
        "timeout": String(
            optional=True,
            local=True,
            check=duration_fault,
            doc=f"How long to wait, as a duration such as `10m`. Defaults to `{Action.time_limit}`.",
        ),
    }


def status_of(answer: Answer) -> str:
    """Return the status that an answer gives; empty where it gives none."""
    status = answer.body.get("status")
    return status if isinstance(status, str) else ""


def described(body: Mapping[str, Any]) -> str:
    """Return the status of an object and what is done by its counts: "in progress, 18 of 20 files done"."""
    found = progress(body)
    status = _in_words(found.get("status", "accepted"))
    return f"{status}, {found['done']} done" if "done" in found else status


class Waiting(Action):
    """An action after which the API works on an object, and that waits for this work if it is to."""

    work: ClassVar[Wait]
    """By which statuses the API says that it is still at work, and how often to look."""

    def waited(self, call: Call, config: Values, answer: Answer) -> Generator[str, None, Answer]:
        """Yield the progress of the work, until it is done or Terraform asks to stop; return the last answer.

        Raises:
            DeadlineError: it takes longer than `timeout` allows.
            ProviderError: the object could not be read.
        """
        message, printed = "", 0.0
        while True:
            changed = f"{self.named(config)}: {described(answer.body)}"
            if changed != message or time.monotonic() - printed > _REPEATED:
                message, printed = changed, time.monotonic()
                yield message
            if config.get("wait") is False or not self.work.is_pending(status_of(answer)):
                return answer
            try:
                call.pause_after(answer, self.work.interval, f"{self.verb} the {self.noun}")
                answer = self.look(call, config, answer)
            except CancelledError:
                self._interrupted(call, config)
                return answer
            except DeadlineError:
                raise self._late(config, status_of(answer)) from None

    def look(self, call: Call, config: Values, answer: Answer | None = None) -> Answer:  # noqa: ARG002 - for those who override it
        """Return what is waited for as it is now: GET. ``answer`` is what the API said last, if it was asked already.

        Raises:
            ProviderError: see `Call.send`.
        """
        attempted = f"read the {self.noun}"
        return call.send(self.endpoint, self.endpoint.item, config, attempted, method="GET")

    def _interrupted(self, call: Call, config: Values) -> None:
        call.warn(
            f"Did not wait for the {self.noun}",
            f"Terraform asked to stop. The API has accepted the request to {self.verb} the {self.named(config)} and goes on with it.",
        )

    def _late(self, config: Values, status: str) -> DeadlineError:
        return DeadlineError(
            "Timeout",
            f"The API has accepted the request to {self.verb} the {self.named(config)}, but its status is still `{status}` after "
            f"{config['timeout'] or self.time_limit}. The API goes on with it. To wait longer, set a longer `timeout` and invoke the action again.",
            ("timeout",),
        )


class StatusChange(Waiting):
    """An action that asks the API to bring work into another state: POST to ``…/<verb>``."""

    unknown_as_null: ClassVar[tuple[str, ...]]
    """Statuses in which there is nothing to ask for, so that the action succeeds at once or only waits."""

    def invoke(self, call: Call, config: Values) -> Iterator[str]:
        """Ask for it if there is a need to, and wait.

        The object is read first: some servers refuse what is done already with a 409, which is otherwise worth another try.

        Raises:
            ProviderError: the API refuses it, or `timeout` is over.
        """
        answer = self.look(call, config)
        if status_of(answer) not in self.unknown_as_null:
            try:
                answer = self.send(call, config, self.verb)
            except ApiError as refused:
                if refused.status not in REFUSED:
                    raise
                answer = self.look(call, config)  # it may have ended in the meantime
                if status_of(answer) not in self.unknown_as_null:
                    raise refused from None
        elif not self.work.is_pending(status_of(answer)):
            status = _in_words(status_of(answer))
            yield f"{self.named(config)}: nothing to {self.verb}, it is {status} already"
            return
        yield from self.waited(call, config, answer)


def _in_words(status: str) -> str:
    return status.replace("_", " ")
