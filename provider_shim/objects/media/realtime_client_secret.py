"""``openai_realtime_client_secret`` (ephemeral): a short-lived key for a browser or a phone."""

from __future__ import annotations

from provider_shim.engine.call import Values
from provider_shim.objects.media.realtime import EXPIRES_AFTER, SECRET, SESSION, with_turns_by_hand
from provider_shim.patterns.one_shot import OneShotEphemeralResource
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Schema


class EphemeralRealtimeClientSecret(OneShotEphemeralResource):
    """A short-lived secret with which a browser or a phone starts a session of the Realtime API, without your API key.

    Terraform does not store it in the plan or in the state. Every plan and every apply creates a new secret. The API cannot
    revoke a secret. It is valid until it expires. Needs Terraform 1.10 or later.
    """

    type_name = "openai_realtime_client_secret"
    endpoint = Rest("/realtime/client_secrets", update=None)
    schema = Schema({"session": SESSION, "expires_after": EXPIRES_AFTER, **SECRET})

    def request_body(self, values: Values) -> Json:
        """Return the body of the request, with null for disabled turn detection."""
        return with_turns_by_hand(super().request_body(values))
