"""Webhook endpoints: OpenAI's package knows them, and a published document does not describe them yet.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox.describing import (
    NUMBER,
    TEXT,
    TRUTH,
    Raw,
    answering,
    deleting,
    listing,
    one,
    or_null,
    record,
    refer,
    several,
    taking,
)

EVENT_TYPES = (
    *(f"batch.{status}" for status in ("completed", "failed", "expired", "cancelled")),
    *(f"response.{status}" for status in ("completed", "failed", "cancelled", "incomplete")),
    *(f"eval.run.{status}" for status in ("succeeded", "failed", "canceled")),
    *(f"fine_tuning.job.{status}" for status in ("succeeded", "failed", "cancelled")),
    "realtime.call.incoming",
    *(f"video.{status}" for status in ("completed", "failed")),
    *(f"agent.environment.{status}" for status in ("ready", "failed", "suspended", "expired")),
    *(f"agent.session.{status}" for status in ("created", "action_required", "in_progress")),
    *(f"agent.session.{status}" for status in ("idle", "failed")),
    "safety.alert.created",
)
"""What an endpoint can be told of."""

_EVENT_TYPE = one(*EVENT_TYPES)
_ASKED: dict[str, Raw] = {"event_types": several(_EVENT_TYPE), "name": TEXT, "url": TEXT}
_TOLD: dict[str, Raw] = {
    "id": TEXT,
    "object": one("webhook_endpoint"),
    "created_at": NUMBER,
    "updated_at": or_null(NUMBER),
    "event_types": several(TEXT),
    "name": TEXT,
    "url": TEXT,
    "signing_secret_hint": or_null(TEXT),
}
_MAY_LACK = ("updated_at", "signing_secret_hint")

COMPONENTS: Mapping[str, Raw] = {
    "WebhookEndpoint": record(_TOLD, _MAY_LACK),
    "WebhookEndpointWithSecret": record({**_TOLD, "signing_secret": TEXT}, _MAY_LACK),
}
"""Components that the document lacks, by name."""

_TESTED = record(
    {
        "object": one("webhook_endpoint.test"),
        "webhook_endpoint_id": TEXT,
        "event_type": TEXT,
        "status_code": NUMBER,
        "success": {**TRUTH, "enum": [True]},
    }
)
_ENDPOINTS = "/webhook_endpoints"
_ENDPOINT = f"{_ENDPOINTS}/{{webhook_endpoint_id}}"
_KEPT, _SHOWN = refer("WebhookEndpoint"), refer("WebhookEndpointWithSecret")
_ROTATION = "keep_old_secret_active_for_24_hours"

PATHS: Mapping[str, Mapping[str, Any]] = {
    _ENDPOINTS: {
        "post": taking(record(_ASKED), _SHOWN),
        "get": listing("WebhookEndpoint", ordered=False),
    },
    _ENDPOINT: {
        "get": answering(_KEPT),
        "post": taking(record(_ASKED, _ASKED), _KEPT),
        "delete": deleting("webhook_endpoint"),
    },
    f"{_ENDPOINT}/rotate_secret": {
        "post": taking(record({_ROTATION: TRUTH}, [_ROTATION]), _SHOWN, needed=False)
    },
    f"{_ENDPOINT}/test": {"post": taking(record({"event_type": _EVENT_TYPE}), _TESTED)},
    "/webhook_event_types": {
        "get": answering(record({"object": one("list"), "data": several(TEXT)}))
    },
}
"""Operations by path and method, as in a document."""
