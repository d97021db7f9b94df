"""``openai_safety_alert`` (data source): something that OpenAI noticed in the work of an agent."""

from __future__ import annotations

from provider_shim.patterns.attributes import created_at
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import Bool, Schema, String


class SafetyAlert(DataSource):
    """An alert of OpenAI's about a request: the model seemed about to do what nobody asked for.

    OpenAI has no list of alerts: it tells of one by an event, `safety.alert.created`, to an `openai_webhook_endpoint`.
    """

    type_name = "openai_safety_alert"
    endpoint = Rest("/safety/alerts")
    schema = Schema(
        {
            "id": String(required=True, doc="The id of the alert."),
            "error_type": String(
                computed=True,
                doc="What it is about: `potentially_unintended_data_transfer`, `potentially_unintended_data_access`, "
                "`potentially_unintended_destructive_activity` or `other`.",
            ),
            "reason": String(
                computed=True,
                doc="What it is about, in a sentence. Null for requests whose data is not kept.",
            ),
            "detailed_explanation": String(
                computed=True,
                doc="What happened, as a model explains it: for a while, for some requests whose data is not kept.",
            ),
            "model": String(computed=True, doc="The model that the request was made to."),
            "request_id": String(computed=True, doc="The id of the request."),
            "response_id": String(computed=True, doc="The id of the response."),
            "request_paused": Bool(
                computed=True,
                doc="Whether OpenAI has noted that the request is to be blocked, which does not mean that it stopped in time.",
            ),
            "created_at": created_at("alert"),
        }
    )
