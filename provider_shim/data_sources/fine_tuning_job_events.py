"""``openai_fine_tuning_job_events``: what happened during a fine-tuning job."""

from __future__ import annotations

from provider_shim.patterns.limits import limit_below_ceiling
from provider_shim.patterns.lookups import Every, within_dynamic
from provider_shim.rest import Rest
from provider_shim.schema import Dynamic, Integer, ListOf, Object, Schema, String


class FineTuningJobEvents(Every):
    """What happened during a fine-tuning job, the newest first."""

    type_name = "openai_fine_tuning_job_events"
    endpoint = Rest("/fine_tuning/jobs/{fine_tuning_job_id}/events", page=100)
    items = "events"
    schema = Schema(
        {
            "fine_tuning_job_id": String(required=True, doc="The id of the fine-tuning job."),
            **limit_below_ceiling("events"),
            "events": Dynamic(
                ListOf(
                    within_dynamic(
                        Object(
                            {
                                "id": String(computed=True, doc="The id of the event."),
                                "created_at": Integer(
                                    computed=True,
                                    doc="When it happened, in seconds since 1970.",
                                ),
                                "level": String(
                                    computed=True,
                                    doc="How grave it is: `info`, `warn` or `error`.",
                                ),
                                "type": String(
                                    computed=True, doc="Its kind: `message` or `metrics`."
                                ),
                                "message": String(computed=True, doc="What happened."),
                                "data": Dynamic(
                                    computed=True, doc="What was measured, as the API tells it."
                                ),
                            },
                            computed=True,
                        )
                    )
                ),
                computed=True,
                doc="The events, the newest first.",
            ),
        }
    )
