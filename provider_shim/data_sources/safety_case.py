"""``openai_safety_case`` (data source): a notice of OpenAI's about the use of its services."""

from __future__ import annotations

from provider_shim.patterns.attributes import created_at
from provider_shim.resource import DataSource
from provider_shim.rest import Rest
from provider_shim.schema import Object, Schema, String


class SafetyCase(DataSource):
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
