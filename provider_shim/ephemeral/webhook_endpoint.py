"""``openai_webhook_endpoint`` (ephemeral): the signing secret of an endpoint, handed on in the run that makes it."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.patterns.handed_on import IS_AVAILABLE, handed_on, handed_on_value
from provider_shim.resource import EphemeralResource, Opened
from provider_shim.resources import webhook_endpoint as managed
from provider_shim.schema import Integer, Schema, String


class WebhookEndpoint(EphemeralResource):
    """The signing secret of a webhook endpoint, for a secret store, stored neither in the plan nor in the state.

    The managed resource of the same name makes the secret, or rotates it. In that run this one hands it on to a write-only
    argument, such as that of a secret store. Give `secret_version` of the managed resource to whatever takes the secret, too, as
    its `secrets_version` or `…_wo_version`: then the secret is written when it is made or rotated, and at no other time. Needs
    Terraform 1.11 or later.

    ~> If what takes the secret fails in the run that makes it, the secret is lost. Make a new one then, which is handed on in the
    same run: change a value in `rotate_when` of the managed resource. Without that, the next run has only a placeholder. A plan
    that would send it to a resource of this provider is an error that says so. A resource of another provider does not know
    the placeholder, and would store it: `openai_secret_delivery` makes that an error, too. All must have the same provider
    configuration.
    """

    type_name = "openai_webhook_endpoint"
    endpoint = managed.WebhookEndpoint.endpoint
    schema = Schema(
        {
            "webhook_endpoint_id": String(
                required=True, local=True, doc="The `id` of the `openai_webhook_endpoint`."
            ),
            "secret_version": Integer(
                required=True,
                local=True,
                doc="The `secret_version` of the `openai_webhook_endpoint`. It is not known before a rotation has taken place, so that "
                "Terraform asks for the secret only then.",
            ),
            "signing_secret": handed_on_value(
                "The secret with which the receiver checks that an event comes from OpenAI, or a sentence that begins with "
                "`not-available:` where `is_available` is `false`."
            ),
            "is_available": IS_AVAILABLE,
        }
    )

    def open(self, call: Call, config: Values) -> Opened:
        """Hand the secret on, or the placeholder."""
        told = handed_on(call, config["webhook_endpoint_id"], managed.WebhookEndpoint.shown)
        return Opened(result={**dict.fromkeys(self.attributes), **told})
