"""``openai_fine_tuning_job_checkpoints``: models from the way of a fine-tuning job."""

from __future__ import annotations

from provider_shim.patterns.list_limits import limit_below_ceiling
from provider_shim.patterns.lookups import ListAll
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Float, Integer, ListOf, Object, Schema, String

_METRICS = {
    "step": "The step.",
    "train_loss": "The loss on the training data.",
    "train_mean_token_accuracy": "The share of right tokens on the training data.",
    "valid_loss": "The loss on a part of the validation data.",
    "valid_mean_token_accuracy": "The share of right tokens on a part of the validation data.",
    "full_valid_loss": "The loss on all validation data.",
    "full_valid_mean_token_accuracy": "The share of right tokens on all validation data.",
}


class DataFineTuningJobCheckpoints(ListAll):
    """Models that a fine-tuning job saved on its way, the newest first. Each can be used as a model."""

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
                            computed=True, doc="When it was saved, in seconds since 1970."
                        ),
                        "fine_tuned_model_checkpoint": String(
                            computed=True, doc="The id of the model."
                        ),
                        "step_number": Integer(
                            computed=True, doc="The step after which it was saved."
                        ),
                        "metrics": Object(
                            {name: Float(computed=True, doc=doc) for name, doc in _METRICS.items()},
                            computed=True,
                            doc="What was measured at that step.",
                        ),
                    }
                ),
                computed=True,
                doc="The checkpoints, the newest first.",
            ),
        }
    )


class DataFineTuningJobEvents(ListAll):
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
                            "type": String(computed=True, doc="Its kind: `message` or `metrics`."),
                            "message": String(computed=True, doc="What happened."),
                            "data": Dynamic(
                                computed=True, doc="What was measured, as the API tells it."
                            ),
                        },
                    )
                ),
                computed=True,
                doc="The events, the newest first.",
            ),
        }
    )
