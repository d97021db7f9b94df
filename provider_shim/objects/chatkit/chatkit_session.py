"""``openai_chatkit_session`` (ephemeral): a session for a ChatKit widget."""

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
    """A session with which a ChatKit widget uses a workflow, for one end user.

    ~> **Agent Builder is closed.** OpenAI shut it down on 2026-11-30. You can no longer create workflows there. ChatKit remains.

    The session is stored neither in the plan nor in the state. Terraform creates a session at each plan and each apply, and
    the provider cancels it at the end of the run unless it has expired. Its secret is therefore only valid during the run.
    Needs Terraform 1.10 or later.
    """

    type_name = "openai_chatkit_session"
    endpoint = Rest("/chatkit/sessions", update=None, headers=BETA)
    schema = Schema({"id": identity("session"), **ARGUMENTS, **RESULTS})

    def open(self, call: Call, config: Values) -> Opened:
        """Create the session, and keep its id and its expiry for the end of the run."""
        answer = call.send(
            self.endpoint,
            self.endpoint.collection,
            config,
            "create the ChatKit session",
            method="POST",
            body=create_body(self.attributes, config),
        ).body
        return Opened(
            result=from_json(self.attributes, answer, config),
            private={"id": answer.get("id"), "expires_at": answer.get("expires_at")},
        )

    def close(self, call: Call, private: Json) -> None:
        """Cancel the session, unless it has expired."""
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
