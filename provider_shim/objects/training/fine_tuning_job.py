"""``openai_fine_tuning_job``: the resource ``openai_fine_tune`` by the API's name."""

from __future__ import annotations

from provider_shim.engine.waiting import Wait
from provider_shim.objects.training.jobs import Training
from provider_shim.objects.training.methods import ENDED_BADLY, NOT_RETURNED, PENDING, SUCCEEDED
from provider_shim.patterns.attributes import metadata_filter
from provider_shim.patterns.list_limits import cursors
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.status_changes import StatusChange, waiting
from provider_shim.vocabulary.schema import Schema, String


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


class _JobAction(StatusChange):
    """An action on a fine-tuning job."""

    subject = "fine_tuning_job_id"
    endpoint = Training.endpoint.but(item="/fine_tuning/jobs/{fine_tuning_job_id}")

    @property
    def noun(self) -> str:
        """What a person calls the object."""
        return "fine-tuning job"


def _schema(until: str) -> Schema:
    doc = "The id of the job."
    return Schema(
        {
            "fine_tuning_job_id": String(required=True, min_length=1, doc=doc),
            **waiting(until),
        }
    )


class FineTuningJobCancel(_JobAction):
    """Cancels a fine-tuning job that has not ended.

    If the job has already ended, the action does nothing and succeeds.
    """

    type_name = "openai_fine_tuning_job_cancel"
    work = Wait(pending=PENDING, interval=10.0)
    unknown_as_null = ("cancelling", SUCCEEDED, *ENDED_BADLY)
    schema = _schema("the job is cancelled")


class FineTuningJobPause(_JobAction):
    """Pauses a fine-tuning job. The action `openai_fine_tuning_job_resume` resumes it.

    If the job is already paused or has ended, the action does nothing and succeeds.
    """

    type_name = "openai_fine_tuning_job_pause"
    work = Wait(pending=("running", "pausing"), interval=10.0)
    unknown_as_null = ("pausing", "paused", SUCCEEDED, *ENDED_BADLY)
    schema = _schema("the job is paused")


class FineTuningJobResume(_JobAction):
    """Resumes a paused fine-tuning job.

    If the job is not paused or has succeeded, the action does nothing and succeeds. If the job has failed or was cancelled, the
    action fails.
    """

    type_name = "openai_fine_tuning_job_resume"
    work = Wait(pending=("paused", "resuming"), interval=10.0)
    unknown_as_null = ("resuming", "validating_files", "queued", "running", SUCCEEDED)
    schema = _schema("the job is no longer paused")
