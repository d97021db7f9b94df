"""``openai_response``: one question to a model through the Responses API, asked once."""

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
"""Seconds for which the API keeps what belongs to no conversation."""

_ARGUMENTS = request_arguments(
    {"input": input_items(optional=True), "conversation": CONVERSATION, **ARGUMENTS}, once=True
)


class Response(ResponseRequest, ModelAnswer, Cancellable):
    """An answer of a model, asked for once and kept until an argument or a value in `triggers` changes.

    OpenAI stores it, too, for 30 days or with its `conversation`, unless `store = false`; after 30 days the state alone has
    it, and nothing is asked again. With `background = true`, the model may work for hours: Terraform waits, unless told not to.
    On destroy a response that still goes on is cancelled, and what OpenAI stores is deleted.

    ~> The answer is stored in the state, and so are input, instructions and tools. With `stateless = true` the answer is not:
    only ids, numbers and digests are. What is given as `input_wo`, `instructions_wo` and `tools_wo` is not stored either
    (Terraform 1.11 or later): tools with credentials belong there. The ephemeral resource `openai_response` stores nothing at
    all.
    """

    content = ("output_text", "output", "response_moderation")
    digested = "output"
    unstored = ("input", "instructions", "tools")
    wait = Wait(
        pending=RUNNING,
        failed=("failed", "cancelled"),
        succeeded=("completed", "incomplete"),
        reason="error",
        interval=2.0,
    )
    schema = Schema(
        {
            "id": identity("response"),
            "model": model_name(
                required=True, replace=True, unread=True, doc="The id of the model to ask."
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
                doc="Whether OpenAI stores the response, so that it can be read, gone on from, and deleted. Defaults to `true`, save "
                "where the organization lets nothing be stored.",
            ),
            "metadata": metadata("response", replace=True),
            "background": Bool(
                optional=True,
                replace=True,
                server_default=False,
                doc="Whether the model works in the background, which is for what takes minutes or hours. Defaults to `false`.",
            ),
            "background_options": Object(
                {
                    "completion_window": String(
                        optional=True,
                        enum=("soonest", "2h", "8h"),
                        doc="By when: `soonest`, which is the default, or within `2h` or `8h`, which costs less. Let `timeouts` allow "
                        "for it.",
                    ),
                    "continuation_id": String(
                        optional=True,
                        doc="A name of yours for requests that belong together, which are then served together.",
                    ),
                },
                optional=True,
                replace=True,
                unread=True,
                required_with=("background",),
                doc="How the model works in the background.",
            ),
            **completion(
                "Whether to wait for a response in the background, so that it can be used at once; one that fails is an error "
                "then. Otherwise later refreshes tell how far it is.",
            ),
            "triggers": triggers("response"),
            "stateless": stateless(content),
            **RESULTS,
            **EFFECTIVE,
            **digests(digested, unstored),
        }
    )

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Refuse a background without a store, and warn of secrets that the state would keep."""
        found = super().validate(config)
        if config["background"] is True and config["store"] is False:
            found.append(
                error(
                    "Conflicting arguments",
                    "A response in the background is waited for by reading it, which needs `store`: leave `store` out.",
                    ("store",),
                )
            )
        if names := sorted(set(secrets(plain(config["tools"])))):
            listed = " and ".join(f"`{name}`" for name in names)
            found.append(
                warning(
                    "Secrets in the state",
                    f"{listed} of a tool would be stored in the state as they are. Give the tools as `tools_wo`, which is stored "
                    "nowhere (Terraform 1.11 or later).",
                    ("tools",),
                )
            )
        return found

    def is_kept(self, values: Mapping[str, Any]) -> bool:
        """Tell whether OpenAI stores the response: it does, unless it is told not to."""
        return values.get("store") is not False

    def create(self, call: Call, planned: Values) -> Values:
        """Ask, wait for what goes on in the background, and tell if the answer is not whole."""
        state = super().create(call, planned)
        if state["status"] == "incomplete":
            reason = (state["incomplete_details"] or {}).get("reason") or "it does not say why"
            call.warn(
                "Response incomplete",
                f"The model stopped before its answer was whole: {reason}. What it said so far is kept; with other arguments it is "
                "asked again.",
            )
        return state

    def read(self, call: Call, state: Values) -> Values | None:
        """Read what OpenAI stores. What it has let expire stays as it was answered, and is not asked again."""
        found = super().read(call, state)
        if found is None:
            return state if _has_expired(state) else None
        if found["status"] == "failed" and state["status"] in RUNNING:
            reason = (found["error"] or {}).get("message") or "The API does not say why."
            call.warn(
                "Response failed",
                f"The response {found['id']} has failed: {reason} To ask again, mend the cause and replace the resource.",
            )
        return found

    def delete(self, call: Call, state: Values) -> None:
        """Cancel what still goes on, and delete what OpenAI stores."""
        if state["background"] is True:
            self.cancel(call, state)
        super().delete(call, state)

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values after an answer; some servers tell whether they store it, and some organizations may not."""
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
    """A stored response, by its id: what was asked of which model, and the answer. The input is in `openai_response_input_items`.

    Nothing is asked: to ask is for the resource `openai_response`, or for the ephemeral resource of that name.

    ~> The answer is stored in the state. The ephemeral resource `openai_response` stores nothing, but asks.
    """

    type_name = "openai_response"
    endpoint = ENDPOINT
    schema = Schema(
        {
            **lookup_schema(Response, not_returned=_NOT_RETURNED).attributes,
            "model": String(computed=True, doc="The id of the model that answered."),
            "include": included(unread=True),
            "moderation": free_json(
                "What the moderation found in `input` and `output`, where it was asked for.",
                computed=True,
            ),
        }
    )

    def query(self, values: Values) -> Json:
        """Name what is to be included."""
        return including(values)


class EphemeralResponse(ResponseRequest, OneShotEphemeralResource):
    """An answer of a model that is stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    fixed: ClassVar[Json] = {**ResponseRequest.fixed, "store": False}
    schema = Schema(
        {
            "id": identity("response"),
            "model": model_name(required=True, unread=True, doc="The id of the model to ask."),
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
    work = Response.wait
    unknown_as_null = ("cancelled", "completed", "failed", "incomplete")
    schema = Schema(
        {
            "response_id": String(required=True, min_length=1, doc="The id of the response."),
            **waiting("the response is cancelled"),
        }
    )
