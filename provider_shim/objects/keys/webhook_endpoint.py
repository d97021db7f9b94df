"""``openai_webhook_endpoint``: where OpenAI tells of events."""

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

    Name, URL and events change in place. A change of `rotate_when` makes a new signing secret for the same endpoint, so that no
    event is missed; `keep_old_secret_active_for_24_hours` gives the receiver a day to learn it.

    ~> The API shows the signing secret once, when it makes it, and the state does not hold it. In the run that makes it, the
    ephemeral resource of the same name hands it on to a secret store. Without a secret store, use `encrypt_to`.
    `store_secret_in_state = true` keeps the secret in the state, readable by everybody who can read that.
    """

    type_name = "openai_webhook_endpoint"
    shown = _SECRET
    endpoint = Rest("/webhook_endpoints", page=100)
    schema = Schema(
        {
            "id": identity("webhook endpoint"),
            "name": String(required=True, min_length=1, doc="A name for people."),
            "url": String(
                required=True,
                check=https_fault,
                doc="Where to send the events: a URL that begins with `https://`.",
                answer_doc="The URL that the events are sent to.",
            ),
            "event_types": SetOf(
                String(enum=EVENT_TYPES),
                required=True,
                min_items=1,
                doc="The events to send, such as `batch.completed`. The data source `openai_webhook_event_types` lists all that there "
                "are.",
                answer_doc="The events that are sent, such as `batch.completed`.",
            ),
            "rotate_when": rotate_when("secret").but(
                replace=False,
                doc="Values of your choice: when one changes, the endpoint gets a new signing secret. It stays the same endpoint. The first "
                "values after an import are taken as they are.",
            ),
            _KEEP_OLD: Bool(
                optional=True,
                local=True,
                doc="Whether the old signing secret stays valid for 24 hours after `rotate_when` has made a new one. Defaults to `false`: "
                "the old one is invalid at once.",
            ),
            **shown_once(
                _SECRET,
                "The secret with which the receiver checks that an event comes from OpenAI.",
            ),
            _HINT: String(
                computed=True,
                doc="The beginning and the end of the signing secret, by which one can tell which it is.",
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
        """Plan no secret where none is kept, and another one where it is to be rotated."""
        anew = rotates(draft)
        self.plan_secret(draft, anew=anew)
        if anew:
            draft.planned.update(dict.fromkeys((_HINT, "updated_at"), UNKNOWN))

    def secret_id(self, values: Mapping[str, Any]) -> str | None:
        """Return the id of the endpoint with the hint of its present secret."""
        identity, hint = values.get("id"), values.get(_HINT)
        return f"{identity} {hint}" if identity and hint else None

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Rotate the secret where that is planned, then change the rest.

        In this order: were the rotation to fail after the rest was changed, the state would say that it was done.
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
        """Ask for another secret: again where the answer is lost, save where that would end the old one that is to be kept."""
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
                "Secret perhaps rotated",
                "The answer to the rotation of the signing secret was lost. If it took place, the new secret is known to nobody, "
                "and the old one is valid for 24 hours from now. Apply again to rotate once more; the old one then becomes invalid, "
                "so give the new one to the receiver at once.",
                (ROTATE,),
            ) from lost
        return dict(answer.body)


class DataWebhookEndpoint(Lookup):
    """An existing webhook endpoint, found by its id or by its name. Its signing secret is not told."""

    type_name = "openai_webhook_endpoint"
    endpoint = WebhookEndpoint.endpoint
    by = "name"
    schema = lookup_schema(WebhookEndpoint, by)


class DataWebhookEndpoints(ListAll):
    """The webhook endpoints of the project, the newest first. Their signing secrets are not told."""

    type_name = "openai_webhook_endpoints"
    endpoint = WebhookEndpoint.endpoint
    items = "endpoints"
    schema = list_all_schema(WebhookEndpoint, items)


class DataWebhookEventTypes(DataSource):
    """The events that the project's webhook endpoints can be told of: all, or those whose names begin alike."""

    type_name = "openai_webhook_event_types"
    endpoint = Rest("/webhook_event_types", item="/webhook_event_types", update=None)
    schema = Schema(
        {
            "prefix": String(
                optional=True,
                local=True,
                doc="Only events whose names begin so, such as `batch.`. Defaults to all.",
            ),
            "event_types": SetOf(
                String(),
                computed=True,
                wire="data",
                doc="The names of the events, such as `batch.completed`: what `event_types` of `openai_webhook_endpoint` takes.",
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Get them all and choose: the API cannot filter."""
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
    endpoint = WebhookEndpoint.endpoint
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
