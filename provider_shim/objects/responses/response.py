"""``openai_response``: a response of a model, through the Responses API."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.waiting import Wait
from provider_shim.objects.responses.arguments import ARGUMENTS, CONVERSATION
from provider_shim.objects.responses.items import included, including, input_items
from provider_shim.objects.responses.requests import ENDPOINT, RUNNING, ResponseRequest
from provider_shim.objects.responses.results import EFFECTIVE, RESULTS
from provider_shim.objects.responses.tools import secrets
from provider_shim.patterns.attributes import (
    free_json,
    identity,
    metadata,
)
from provider_shim.patterns.cancelling import Cancellable
from provider_shim.patterns.completion import completion
from provider_shim.patterns.lookups import Lookup, lookup_schema
from provider_shim.patterns.model_answers import ModelAnswer, digests, stateless
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotEphemeralResource, request_arguments, triggers
from provider_shim.patterns.status_changes import StatusChange, waiting
from provider_shim.patterns.write_only_forms import write_only_form
from provider_shim.vocabulary.diagnostics import Diagnostic, error, warning
from provider_shim.vocabulary.rest import Json
from provider_shim.vocabulary.schema import Bool, Object, Schema, String
from provider_shim.vocabulary.values import plain

_KEPT_FOR = 30 * 86_400.0
"""The seconds for which the API stores a response without a conversation."""

_ARGUMENTS = request_arguments(
    {"input": input_items(optional=True), "conversation": CONVERSATION, **ARGUMENTS}, once=True
)


_PROCESSING = Wait(
    pending=RUNNING,
    failed=("failed", "cancelled"),
    succeeded=("completed", "incomplete"),
    reason="error",
    interval=2.0,
)


class Response(ResponseRequest, ModelAnswer, Cancellable):
    """A response of a model. Terraform sends the request once and keeps the response.

    Terraform sends a new request only if an argument or a value in `triggers` changes.

    OpenAI also stores the response, for 30 days or as long as its `conversation`, unless `store = false`. After 30 days, only
    the state has it, and Terraform does not send the request again. With `background = true`, the model may work for hours.
    Terraform waits for it, unless `wait_for_completion` is `false`. Destroying the resource cancels a running response and
    deletes the stored response.

    ~> Terraform stores the output, the input, the instructions and the tools in the state. With `stateless = true`, it stores
    only ids, numbers and digests of the output. It never stores `input_wo`, `instructions_wo` and `tools_wo` (Terraform 1.11 or
    later): use `tools_wo` for tools with credentials. The ephemeral resource `openai_response` stores nothing.
    """

    content = ("output_text", "output", "response_moderation")
    digested = "output"
    unstored = ("input", "instructions", "tools")
    wait = _PROCESSING
    schema = Schema(
        {
            "id": identity("response"),
            "model": model_name(
                required=True, replace=True, unread=True, doc="The id of the model."
            ),
            **_ARGUMENTS,
            **{
                f"{name}_wo": write_only_form(name, _ARGUMENTS[name], conflicts_with=(name,))
                for name in ("input", "instructions", "tools")
            },
            "store": Bool(
                optional=True,
                computed=True,
                replace=True,
                unread=True,
                doc="Whether OpenAI stores the response, so that you can read it, continue it and delete it. Defaults to "
                "`true`, or to `false` if the organization does not allow it.",
            ),
            "metadata": metadata("response", replace=True),
            "background": Bool(
                optional=True,
                replace=True,
                server_default=False,
                doc="Whether the model works in the background. Use it for requests that take minutes or hours. Defaults to "
                "`false`.",
            ),
            "background_options": Object(
                {
                    "completion_window": String(
                        optional=True,
                        enum=("soonest", "2h", "8h"),
                        doc="The time within which the response is completed: `soonest`, `2h` or `8h`. A longer time costs "
                        "less. Defaults to `soonest`. Set `timeouts` to a longer time.",
                    ),
                    "continuation_id": String(
                        optional=True,
                        doc="A name that you choose for requests that belong together. OpenAI processes them together.",
                    ),
                },
                optional=True,
                replace=True,
                unread=True,
                required_with=("background",),
                doc="The settings for work in the background.",
            ),
            **completion(
                "Whether to wait for a response in the background. If you wait, a failed response is an error. If you do not "
                "wait, a later refresh reads the state of the response.",
            ),
            "triggers": triggers("response"),
            "stateless": stateless(content),
            **RESULTS,
            **EFFECTIVE,
            **digests(digested, unstored),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check that `background` is not used without `store`, and warn about secrets that would be in the state."""
        found = super().validate(config)
        if config["background"] is True and config["store"] is False:
            found.append(
                error(
                    "Conflicting arguments",
                    "Terraform must read a response in the background, which requires `store`. Remove `store = false`.",
                    ("store",),
                )
            )
        if names := sorted(set(secrets(plain(config["tools"])))):
            listed = " and ".join(f"`{name}`" for name in names)
            found.append(
                warning(
                    "Secrets in the state",
                    f"The values of {listed} of a tool would be stored in the state. Set the tools in `tools_wo` instead, "
                    "which is never stored (Terraform 1.11 or later).",
                    ("tools",),
                )
            )
        return found

    def is_kept(self, values: Mapping[str, Any]) -> bool:
        """Return whether OpenAI stores the response. It does unless `store` is false."""
        return values.get("store") is not False

    def create(self, call: Call, planned: Values) -> Values:
        """Send the request, wait for a response in the background, and warn if the response is incomplete."""
        state = super().create(call, planned)
        if state["status"] == "incomplete":
            reason = (state["incomplete_details"] or {}).get(
                "reason"
            ) or "the API does not give a reason"
            call.warn(
                "Response incomplete",
                f"The model stopped before its output was complete: {reason}. The incomplete output is kept. To send a new "
                "request, change the arguments.",
            )
        return state

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the stored response. A response that has expired at OpenAI stays in the state, and no new request is sent."""
        found = super().read(call, state)
        if found is None:
            return state if _has_expired(state) else None
        if found["status"] == "failed" and state["status"] in RUNNING:
            reason = (found["error"] or {}).get("message") or "The API does not give a reason."
            call.warn(
                "Response failed",
                f"The response {found['id']} failed: {reason} To send a new request, correct the cause and replace the "
                "resource.",
            )
        return found

    def delete(self, call: Call, state: Values) -> None:
        """Cancel a response that is still running, and delete the stored response."""
        if state["background"] is True:
            self.cancel(call, state)
        super().delete(call, state)

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values after an answer. Some servers return `store`; some organizations do not allow it."""
        values = super().state(answer, known)
        if values["store"] is None:
            values["store"] = answer.get("store") is not False
        return values


def _has_expired(state: Values) -> bool:
    created = state["created_at"]
    return (
        created is not None
        and state["conversation"] is None
        and time.time() - float(created) > _KEPT_FOR
    )


_NOT_RETURNED = ("input", "background_options", "context_management", "store", *EFFECTIVE)


class DataResponse(Lookup):
    """A stored response, found by its id: its arguments and its output. To read its input, use `openai_response_input_items`.

    The data source does not send a request to a model. To do that, use the resource or the ephemeral resource
    `openai_response`.

    ~> Terraform stores the output in the state. The ephemeral resource `openai_response` stores nothing, but sends a new
    request.
    """

    type_name = "openai_response"
    endpoint = ENDPOINT
    schema = Schema(
        {
            **lookup_schema(Response, not_returned=_NOT_RETURNED).attributes,
            "model": String(computed=True, doc="The id of the model that created the response."),
            "include": included(unread=True),
            "moderation": free_json(
                "The results of the moderation for `input` and `output`, if the request set `moderation`.",
                computed=True,
            ),
        }
    )

    def query(self, values: Values) -> Json:
        """Return the query with the additional fields to return."""
        return including(values)


class EphemeralResponse(ResponseRequest, OneShotEphemeralResource):
    """A response of a model, which is not stored: not in the plan, not in the state and not at OpenAI.

    Every plan and every apply sends a request. Use the results in write-only arguments, provider configurations and other
    ephemeral values. Needs Terraform 1.10 or later.
    """

    fixed: ClassVar[Json] = {**ResponseRequest.fixed, "store": False}
    schema = Schema(
        {
            "id": identity("response"),
            "model": model_name(required=True, unread=True, doc="The id of the model."),
            **request_arguments({"input": input_items(optional=True), **ARGUMENTS}),
            **RESULTS,
            **EFFECTIVE,
        }
    )


class ResponseCancel(StatusChange):
    """Cancels a response on which the model works in the background.

    If the response is already finished, or does not run in the background, the action does nothing and succeeds.
    """

    type_name = "openai_response_cancel"
    subject = "response_id"
    endpoint = ENDPOINT.but(item="/responses/{response_id}")
    work = _PROCESSING
    no_request_in = ("cancelled", "completed", "failed", "incomplete")
    schema = Schema(
        {
            "response_id": String(required=True, min_length=1, doc="The id of the response."),
            **waiting("the response is cancelled"),
        }
    )
