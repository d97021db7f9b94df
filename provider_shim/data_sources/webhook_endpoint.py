"""``openai_webhook_endpoint`` (data source): one endpoint."""

from __future__ import annotations

from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.resources import webhook_endpoint


class WebhookEndpoint(Lookup):
    """An existing webhook endpoint, found by its id or by its name. Its signing secret is not told."""

    type_name = "openai_webhook_endpoint"
    endpoint = webhook_endpoint.WebhookEndpoint.endpoint
    by = "name"
    schema = lookup_schema(webhook_endpoint.WebhookEndpoint, by)
