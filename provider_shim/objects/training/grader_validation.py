"""``openai_grader_validation`` (data source): a grader held against what OpenAI expects of one."""

from __future__ import annotations

from provider_shim.objects.training.graders import GRADER
from provider_shim.patterns.one_shot import OneShotDataSource, request_arguments
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Dynamic, Schema


class DataGraderValidation(OneShotDataSource):
    """Whether OpenAI accepts a grader, found out during the plan: before a fine-tuning job is paid for.

    A grader that is not accepted is an error, which says what is wrong with it.

    ~> The API is an alpha version, which OpenAI may change; the grader is stored in the state.
    """

    type_name = "openai_grader_validation"
    endpoint = Rest("/fine_tuning/alpha/graders/validate", update=None)
    schema = Schema(
        {
            **request_arguments({"grader": Dynamic(GRADER, required=True, doc="The grader.")}),
            "validated_grader": Dynamic(
                computed=True,
                wire="grader",
                doc="The grader as OpenAI understands it, with its defaults.",
            ),
        }
    )

    @property
    def noun(self) -> str:
        """What a person calls it."""
        return "validation of the grader"
