"""``openai_safety_alert`` (data source): something that OpenAI noticed in the work of an agent."""

from __future__ import annotations

from provider_shim.engine.resource import DataSource
from provider_shim.patterns.attributes import created_at
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Bool, Object, Schema, String


class DataSafetyAlert(DataSource):
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


class DataSafetyCase(DataSource):
    """A case of OpenAI's about somebody whose use of its services seems unsafe: a warning, or a deactivation.

    OpenAI has no list of cases: it tells of one by a webhook event, such as `safety.deactivation_issued`.
    """

    type_name = "openai_safety_case"
    endpoint = Rest("/safety/cases")
    schema = Schema(
        {
            "id": String(required=True, doc="The id of the case."),
            "entity_identifier": String(
                computed=True,
                doc="Whom it is about, such as the `safety_identifier` that requests were made with.",
            ),
            "notice": Object(
                {
                    "type": String(
                        computed=True, doc="What OpenAI does: `warning` or `deactivation`."
                    )
                },
                computed=True,
                doc="What OpenAI does about it.",
            ),
            "reason": String(computed=True, doc="Why, in a sentence."),
            "created_at": created_at("case"),
        }
    )
