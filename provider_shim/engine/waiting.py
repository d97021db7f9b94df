"""Waits until the API has finished its work on an object, and continues an interrupted wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.parameters import path_of_parameter
from provider_shim.engine.remote_objects import RemoteObjects
from provider_shim.records import Record
from provider_shim.vocabulary.diagnostics import (
    CancelledError,
    Diagnostic,
    NotFoundError,
    ProviderError,
)

LOOKS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""The seconds between the reads of a new object that is not found yet."""

_FIRST_PAUSE = 1.0
"""The seconds before the first read of an object on which the API works."""


class Wait(Record):
    """The wait for an object on which the API works after it has answered.

    Attributes:
        pending: the values of ``status`` while the API works.
        failed: the values of ``status`` that mean failure. The object then exists and is tainted.
        succeeded: the values of ``status`` that mean success. If they are set, unknown values count as pending, because the API adds
            values without notice.
        reason: the field of the answer with the reason for the failure.
        interval: the most seconds between two reads, if the server does not set them (``openai-poll-after-ms``).
        limit: the time limit in seconds, if ``timeouts`` does not set it.
        needs: the argument without which the API has no work to do.
        warning: returns a warning about the state after successful work, or None.
    """

    pending: tuple[str, ...]
    failed: tuple[str, ...] = ()
    succeeded: tuple[str, ...] = ()
    reason: str = "last_error"
    interval: float = 1.0
    limit: float = 1800.0
    needs: str | None = None
    warning: Callable[[Mapping[str, Any]], Diagnostic | None] = lambda _: None

    def is_pending(self, status: Any) -> bool:
        """Return whether the API still works on the object."""
        ended = {*self.failed, *self.succeeded}
        return status in self.pending or (
            bool(self.succeeded) and isinstance(status, str) and status not in ended
        )

    def pauses(self) -> Iterator[float]:
        """Yield the seconds before each read: short ones at first, because much work ends within seconds, then the interval."""
        pause = min(_FIRST_PAUSE, self.interval)
        while True:
            yield pause
            pause = min(2 * pause, self.interval)

    def poll(
        self, call: Call, answer: Answer, attempted: str, look: Callable[[], Answer]
    ) -> Answer:
        """Read the object until the work has ended, and return the last answer.

        Raises:
            CancelledError: Terraform stopped the run.
            DeadlineError: The work takes longer than `timeouts` allows.
        """
        pauses = self.pauses()
        while self.is_pending(answer.body.get("status")):
            call.pause_after(answer, next(pauses), attempted)
            answer = look()
        return answer


class Waits(RemoteObjects):
    """A resource that waits for the API's work on its object, if it declares a `wait`."""

    wait: ClassVar[Wait | None] = None

    def await_completion(self, call: Call, state: Values, answer: Answer) -> Values:
        """Wait until the API has finished its work on the object, if there is such work and the user wants to wait.

        If Terraform stops the run, the wait ends with a warning. An error would taint the object, and the next apply would replace
        an object that may be finished by then.

        Raises:
            ProviderError: The work failed, or takes longer than `timeouts` allows.
        """
        call.private.unfinished = False
        wait = self.wait
        if wait is None or not self.wants_to_wait(state):
            return state
        call.private.unfinished = True
        attempted = f"finish the {self.noun}"

        def look() -> Answer:
            nonlocal state
            seen = self._seen(call, state, attempted)
            state = self.state(seen.body, state)
            call.save(state)
            return seen

        try:
            answer = wait.poll(call, answer, attempted, look)
        except CancelledError:
            return self.interrupted(call, state)
        if (status := answer.body.get("status")) in wait.failed:
            reason = answer.body.get(wait.reason)
            param = reason.get("param") if isinstance(reason, Mapping) else None
            raise ProviderError(
                f"{self.noun.capitalize()} {status}",
                f"The {self.noun} exists, but its status is {status}: "
                f"{reason_of(reason)} Fix the cause and apply again: Terraform will replace the {self.noun}.",
                path_of_parameter(self.attributes, call.config, param),
            )
        call.private.unfinished = False
        if (warning := wait.warning(state)) is not None:
            call.diagnostics.append(warning)
        return state

    def interrupted(self, call: Call, state: Values) -> Values:
        """Return the state of an object that is not finished when Terraform stops the run, and warn about it."""
        call.interrupted = True
        call.warn(
            f"Did not wait for the {self.noun}",
            f"Terraform stopped the run. The {self.noun} {state['id']} exists, and the API continues to work on it. It is in the state "
            "and not tainted. If it is still unfinished at the next plan, the next apply waits for it.",
        )
        return state

    def is_unfinished(self, state: Values) -> bool:
        """Return whether the object is not finished according to the state, and the user wants to wait for it."""
        return (
            self.wait is not None
            and self.wants_to_wait(state)
            and self.wait.is_pending(state.get("status"))
        )

    def has_failed(self, state: Values) -> bool:
        """Return whether the object has failed, if the user wants to wait for it."""
        return (
            self.wait is not None
            and self.wants_to_wait(state)
            and state.get("status") in self.wait.failed
        )

    def finish(self, call: Call, state: Values) -> Values:
        """Wait for an object that an earlier operation left unfinished.

        Raises:
            ProviderError: see `await_completion`.
        """
        answer = self._seen(call, state, f"finish the {self.noun}")
        state = self.state(answer.body, state)
        call.save(state)
        return self.await_completion(call, state, answer)

    def _seen(self, call: Call, state: Values, attempted: str) -> Answer:
        """Read an object that exists. Try again if it is not found, because some servers do not find a new object immediately."""
        for seconds in (*LOOKS, None):
            try:
                return call.send(
                    self.endpoint,
                    self.endpoint.item,
                    state,
                    attempted,
                    method="GET",
                    query=self.query(state),
                )
            except NotFoundError:
                if seconds is None:
                    raise
                call.pause(seconds, attempted)
        raise AssertionError("unreachable: the last look returns or raises")

    def wants_to_wait(self, state: Values) -> bool:
        """Return whether the API has work to do on this object, and the user wants to wait for it."""
        needs = None if self.wait is None else self.wait.needs
        has_work = needs is None or state.get(needs) not in (None, [])
        return has_work and state.get("wait_for_completion") is not False


def finished(resource: Waits, call: Call, state: Values) -> Values:
    """Wait for an object that an earlier operation left unfinished, unless the update has already waited."""
    is_open = call.private.unfinished or resource.is_unfinished(state)
    return resource.finish(call, state) if is_open else state


def reason_of(reported: Any) -> str:
    """Return the reason for a failure as a sentence, from the API's text, error or list of errors."""
    if isinstance(reported, Mapping) and isinstance(reported.get("data"), list):
        return " ".join(reason_of(one) for one in reported["data"]) or reason_of(None)
    if isinstance(reported, Mapping) and reported.get("line") is not None:
        return f"line {reported['line']}: {reason_of({**reported, 'line': None})}"
    if isinstance(reported, Mapping):
        reported = reported.get("message") or reported.get("code") or reported.get("reason")
    return f"{str(reported).rstrip('.')}." if reported else "the API gives no reason."
