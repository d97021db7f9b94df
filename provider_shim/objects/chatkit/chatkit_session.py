"""``openai_chatkit_session`` (ephemeral): a session of a chat widget."""

from __future__ import annotations

import time

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import EphemeralResource, Opened
from provider_shim.objects.chatkit.sessions import ARGUMENTS, BETA, RESULTS
from provider_shim.patterns.attributes import identity
from provider_shim.vocabulary.diagnostics import NotFoundError
from provider_shim.vocabulary.rest import Json, Rest, create_body, from_json
from provider_shim.vocabulary.schema import Schema


class EphemeralChatkitSession(EphemeralResource):
    """A session with which a chat widget of ChatKit talks to a workflow, for one end user.

    ~> **Agent Builder is closed.** OpenAI shut it down on 2026-11-30, so that no new workflows can be made there. ChatKit stays.

    It is stored neither in the plan nor in the state, begun whenever Terraform opens it, at plan and at apply, and
    cancelled at the end of the run unless it has expired by then: whoever gets its secret must be done before. Needs
    Terraform 1.10 or later.
    """

    type_name = "openai_chatkit_session"
    endpoint = Rest("/chatkit/sessions", update=None, headers=BETA)
    schema = Schema({"id": identity("session"), **ARGUMENTS, **RESULTS})

    def open(self, call: Call, config: Values) -> Opened:
        """Begin it, and remember which it is."""
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            config,
            "begin the ChatKit session",
            method="POST",
            body=create_body(self.attributes, config),
        ).body
        return Opened(
            result=from_json(self.attributes, answer, config),
            private={"id": answer.get("id"), "expires_at": answer.get("expires_at")},
        )

    def close(self, call: Call, private: Json) -> None:
        """Cancel it; that it has expired is as good."""
        expires_at = private.get("expires_at")
        if isinstance(expires_at, int) and time.time() >= expires_at:
            return
        try:
            call.send(
                self.endpoint,
                f"{self.endpoint.item}/cancel",
                private,
                "cancel the ChatKit session",
                method="POST",
            )
        except NotFoundError:
            return
