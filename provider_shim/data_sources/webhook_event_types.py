"""``openai_webhook_event_types`` (data source): what a webhook endpoint can be told of."""

from __future__ import annotations

from provider_shim.call import Call, Values
from provider_shim.resource import DataSource
from provider_shim.rest import Rest, from_json
from provider_shim.schema import Schema, SetOf, String


class WebhookEventTypes(DataSource):
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
        told = call.send(
            self.endpoint,
            self.endpoint.item,
            config,
            "list the types of events",
            method="GET",
            expects="values",
        ).body["data"]
        names = [one for one in told or () if isinstance(one, str)]
        chosen = [name for name in names if name.startswith(config["prefix"] or "")]
        return from_json(self.attributes, {"data": chosen}, config)
