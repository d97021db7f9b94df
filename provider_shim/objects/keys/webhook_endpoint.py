"""``openai_webhook_endpoint``: a URL to which OpenAI sends events, and its signing secret."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provider_shim.engine.action import Action
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource, Draft, EphemeralResource, Opened
from provider_shim.objects.keys.webhook_events import EVENT_TYPES
from provider_shim.patterns.attributes import created_at, identity
from provider_shim.patterns.handed_on import IS_AVAILABLE, handed_on, handed_on_value
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.shown_once import ROTATE, ShownOnce, rotate_when, rotates, shown_once
from provider_shim.rules.texts import https_fault
from provider_shim.vocabulary.diagnostics import OutcomeUnknownError, ProviderError
from provider_shim.vocabulary.rest import Rest, from_json
from provider_shim.vocabulary.schema import Bool, Integer, Schema, SetOf, String
from provider_shim.vocabulary.values import UNKNOWN

_SECRET, _HINT, _KEEP_OLD = (
    "signing_secret",
    "signing_secret_hint",
    "keep_old_secret_active_for_24_hours",
)
_ACCEPTED = range(200, 300)
"""HTTP statuses with which a receiver accepts an event."""


class WebhookEndpoint(ShownOnce):
    """A URL to which OpenAI sends events of the project, such as the end of a batch or of a response in the background.

    Name, URL and events change in place. A change of `rotate_when` creates a new signing secret for the same endpoint, so that no
    event is lost. With `keep_old_secret_active_for_24_hours`, the receiver has 24 hours to switch to the new secret.

    ~> The API shows the signing secret only once, when it creates the secret. The state does not contain the secret. To pass it to a
    secret store, use the ephemeral resource of the same name in the same run. If you have no secret store, use `encrypt_to`. With
    `store_secret_in_state = true`, the state contains the secret, and everybody who can read the state can read the secret.
    """

    type_name = "openai_webhook_endpoint"
    shown = _SECRET
    endpoint = Rest("/webhook_endpoints", page=100)
    schema = Schema(
        {
            "id": identity("webhook endpoint"),
            "name": String(required=True, min_length=1, doc="The name of the webhook endpoint."),
            "url": String(
                required=True,
                check=https_fault,
                doc="The URL to which OpenAI sends the events, beginning with `https://`.",
                answer_doc="The URL to which OpenAI sends the events.",
            ),
            "event_types": SetOf(
                String(enum=EVENT_TYPES),
                required=True,
                min_items=1,
                doc="The types of events to send, such as `batch.completed`. The data source `openai_webhook_event_types` lists all types.",
                answer_doc="The types of events that OpenAI sends, such as `batch.completed`.",
            ),
            "rotate_when": rotate_when("secret").but(
                replace=False,
                doc="Values of your choice. When a value changes, the API creates a new signing secret for the same endpoint. The first values "
                "after an import create no new secret.",
            ),
            _KEEP_OLD: Bool(
                optional=True,
                local=True,
                doc="Whether the old signing secret remains valid for 24 hours after a rotation. Defaults to `false`: the old secret becomes "
                "invalid at once.",
            ),
            **shown_once(
                _SECRET,
                "The signing secret, with which the receiver verifies that an event comes from OpenAI.",
            ),
            _HINT: String(
                computed=True,
                doc="The first and the last characters of the signing secret, which identify it.",
            ),
            "created_at": created_at("webhook endpoint"),
            "updated_at": Integer(
                computed=True,
                volatile=True,
                doc="When the endpoint or its signing secret was last changed, in seconds since 1970.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Plan null for a secret that the state does not keep, and a new secret for a rotation."""
        anew = rotates(draft)
        self.plan_secret(draft, anew=anew)
        if anew:
            draft.planned.update(dict.fromkeys((_HINT, "updated_at"), UNKNOWN))

    def secret_id(self, values: Mapping[str, Any]) -> str | None:
        """Return the id of the endpoint together with the hint of its current secret."""
        identity, hint = values.get("id"), values.get(_HINT)
        return f"{identity} {hint}" if identity and hint else None

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Rotate the secret if the plan says so, then change the other arguments.

        The rotation comes first: if it failed after the other changes, the state would already have the new `rotate_when`.
        """
        if planned[_HINT] is not UNKNOWN:
            return super().update(call, prior, planned)
        answer = self._rotated(call, prior, keep_old=planned[_KEEP_OLD] is True)
        made = {**self.state(answer, planned), _HINT: answer.get(_HINT)}
        rotated = self.taken(call, made, answer.get(_SECRET))
        call.save(rotated)
        known = {
            name: rotated[name] if value is UNKNOWN else value for name, value in planned.items()
        }
        return super().update(call, prior, known)

    def _rotated(self, call: Call, prior: Values, *, keep_old: bool) -> Mapping[str, Any]:
        """Rotate the secret. The request is repeated after a lost answer, unless that would invalidate an old secret that must stay valid.

        Raises:
            ProviderError: the answer was lost, and the provider does not repeat the request.
        """
        try:
            answer = call.send(
                self.endpoint,
                f"{self.endpoint.item}/rotate_secret",
                prior,
                "rotate the signing secret",
                method="POST",
                body={_KEEP_OLD: keep_old},
                repeatable=not keep_old,
            )
        except OutcomeUnknownError as lost:
            raise ProviderError(
                "Secret may have been rotated",
                "The answer to the rotation of the signing secret was lost. If the rotation took place, nobody knows the new secret, and the "
                "old secret is valid for 24 hours from now. Apply again to rotate the secret once more. The old secret then becomes "
                "invalid, so give the new secret to the receiver at once.",
                (ROTATE,),
            ) from lost
        return dict(answer.body)


class DataWebhookEndpoint(Lookup):
    """A webhook endpoint, found by its id or by its name. Its signing secret is not returned."""

    type_name = "openai_webhook_endpoint"
    endpoint = WebhookEndpoint.endpoint
    by = "name"
    schema = lookup_schema(WebhookEndpoint, by)


class DataWebhookEndpoints(ListAll):
    """The webhook endpoints of the project, the newest first. Their signing secrets are not returned."""

    type_name = "openai_webhook_endpoints"
    endpoint = WebhookEndpoint.endpoint
    items = "endpoints"
    schema = list_all_schema(WebhookEndpoint, items)


class DataWebhookEventTypes(DataSource):
    """The types of events that OpenAI can send to the project's webhook endpoints. The list can be filtered by a prefix."""

    type_name = "openai_webhook_event_types"
    endpoint = Rest("/webhook_event_types", item="/webhook_event_types", update=None)
    schema = Schema(
        {
            "prefix": String(
                optional=True,
                local=True,
                doc="Only types that begin with this prefix, such as `batch.`. Defaults to all types.",
            ),
            "event_types": SetOf(
                String(),
                computed=True,
                wire="data",
                doc="The types of events, such as `batch.completed`: the values for `event_types` of `openai_webhook_endpoint`.",
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Read all types of events, and return those with the prefix: the API cannot filter."""
        answer = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "list the types of events",
            method="GET",
            expects="values",
        ).body["data"]
        names = [one for one in answer or () if isinstance(one, str)]
        chosen = [name for name in names if name.startswith(config["prefix"] or "")]
        return from_json(self.attributes, {"data": chosen}, config)


class EphemeralWebhookEndpoint(EphemeralResource):
    """The signing secret of a webhook endpoint, for a secret store. It is stored neither in the plan nor in the state.

    The managed resource of the same name creates or rotates the secret. Use `signing_secret` in a write-only argument of the secret
    store. It has the secret only in the run that creates or rotates the secret. Set the secret store's `secrets_version` or
    `…_wo_version` to `secret_version` of the managed resource: the secret is then written only when it is created or rotated. Needs
    Terraform 1.11 or later.

    ~> If the secret store fails in the run that creates the secret, the secret is lost, and `signing_secret` is only a placeholder in
    later runs. To create a new secret and pass it to the secret store, change a value in `rotate_when` of the managed resource. A
    plan that would send the placeholder to a resource of this provider is an error. A resource of another provider cannot recognize
    the placeholder and would store it. To make this an error, too, add an `openai_secret_delivery`. All these resources must have
    the same provider configuration.
    """

    type_name = "openai_webhook_endpoint"
    endpoint = WebhookEndpoint.endpoint
    schema = Schema(
        {
            "webhook_endpoint_id": String(
                required=True, local=True, doc="The `id` of the `openai_webhook_endpoint`."
            ),
            "secret_version": Integer(
                required=True,
                local=True,
                doc="The `secret_version` of the `openai_webhook_endpoint`. It is unknown until a planned rotation is done, so that Terraform "
                "opens this resource only after the rotation.",
            ),
            "signing_secret": handed_on_value(
                "The signing secret, with which the receiver verifies that an event comes from OpenAI. If `is_available` is `false`, a "
                "sentence that begins with `not-available:`."
            ),
            "is_available": IS_AVAILABLE,
        }
    )

    def open(self, call: Call, config: Values) -> Opened:
        """Return the secret if it was created in this run, or the placeholder."""
        secret = handed_on(call, config["webhook_endpoint_id"], WebhookEndpoint.shown)
        return Opened(result={**dict.fromkeys(self.attributes), **secret})


class WebhookEndpointTest(Action):
    """Sends a sample event from OpenAI to a webhook endpoint, and fails if the endpoint does not accept it.

    The receiver needs the signing secret of the endpoint to verify the event. In the run that creates the endpoint, it usually does
    not have the secret yet. The sample event has the given type, but describes no existing object.
    """

    type_name = "openai_webhook_endpoint_test"
    subject = "webhook_endpoint_id"
    endpoint = WebhookEndpoint.endpoint.but(item="/webhook_endpoints/{webhook_endpoint_id}")
    schema = Schema(
        {
            "webhook_endpoint_id": String(
                required=True, min_length=1, doc="The id of the webhook endpoint."
            ),
            "event_type": String(
                required=True,
                enum=EVENT_TYPES,
                doc="The type of the sample event, such as `batch.completed`. The data source `openai_webhook_event_types` lists all "
                "that there are.",
            ),
        }
    )

    def invoke(self, call: Call, config: Values) -> Iterator[str]:
        """Send the event. If the answer is lost, do not send it again.

        Raises:
            ProviderError: the API refuses it, or the endpoint does.
        """
        event = config["event_type"]
        answer = self.send(call, config, "test", body={"event_type": event}, repeatable=False).body
        status = answer.get("status_code")
        yield f"{self.named(config)}: answered the sample event {event} with the HTTP status {status}"
        if not isinstance(status, int) or status not in _ACCEPTED:
            raise ProviderError(
                "Webhook endpoint refused the sample event",
                f"OpenAI sent a sample event {event} to the {self.named(config)}, whose URL answered with the HTTP status {status}. "
                "Check that the receiver runs, that it has the signing secret of this endpoint, and that it answers with a status "
                "from 200 to 299. Then invoke the action again.",
            )
