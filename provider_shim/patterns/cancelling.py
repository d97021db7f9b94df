"""Resources whose work can be cancelled while it runs, also by destroy."""

from __future__ import annotations

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError


class Cancellable(Resource):
    """A resource whose work can be cancelled while it runs."""

    def cancel(self, call: Call, state: Values) -> bool:
        """Cancel the work if it is running, and return whether it was running."""
        if not self.is_pending(call, state):
            return False
        try:
            self.send_cancellation(call, state)
        except ApiError:
            if self.is_pending(call, state):
                raise
            # The work ended before the cancellation arrived.
        return True

    def send_cancellation(self, call: Call, state: Values) -> None:
        """Send the cancellation: POST to ``…/cancel``."""
        call.send(
            self.endpoint,
            f"{self.endpoint.item}/cancel",
            state,
            f"cancel the {self.noun}",
            method="POST",
        )

    def is_pending(self, call: Call, state: Values) -> bool:
        """Return whether the work is running and is not being cancelled."""
        return self.work(call, state) is not None

    def work(self, call: Call, state: Values) -> Answer | None:
        """Return the API's answer about work that is running and is not being cancelled, otherwise None."""
        try:
            answer = call.send(
                self.endpoint, self.endpoint.item, state, f"read the {self.noun}", method="GET"
            )
        except NotFoundError:
            return None
        status = answer.body.get("status")
        is_pending = (
            self.wait is not None and self.wait.is_pending(status) and status != "cancelling"
        )
        return answer if is_pending else None


class CancelledWhenDestroyed(Cancellable):
    """A resource without a DELETE endpoint: destroy cancels work that is running, and leaves finished work unchanged."""

    def delete(self, call: Call, state: Values) -> None:
        """Cancel the work if it is running."""
        self.cancel(call, state)
