"""``openai_fine_tuning_job``: the resource ``openai_fine_tune`` by the API's name."""

from __future__ import annotations

from provider_shim.objects.training.jobs import Training
from provider_shim.objects.training.methods import NOT_RETURNED
from provider_shim.patterns.attributes import metadata_filter
from provider_shim.patterns.list_limits import cursors
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema


class FineTuningJob(Training):
    """A job that trains a model further with examples of yours, and the model that comes of it.

    ~> **OpenAI is closing fine-tuning.** From 2027-01-06 it takes no new jobs, and already it takes none of organizations that
    have not fine-tuned before. Models that exist work until their base model is retired.

    By default the provider waits until the job has ended; a job that fails is an error that says why. A job cannot be
    changed: a change of an argument starts another one. Destroying cancels a job that still runs; the resulting model stays,
    unless `delete_model_on_destroy` is true. It is the resource `openai_fine_tune` by another name: a `moved` block leads from
    one to the other.
    """

    type_name = "openai_fine_tuning_job"


class FineTune(FineTuningJob):
    """A job that trains a model further with examples of yours, and the model that comes of it.

    ~> **OpenAI is closing fine-tuning.** From 2027-01-06 it takes no new jobs, and already it takes none of organizations that
    have not fine-tuned before. Models that exist work until their base model is retired.

    By default the provider waits until the job has ended; a job that fails is an error that says why. A job cannot be
    changed: a change of an argument starts another one. Destroying cancels a job that still runs; the resulting model stays,
    unless `delete_model_on_destroy` is true. The resource also goes by the API's name, `openai_fine_tuning_job`: a `moved`
    block leads from one to the other.
    """

    type_name = "openai_fine_tune"


class DataFineTuningJob(Lookup):
    """An existing fine-tuning job: its state, and the model that came of it."""

    type_name = "openai_fine_tuning_job"
    endpoint = Training.endpoint
    schema = lookup_schema(Training, not_returned=NOT_RETURNED, also=("fine_tuning_job_id",))


class DataFineTuningJobs(ListAll):
    """All fine-tuning jobs of the project, the newest first."""

    type_name = "openai_fine_tuning_jobs"
    endpoint = Training.endpoint
    items = "jobs"
    schema = list_all_schema(
        Training,
        items,
        {"metadata": metadata_filter("jobs"), **cursors("a job")},
        not_returned=NOT_RETURNED,
        grows=True,
    )
