"""Work that can be cancelled while it goes on, and what destroying it means. It must not know any particular object."""

from __future__ import annotations

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError


class Cancellable(Resource):
    """Work that can be cancelled while it goes on."""

    def cancel(self, call: Call, state: Values) -> bool:
        """Cancel the work if it goes on, and tell whether it did."""
        if not self.is_pending(call, state):
            return False
        try:
            self.send_cancellation(call, state)
        except ApiError:
            if self.is_pending(call, state):
                raise
            # It was over before the cancellation arrived.
        return True

    def send_cancellation(self, call: Call, state: Values) -> None:
        """Ask the API to cancel the work: POST to ``…/cancel``."""
        call.send(
            self.endpoint,
            f"{self.endpoint.item}/cancel",
            state,
            f"cancel the {self.noun}",
            method="POST",
        )

    def is_pending(self, call: Call, state: Values) -> bool:
        """Tell whether the work goes on, and is not being cancelled."""
        return self.work(call, state) is not None

    def work(self, call: Call, state: Values) -> Answer | None:
        """Return what the API says of work that goes on and is not being cancelled; None of any other."""
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
    """A resource that the API has no DELETE for: work that goes on is cancelled, and what is over is left as it is."""

    def delete(self, call: Call, state: Values) -> None:
        """Cancel the work if it goes on."""
        self.cancel(call, state)
