"""The operations of a fine-tuning job, which both names of the resource share."""

from __future__ import annotations

from typing import ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.engine.waiting import Wait
from provider_shim.objects.training.methods import (
    ENDED_BADLY,
    ENDPOINT,
    JOB,
    PENDING,
    SUCCEEDED,
    names_same_model,
)
from provider_shim.patterns.cancelling import CancelledWhenDestroyed
from provider_shim.patterns.completion import completion
from provider_shim.vocabulary.diagnostics import ApiError, NotFoundError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Bool, Schema

NAMES = ("openai_fine_tune", "openai_fine_tuning_job")

_FORBIDDEN = 403
_NOT_AVAILABLE = "training_not_available"
"""The API's error code if the organization cannot create fine-tuning jobs."""
_CLOSED = (
    "OpenAI is closing fine-tuning: since 2026-05-07 organizations that have never fine-tuned a model cannot create jobs; since "
    "2026-07-02 neither can those that have not used a fine-tuned model for 60 days; from 2027-01-06 nobody can. Existing models "
    "work until OpenAI retires their base model. Remove this resource, and use an existing model by its name. Azure OpenAI and "
    "compatible servers may still offer fine-tuning."
)

_MODELS = Rest("/models", item="/models/{fine_tuned_model}", update=None)


class Training(CancelledWhenDestroyed):
    """A fine-tuning job."""

    endpoint = ENDPOINT
    wait: ClassVar[Wait | None] = Wait(
        pending=PENDING,
        failed=ENDED_BADLY,
        succeeded=(SUCCEEDED,),
        reason="error",
        interval=10.0,
        limit=24 * 3600.0,
    )
    schema = Schema(
        {
            **JOB,
            **completion(
                "Whether to wait until the job ends, which takes minutes to hours, so that you can use `fine_tuned_model` in the "
                "same apply. A job that fails is then an error. If `false`, later refreshes update `status`.",
                create="24h",
            ),
            "delete_model_on_destroy": Bool(
                optional=True,
                computed=True,
                default=False,
                local=True,
                doc="Whether to delete the resulting model when Terraform destroys or replaces the resource. The checkpoints of "
                "the model stay. Defaults to `false`.",
            ),
        }
    )

    @property
    def noun(self) -> str:
        """The noun for messages, which is the same for both names."""
        return "fine-tuning job"

    def modify_plan(self, draft: Draft) -> None:
        """Plan a replacement if the configuration names a different snapshot from the one that the alias resolved to."""
        if draft.prior is None:
            return
        wanted, used = draft.config.get("model"), draft.prior["base_model"]
        if not isinstance(wanted, str) or used is None or wanted == draft.planned["model"]:
            return
        if not names_same_model(wanted, used):
            draft.planned["model"] = wanted
            draft.replace.append(("model",))

    def create(self, call: Call, planned: Values) -> Values:
        """Create the job, and add an explanation to the error if OpenAI accepts no new jobs."""
        try:
            return super().create(call, planned)
        except ApiError as refused:
            if refused.status != _FORBIDDEN:
                raise
            raise ApiError(
                "Fine-tuning is not available"
                if refused.code == _NOT_AVAILABLE
                else refused.summary,
                f"{refused.detail}\n\n{_CLOSED}",
                status=refused.status,
                code=refused.code,
                parameter=refused.parameter,
            ) from refused

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the job, and warn if it has failed since the last refresh."""
        found = super().read(call, state)
        if found is not None and found["status"] == "failed" and state["status"] in PENDING:
            reason = (found["error"] or {}).get("message") or "The API does not give a reason."
            call.warn(
                "Fine-tuning job failed",
                f"The job {found['id']} has failed: {reason} To try again, correct the cause and replace the resource.",
            )
        return found

    def delete(self, call: Call, state: Values) -> None:
        """Cancel a running job, and delete its model if `delete_model_on_destroy` is true. The API cannot delete a job."""
        super().delete(call, state)
        if state["delete_model_on_destroy"] is True:
            self._delete_model(call, state)

    def adopt(
        self, source_provider: str, source_type: str, source_version: int, raw: Json
    ) -> Json | None:
        """Return the state from a state of either name."""
        known = self.type_name if source_type in NAMES else source_type
        return super().adopt(source_provider, known, source_version, raw)

    def _delete_model(self, call: Call, state: Values) -> None:
        model = state["fine_tuned_model"] or self._model_made_since(call, state)
        if not model:
            return
        try:
            call.send(
                _MODELS,
                _MODELS.item,
                {"fine_tuned_model": model},
                "delete the fine-tuned model",
                method="DELETE",
            )
        except NotFoundError:
            return

    def _model_made_since(self, call: Call, state: Values) -> object:
        """Return the model of a job that was still running at the last refresh."""
        try:
            job = call.send(
                self.endpoint, self.endpoint.item, state, f"read the {self.noun}", method="GET"
            )
        except NotFoundError:
            return None
        return job.body.get("fine_tuned_model")
