"""``openai_fine_tuning_job_checkpoints`` and ``openai_fine_tuning_job_events`` (data sources)."""

from __future__ import annotations

from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Float, Integer, ListOf, Object, Schema, String

_METRICS = {
    "step": "The number of the step.",
    "train_loss": "The loss on the training data.",
    "train_mean_token_accuracy": "The share of correct tokens on the training data, from 0 to 1.",
    "valid_loss": "The loss on a part of the validation data.",
    "valid_mean_token_accuracy": "The share of correct tokens on a part of the validation data, from 0 to 1.",
    "full_valid_loss": "The loss on all validation data.",
    "full_valid_mean_token_accuracy": "The share of correct tokens on all validation data, from 0 to 1.",
}


class DataFineTuningJobCheckpoints(ListAll):
    """The checkpoints of a fine-tuning job, the newest first. You can use each checkpoint as a model."""

    type_name = "openai_fine_tuning_job_checkpoints"
    endpoint = Rest("/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints", page=100)
    items = "checkpoints"
    schema = Schema(
        {
            "fine_tuning_job_id": String(required=True, doc="The id of the fine-tuning job."),
            **limit_below_ceiling("checkpoints"),
            "checkpoints": ListOf(
                Object(
                    {
                        "id": String(computed=True, doc="The id of the checkpoint."),
                        "created_at": Integer(
                            computed=True,
                            doc="The time at which the checkpoint was saved, in seconds since 1970.",
                        ),
                        "fine_tuned_model_checkpoint": String(
                            computed=True, doc="The id of the checkpoint as a model."
                        ),
                        "step_number": Integer(
                            computed=True,
                            doc="The number of the step after which the checkpoint was saved.",
                        ),
                        "metrics": Object(
                            {name: Float(computed=True, doc=doc) for name, doc in _METRICS.items()},
                            computed=True,
                            doc="The metrics at that step.",
                        ),
                    }
                ),
                computed=True,
                doc="The checkpoints, the newest first.",
            ),
        }
    )


class DataFineTuningJobEvents(ListAll):
    """The events of a fine-tuning job, the newest first."""

    type_name = "openai_fine_tuning_job_events"
    endpoint = Rest("/fine_tuning/jobs/{fine_tuning_job_id}/events", page=100)
    items = "events"
    schema = Schema(
        {
            "fine_tuning_job_id": String(required=True, doc="The id of the fine-tuning job."),
            **limit_below_ceiling("events"),
            "events": Dynamic(
                ListOf(
                    Object(
                        {
                            "id": String(computed=True, doc="The id of the event."),
                            "created_at": Integer(
                                computed=True,
                                doc="The time of the event, in seconds since 1970.",
                            ),
                            "level": String(
                                computed=True,
                                doc="The level of the event: `info`, `warn` or `error`.",
                            ),
                            "type": String(
                                computed=True, doc="The type of the event: `message` or `metrics`."
                            ),
                            "message": String(computed=True, doc="The message of the event."),
                            "data": Dynamic(
                                computed=True,
                                doc="The metrics of the event, as the API returns them.",
                            ),
                        },
                    )
                ),
                computed=True,
                doc="The events, the newest first.",
            ),
        }
    )
