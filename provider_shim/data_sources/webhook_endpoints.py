"""``openai_webhook_endpoints`` (data source): all endpoints."""

from __future__ import annotations

from provider_shim.patterns.lookups import Every, every_schema
from provider_shim.resources import webhook_endpoint


class WebhookEndpoints(Every):
    """The webhook endpoints of the project, the newest first. Their signing secrets are not told."""

    type_name = "openai_webhook_endpoints"
    endpoint = webhook_endpoint.WebhookEndpoint.endpoint
    items = "endpoints"
    schema = every_schema(webhook_endpoint.WebhookEndpoint, items)
