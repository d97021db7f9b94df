"""The attributes of fine-tuning jobs, which both names of the resource and the data sources share."""

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
    """Return whether ``wanted`` is the model ``used``, or the alias of which ``used`` is a snapshot."""
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
        doc="The id of the base model. OpenAI shuts down its base models, `gpt-4o`, `gpt-4.1` and their smaller versions, on "
        "2027-01-14, together with the models that were trained from them.",
    ),
    "training_file": String(
        required=True,
        replace=True,
        doc="The id of the file with the training data: JSON Lines, uploaded with the purpose `fine-tune`.",
    ),
    "validation_file": String(
        optional=True,
        replace=True,
        doc="The id of the file with the validation data, with which the API measures progress: JSON Lines, uploaded with the "
        "purpose `fine-tune`.",
    ),
    "method": METHOD,
    "hyperparameters": dynamic_object(
        COMMON,
        optional=True,
        replace=True,
        unread=True,
        deprecated="Use `method`.",
        conflicts_with=("method",),
        doc="The hyperparameters of the training. Deprecated: use `method`.",
    ),
    "suffix": String(
        optional=True,
        replace=True,
        unread=True,
        min_length=1,
        max_length=64,
        doc="A text that becomes part of the name of the resulting model. At most 64 characters.",
    ),
    "seed": Integer(
        optional=True,
        computed=True,
        replace=True,
        minimum=0,
        maximum=LARGEST_SEED,
        doc="A number that makes repeated trainings return similar models, from 0 to 2147483647. Defaults to a random number.",
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
                            doc="The team or user that owns the run.",
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
                    doc="The options of the integration with Weights and Biases. Its API key is in the settings of your OpenAI "
                    "organization.",
                ),
            }
        ),
        optional=True,
        replace=True,
        doc="The services to which the API sends metrics of the training.",
    ),
    "metadata": metadata("fine-tuning job", replace=True),
    "base_model": String(
        computed=True,
        wire="model",
        doc="The base model, as the API returns it: the snapshot if `model` is an alias.",
    ),
    "status": String(
        computed=True,
        volatile=True,
        doc="The status of the job: `validating_files`, `queued`, `running`, `pausing`, `paused`, `succeeded`, `failed` or "
        "`cancelled`.",
    ),
    "fine_tuned_model": String(
        computed=True,
        volatile=True,
        doc="The id of the resulting model. Null until the job has succeeded.",
    ),
    "error": Object(
        {
            "code": String(computed=True, doc="The kind of the error."),
            "message": String(computed=True, doc="A description of the error."),
            "param": String(computed=True, doc="The name of the invalid argument."),
        },
        computed=True,
        volatile=True,
        doc="The reason why the job failed.",
    ),
    "resolved_hyperparameters": Object(
        {
            name: Dynamic(string_or(Float()), computed=True, doc=doc)
            for name, doc in {
                "n_epochs": "The number of epochs.",
                "batch_size": "The number of examples in each batch.",
                "learning_rate_multiplier": "The factor for the learning rate.",
            }.items()
        },
        computed=True,
        volatile=True,
        wire="hyperparameters",
        doc="The hyperparameters that the API uses.",
    ),
    "resolved_method": Dynamic(
        computed=True,
        volatile=True,
        wire="method",
        doc="The training method with the hyperparameters that the API uses, as the API returns it.",
    ),
    "result_files": ListOf(
        String(),
        computed=True,
        volatile=True,
        doc="The ids of the files with the metrics of the training.",
    ),
    "trained_tokens": Integer(
        computed=True,
        volatile=True,
        doc="The number of tokens that the training used and that you pay for.",
    ),
    "estimated_finish": Integer(
        computed=True,
        volatile=True,
        doc="The estimated time at which the job will finish, in seconds since 1970.",
    ),
    "finished_at": Integer(
        computed=True,
        volatile=True,
        doc="The time at which the job finished, in seconds since 1970.",
    ),
    "organization_id": String(computed=True, doc="The id of the organization that owns the job."),
    "created_at": created_at("fine-tuning job"),
}
"""The attributes of a job."""

NOT_RETURNED = ("base_model", "hyperparameters", "method", "suffix")
"""The attributes that the API does not return, or that data sources have with another name."""
