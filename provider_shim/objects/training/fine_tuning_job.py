"""``openai_fine_tuning_job``, and the same resource with the name ``openai_fine_tune``."""

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
    """A fine-tuning job, which trains a model with your examples, and the resulting model.

    ~> **OpenAI is closing fine-tuning.** From 2027-01-06, nobody can create a fine-tuning job. Organizations that have never
    fine-tuned a model cannot create one today. Existing models work until OpenAI retires their base model.

    By default, the provider waits until the job ends. If the job fails, the apply fails with the reason. You cannot change a
    job: a change of an argument creates a new job. Destroy cancels a job that is still running. The resulting model stays
    unless `delete_model_on_destroy` is true. `openai_fine_tune` is the same resource with another name. To change the name,
    use a `moved` block.
    """

    type_name = "openai_fine_tuning_job"


class FineTune(FineTuningJob):
    """A fine-tuning job, which trains a model with your examples, and the resulting model.

    ~> **OpenAI is closing fine-tuning.** From 2027-01-06, nobody can create a fine-tuning job. Organizations that have never
    fine-tuned a model cannot create one today. Existing models work until OpenAI retires their base model.

    By default, the provider waits until the job ends. If the job fails, the apply fails with the reason. You cannot change a
    job: a change of an argument creates a new job. Destroy cancels a job that is still running. The resulting model stays
    unless `delete_model_on_destroy` is true. `openai_fine_tuning_job` is the same resource with the name that the API uses.
    To change the name, use a `moved` block.
    """

    type_name = "openai_fine_tune"


class DataFineTuningJob(Lookup):
    """An existing fine-tuning job, with its status and the resulting model."""

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
        """The noun for messages."""
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
    no_request_in = ("cancelling", SUCCEEDED, *ENDED_BADLY)
    schema = _schema("the job is cancelled")


class FineTuningJobPause(_JobAction):
    """Pauses a fine-tuning job. The action `openai_fine_tuning_job_resume` resumes it.

    If the job is already paused or has ended, the action does nothing and succeeds.
    """

    type_name = "openai_fine_tuning_job_pause"
    work = Wait(pending=("running", "pausing"), interval=10.0)
    no_request_in = ("pausing", "paused", SUCCEEDED, *ENDED_BADLY)
    schema = _schema("the job is paused")


class FineTuningJobResume(_JobAction):
    """Resumes a paused fine-tuning job.

    If the job is not paused or has succeeded, the action does nothing and succeeds. If the job has failed or was cancelled, the
    action fails.
    """

    type_name = "openai_fine_tuning_job_resume"
    work = Wait(pending=("paused", "resuming"), interval=10.0)
    no_request_in = ("resuming", "validating_files", "queued", "running", SUCCEEDED)
    schema = _schema("the job is no longer paused")
