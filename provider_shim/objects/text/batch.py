"""``openai_batch``: many requests that OpenAI answers within 24 hours."""

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
    return Integer(
        computed=True, volatile=True, doc=f"The time at which {what}, in seconds since 1970."
    )


_MOMENTS: dict[str, Attribute] = {
    "in_progress_at": _moment("the API began to process the requests"),
    "finalizing_at": _moment("the API began to collect the results"),
    "completed_at": _moment("the batch was completed"),
    "failed_at": _moment("the batch failed"),
    "expired_at": _moment("the batch expired"),
    "cancelling_at": _moment("cancellation began"),
    "cancelled_at": _moment("the batch was cancelled"),
    "expires_at": _moment("the batch will expire"),
}


_PROCESSING = Wait(
    pending=("validating", "in_progress", "finalizing", "cancelling"),
    failed=("failed", "expired", "cancelled"),
    reason="errors",
    interval=10.0,
    limit=24 * 3600.0,
)


class Batch(CancelledWhenDestroyed):
    """Requests from a file, which OpenAI answers within 24 hours at half the price. The results are a file, too.

    You cannot change a batch: a change of an argument creates a new batch. Destroy cancels a batch that is not finished. The
    files with its results stay. By default, Terraform runs until the batch is finished, which takes up to 24 hours: see
    `wait_for_completion`.
    """

    type_name = "openai_batch"
    endpoint = Rest("/batches", update=None, page=100, project="project_id")
    wait = _PROCESSING
    schema = Schema(
        {
            "id": identity("batch"),
            "input_file_id": String(
                required=True,
                replace=True,
                doc="The id of the file with the requests: one JSON object per line, uploaded with the purpose `batch`.",
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
                doc="The time within which the API processes the batch. Defaults to `24h`, which is the only value.",
            ),
            "metadata": metadata("batch", replace=True),
            "output_expires_after": Object(
                {
                    "anchor": String(
                        required=True,
                        enum=("created_at",),
                        doc="The time from which `seconds` counts: always `created_at`, the time at which the file is created.",
                    ),
                    "seconds": Integer(
                        required=True,
                        minimum=3600,
                        maximum=2_592_000,
                        doc="The number of seconds after which the files expire, from 3600 (1 hour) to 2592000 (30 days).",
                    ),
                },
                optional=True,
                replace=True,
                unread=True,
                doc="The time after which the files with the results and the errors expire. Defaults to 30 days after they are "
                "created.",
            ),
            "triggers": triggers("batch"),
            **completion(
                "Whether to wait until the batch is finished, so that you can use its results in the same apply. A batch that "
                "fails is then an error. If `false`, later refreshes update `status`.",
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
                                    computed=True, doc="The line of the input file with the error."
                                ),
                                "message": String(computed=True, doc="A description of the error."),
                                "param": String(
                                    computed=True, doc="The name of the invalid parameter."
                                ),
                            }
                        ),
                        computed=True,
                        doc="The errors.",
                    )
                },
                computed=True,
                volatile=True,
                doc="The errors in the input file.",
            ),
            "request_counts": Object(
                {
                    "total": Integer(computed=True, doc="The number of all requests."),
                    "completed": Integer(
                        computed=True, doc="The number of requests that were answered."
                    ),
                    "failed": Integer(computed=True, doc="The number of requests that failed."),
                },
                computed=True,
                volatile=True,
                doc="The number of requests in each state.",
            ),
            "model": String(
                computed=True, volatile=True, doc="The model that answers the requests."
            ),
            "usage": Object(
                {
                    "input_tokens": Integer(
                        computed=True, doc="The number of tokens in all requests."
                    ),
                    "input_tokens_details": Object(
                        {
                            "cached_tokens": Integer(
                                computed=True, doc="The number of tokens read from the cache."
                            )
                        },
                        computed=True,
                        doc="The input tokens by kind.",
                    ),
                    "output_tokens": Integer(
                        computed=True, doc="The number of tokens in all answers."
                    ),
                    "output_tokens_details": Object(
                        {
                            "reasoning_tokens": Integer(
                                computed=True, doc="The number of reasoning tokens."
                            )
                        },
                        computed=True,
                        doc="The output tokens by kind.",
                    ),
                    "total_tokens": Integer(computed=True, doc="The number of all tokens."),
                },
                computed=True,
                volatile=True,
                doc="The number of tokens that the batch used.",
            ),
            "created_at": created_at("batch"),
            **_MOMENTS,
        }
    )


class DataBatch(Lookup):
    """An existing batch, with its status and the ids of the files with its results."""

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
    work = _PROCESSING
    no_request_in = ("cancelling", "cancelled", "completed", "failed", "expired")
    schema = Schema(
        {
            "batch_id": String(required=True, min_length=1, doc="The id of the batch."),
            "project_id": acting_project(),
            **waiting("the batch is cancelled"),
        }
    )
