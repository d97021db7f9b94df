"""``openai_grader_validation`` (data source): whether OpenAI accepts a grader."""

from __future__ import annotations

from provider_shim.objects.training.graders import GRADER
from provider_shim.patterns.one_shot import OneShotDataSource, request_arguments
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Schema


class DataGraderValidation(OneShotDataSource):
    """A check during the plan whether OpenAI accepts a grader, before you pay for a fine-tuning job.

    If OpenAI does not accept the grader, the plan fails with the reason.

    ~> This API is an alpha version, which OpenAI may change. The state stores the grader.
    """

    type_name = "openai_grader_validation"
    endpoint = Rest("/fine_tuning/alpha/graders/validate", update=None)
    schema = Schema(
        {
            **request_arguments(
                {"grader": Dynamic(GRADER, required=True, doc="The grader to validate.")}
            ),
            "validated_grader": Dynamic(
                computed=True,
                wire="grader",
                doc="The grader as OpenAI reads it, with its defaults.",
            ),
        }
    )

    @property
    def noun(self) -> str:
        """The noun for messages."""
        return "validation of the grader"
