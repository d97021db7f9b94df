"""``openai_safety_alert`` and ``openai_safety_case`` (data sources): alerts and cases of OpenAI's safety systems."""

from __future__ import annotations

from provider_shim.engine.resource import DataSource
from provider_shim.patterns.attributes import created_at
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Bool, Object, Schema, String


class DataSafetyAlert(DataSource):
    """A safety alert about a request in which the model was possibly going to do something that the user did not ask for.

    The API has no list of alerts. OpenAI sends the id of an alert in the event `safety.alert.created`, which an
    `openai_webhook_endpoint` receives.
    """

    type_name = "openai_safety_alert"
    endpoint = Rest("/safety/alerts")
    schema = Schema(
        {
            "id": String(required=True, doc="The id of the alert."),
            "error_type": String(
                computed=True,
                doc="The kind of alert: `potentially_unintended_data_transfer`, `potentially_unintended_data_access`, "
                "`potentially_unintended_destructive_activity` or `other`.",
            ),
            "reason": String(
                computed=True,
                doc="The reason for the alert, in one sentence. Null for requests whose data OpenAI does not keep.",
            ),
            "detailed_explanation": String(
                computed=True,
                doc="A detailed explanation, which a model writes. It exists only for some time, and only for some requests "
                "whose data OpenAI does not keep.",
            ),
            "model": String(computed=True, doc="The model of the request."),
            "request_id": String(computed=True, doc="The id of the request."),
            "response_id": String(computed=True, doc="The id of the response."),
            "request_paused": Bool(
                computed=True,
                doc="Whether OpenAI decided to block the request. `true` does not guarantee that the request stopped in time.",
            ),
            "created_at": created_at("alert"),
        }
    )


class DataSafetyCase(DataSource):
    """A safety case about an end user whose use of OpenAI's services seems unsafe: a warning or a deactivation.

    The API has no list of cases. OpenAI sends the id of a case in a webhook event, such as `safety.deactivation_issued`.
    """

    type_name = "openai_safety_case"
    endpoint = Rest("/safety/cases")
    schema = Schema(
        {
            "id": String(required=True, doc="The id of the case."),
            "entity_identifier": String(
                computed=True,
                doc="The identifier of the end user that the case is about, such as the `safety_identifier` of the requests.",
            ),
            "notice": Object(
                {
                    "type": String(
                        computed=True, doc="The kind of action: `warning` or `deactivation`."
                    )
                },
                computed=True,
                doc="The action that OpenAI takes.",
            ),
            "reason": String(computed=True, doc="The reason for the action, in one sentence."),
            "created_at": created_at("case"),
        }
    )
