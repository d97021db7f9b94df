"""``openai_batch``: many requests to a model, answered within a day."""

from __future__ import annotations

from provider_shim.engine.waiting import Wait
from provider_shim.patterns.attributes import (
    acting_project,
    created_at,
    identity,
    metadata,
)
from provider_shim.patterns.cancelling import CancelledWhenDestroyed
from provider_shim.patterns.completion import completion
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.one_shot import triggers
from provider_shim.patterns.status_changes import StatusChange, waiting
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import Attribute, Integer, ListOf, Object, Schema, String

ENDPOINTS = (
    "/v1/responses",
    "/v1/chat/completions",
    "/v1/embeddings",
    "/v1/moderations",
    "/v1/images/generations",
    "/v1/images/edits",
)


def _moment(what: str) -> Integer:
    return Integer(computed=True, volatile=True, doc=f"When {what}, in seconds since 1970.")


_MOMENTS: dict[str, Attribute] = {
    "in_progress_at": _moment("the API began with the requests"),
    "finalizing_at": _moment("the API began to gather the results"),
    "completed_at": _moment("the batch was completed"),
    "failed_at": _moment("the batch failed"),
    "expired_at": _moment("the batch expired"),
    "cancelling_at": _moment("cancellation began"),
    "cancelled_at": _moment("the batch was cancelled"),
    "expires_at": _moment("the batch will expire"),
}


class Batch(CancelledWhenDestroyed):
    """Requests from a file, answered within a day at half the price; the answers are a file, too.

    A batch cannot be changed: a change of an argument starts another one. Destroying it cancels it if it is not finished;
    the files with its results stay. To wait means to keep Terraform running, for up to a day: see `wait_for_completion`.
    """

    type_name = "openai_batch"
    endpoint = Rest("/batches", update=None, page=100, project="project_id")
    wait = Wait(
        pending=("validating", "in_progress", "finalizing", "cancelling"),
        failed=("failed", "expired", "cancelled"),
        reason="errors",
        interval=10.0,
        limit=24 * 3600.0,
    )
    schema = Schema(
        {
            "id": identity("batch"),
            "input_file_id": String(
                required=True,
                replace=True,
                doc="The id of the file with the requests, one JSON object a line, uploaded for the purpose `batch`.",
            ),
            "project_id": acting_project(replace=True),
            "endpoint": String(
                required=True,
                replace=True,
                enum=ENDPOINTS,
                doc="The endpoint that all requests go to, such as `/v1/responses`.",
            ),
            "completion_window": String(
                optional=True,
                computed=True,
                default="24h",
                replace=True,
                enum=("24h",),
                doc="How long the API may take. Defaults to `24h`, the only choice.",
            ),
            "metadata": metadata("batch", replace=True),
            "output_expires_after": Object(
                {
                    "anchor": String(
                        required=True,
                        enum=("created_at",),
                        doc="The moment from which the seconds count: `created_at`, the creation of the file.",
                    ),
                    "seconds": Integer(
                        required=True,
                        minimum=3600,
                        maximum=2_592_000,
                        doc="The seconds until the files expire, from 3600 (1 hour) to 2592000 (30 days).",
                    ),
                },
                optional=True,
                replace=True,
                unread=True,
                doc="When the files with results and errors expire. Left out, after 30 days.",
            ),
            "triggers": triggers("batch"),
            **completion(
                "Whether to wait until the batch is finished, so that its results can be used at once; a batch that fails is "
                "an error then. Otherwise later refreshes tell how far it is.",
                create="24h",
            ),
            "status": String(
                computed=True,
                volatile=True,
                doc="The state of the batch: `validating`, `in_progress`, `finalizing`, `completed`, `failed`, `expired`, "
                "`cancelling` or `cancelled`.",
            ),
            "output_file_id": String(
                computed=True, volatile=True, doc="The id of the file with the results."
            ),
            "error_file_id": String(
                computed=True,
                volatile=True,
                doc="The id of the file with the requests that failed.",
            ),
            "errors": Object(
                {
                    "data": ListOf(
                        Object(
                            {
                                "code": String(computed=True, doc="The kind of the error."),
                                "line": Integer(
                                    computed=True, doc="The line of the input file at fault."
                                ),
                                "message": String(computed=True, doc="What is wrong."),
                                "param": String(computed=True, doc="The parameter at fault."),
                            }
                        ),
                        computed=True,
                        doc="The errors.",
                    )
                },
                computed=True,
                volatile=True,
                doc="What is wrong with the input file.",
            ),
            "request_counts": Object(
                {
                    "total": Integer(computed=True, doc="All requests."),
                    "completed": Integer(computed=True, doc="The requests that were answered."),
                    "failed": Integer(computed=True, doc="The requests that failed."),
                },
                computed=True,
                volatile=True,
                doc="How many requests are in which state.",
            ),
            "model": String(
                computed=True, volatile=True, doc="The model that the requests are answered by."
            ),
            "usage": Object(
                {
                    "input_tokens": Integer(computed=True, doc="The tokens of all requests."),
                    "input_tokens_details": Object(
                        {
                            "cached_tokens": Integer(
                                computed=True, doc="The tokens that came from the cache."
                            )
                        },
                        computed=True,
                        doc="What the input tokens are made of.",
                    ),
                    "output_tokens": Integer(computed=True, doc="The tokens of all answers."),
                    "output_tokens_details": Object(
                        {
                            "reasoning_tokens": Integer(
                                computed=True, doc="The tokens spent on reasoning."
                            )
                        },
                        computed=True,
                        doc="What the output tokens are made of.",
                    ),
                    "total_tokens": Integer(computed=True, doc="All tokens."),
                },
                computed=True,
                volatile=True,
                doc="What the batch has used.",
            ),
            "created_at": created_at("batch"),
            **_MOMENTS,
        }
    )


class DataBatch(Lookup):
    """An existing batch: how far it is, and where its results are."""

    type_name = "openai_batch"
    endpoint = Batch.endpoint
    schema = Schema(
        {
            **lookup_schema(
                Batch, not_returned=("output_expires_after",), also=("batch_id",)
            ).attributes,
            "project_id": acting_project(),
        }
    )


class DataBatches(ListAll):
    """The batches of the project, the newest first."""

    type_name = "openai_batches"
    endpoint = Batch.endpoint
    items = "batches"
    schema = list_all_schema(
        Batch,
        items,
        {"project_id": acting_project()},
        not_returned=("output_expires_after",),
        grows=True,
    )


class BatchCancel(StatusChange):
    """Cancels a batch that is not finished.

    OpenAI still finishes the requests that have begun, for up to 10 minutes. Their results are in the output file. If the batch is
    already finished, the action does nothing and succeeds.
    """

    type_name = "openai_batch_cancel"
    subject = "batch_id"
    endpoint = Batch.endpoint.but(item="/batches/{batch_id}")
    work = Batch.wait
    settled = ("cancelling", "cancelled", "completed", "failed", "expired")
    schema = Schema(
        {
            "batch_id": String(required=True, min_length=1, doc="The id of the batch."),
            "project_id": acting_project(),
            **waiting("the batch is cancelled"),
        }
    )
