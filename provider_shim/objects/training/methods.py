"""What fine-tuning jobs are given and what comes of them: what both names of the resource and the data sources share.

It must not know which of them uses it.
"""

from __future__ import annotations

import re
from typing import Any

from provider_shim.objects.training.hyperparameters import COMMON, METHOD
from provider_shim.patterns.attributes import created_at, identity, metadata, string_or
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    String,
    dynamic_object,
)

ENDPOINT = Rest("/fine_tuning/jobs", update=None, page=100)
PENDING = ("validating_files", "queued", "running", "pausing", "paused")
SUCCEEDED = "succeeded"
ENDED_BADLY = ("failed", "cancelled")
LARGEST_SEED = 2_147_483_647

_SNAPSHOT = re.compile(r"-(\d{4}-\d{2}-\d{2}|\d{4})$")


def names_same_model(wanted: str, used: str) -> bool:
    """Tell whether a name is a model's own, or the alias of which the model is a snapshot."""
    return wanted in {used, _SNAPSHOT.sub("", used)}


def _same_model(known: Any, returned: Any) -> bool:
    return names_same_model(str(known), str(returned)) or names_same_model(
        str(returned), str(known)
    )


JOB: dict[str, Attribute] = {
    "id": identity("fine-tuning job"),
    "model": model_name(
        required=True,
        replace=True,
        equivalent=_same_model,
        doc="The id of the model to start from. OpenAI shuts down the models that it trains, `gpt-4o`, `gpt-4.1` and their smaller "
        "versions, on 2027-01-14, and what was trained from them with them.",
    ),
    "training_file": String(
        required=True,
        replace=True,
        doc="The id of a file with training data: lines of JSON, uploaded with the purpose `fine-tune`.",
    ),
    "validation_file": String(
        optional=True,
        replace=True,
        doc="The id of a file with data to measure progress by: lines of JSON, uploaded with the purpose `fine-tune`.",
    ),
    "method": METHOD,
    "hyperparameters": dynamic_object(
        COMMON,
        optional=True,
        replace=True,
        unread=True,
        deprecated="Use `method`.",
        conflicts_with=("method",),
        doc="Numbers that steer the training. Deprecated: use `method`.",
    ),
    "suffix": String(
        optional=True,
        replace=True,
        unread=True,
        min_length=1,
        max_length=64,
        doc="A part of the name of the resulting model, of at most 64 characters.",
    ),
    "seed": Integer(
        optional=True,
        computed=True,
        replace=True,
        minimum=0,
        maximum=LARGEST_SEED,
        doc="A number that makes trainings more alike, from 0 to 2147483647. Defaults to a random one.",
    ),
    "integrations": ListOf(
        Object(
            {
                "type": String(required=True, enum=("wandb",), doc="Always `wandb`."),
                "wandb": Object(
                    {
                        "project": String(required=True, doc="The project in Weights and Biases."),
                        "entity": String(
                            optional=True,
                            unread=True,
                            doc="The team or user that the run belongs to.",
                        ),
                        "name": String(
                            optional=True,
                            unread=True,
                            doc="The name of the run. Defaults to the id of the job.",
                        ),
                        "tags": ListOf(
                            String(), optional=True, unread=True, doc="Tags of the run."
                        ),
                    },
                    required=True,
                    doc="Where to report in Weights and Biases; its key is set in the organization's settings.",
                ),
            }
        ),
        optional=True,
        replace=True,
        doc="Services that the training reports to.",
    ),
    "metadata": metadata("fine-tuning job", replace=True),
    "base_model": String(
        computed=True,
        wire="model",
        doc="The model that the job starts from, as the API calls it: the snapshot, where `model` is an alias.",
    ),
    "status": String(
        computed=True,
        volatile=True,
        doc="The state of the job: `validating_files`, `queued`, `running`, `pausing`, `paused`, `succeeded`, `failed` or `cancelled`.",
    ),
    "fine_tuned_model": String(
        computed=True,
        volatile=True,
        doc="The id of the resulting model, once the job has succeeded.",
    ),
    "error": Object(
        {
            "code": String(computed=True, doc="The kind of the error."),
            "message": String(computed=True, doc="What went wrong."),
            "param": String(computed=True, doc="The argument at fault."),
        },
        computed=True,
        volatile=True,
        doc="Why the job failed.",
    ),
    "resolved_hyperparameters": Object(
        {
            name: Dynamic(string_or(Float()), computed=True, doc=doc)
            for name, doc in {
                "n_epochs": "How often the training data is gone through.",
                "batch_size": "The examples in a batch.",
                "learning_rate_multiplier": "What the learning rate is multiplied by.",
            }.items()
        },
        computed=True,
        volatile=True,
        wire="hyperparameters",
        doc="The numbers that the API trains with.",
    ),
    "resolved_method": Dynamic(
        computed=True,
        volatile=True,
        wire="method",
        doc="The method with the numbers that the API trains with, as the API tells it.",
    ),
    "result_files": ListOf(
        String(),
        computed=True,
        volatile=True,
        doc="The ids of files with what was measured during the training.",
    ),
    "trained_tokens": Integer(
        computed=True, volatile=True, doc="The tokens that were trained on, and are paid for."
    ),
    "estimated_finish": Integer(
        computed=True,
        volatile=True,
        doc="When the job will probably be finished, in seconds since 1970.",
    ),
    "finished_at": Integer(
        computed=True, volatile=True, doc="When the job was finished, in seconds since 1970."
    ),
    "organization_id": String(computed=True, doc="The id of the organization that owns the job."),
    "created_at": created_at("fine-tuning job"),
}
"""A job, as it is written and as the API tells it."""

NOT_RETURNED = ("base_model", "hyperparameters", "method", "suffix")
"""What data sources have by another name, or what the API does not tell."""
