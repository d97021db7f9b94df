"""``openai_message``: something said in a thread, and the assistant's reply to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.areas.assistants import BETA, THREADS_REMOVED
from provider_shim.areas.messages import MESSAGE, readable
from provider_shim.call import Call, Values
from provider_shim.diagnostics import DeadlineError, ProviderError
from provider_shim.patterns.attributes import created_at, identity, timeouts
from provider_shim.resource import Resource, Wait
from provider_shim.rest import Json, Rest
from provider_shim.schema import Dynamic, Integer, ListOf, Object, Schema, String

_RUNS = Rest("/threads/{thread_id}/runs", item="/threads/{thread_id}/runs/{run}", headers=BETA)
_PENDING = {"queued", "in_progress", "cancelling"}
_BETWEEN_LOOKS = 1.0
"""Seconds, where the server does not say."""


class Message(Resource):
    """Something that is said in a thread, by a user or an assistant. With `assistant_id`, that assistant replies to it.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> What is said, and the reply, are stored in the state; nothing of the Assistants API can be asked without.

    A thread takes no new messages while an assistant runs on it: let messages of one thread that have `assistant_id` depend
    on each other. Destroying a message leaves the reply in the thread.
    """

    type_name = "openai_message"
    endpoint = Rest("/threads/{thread_id}/messages", headers=BETA, page=100)
    removed = THREADS_REMOVED
    wait = Wait(
        pending=("in_progress",),
        failed=("incomplete",),
        reason="incomplete_details",
        limit=600.0,
    )
    schema = Schema(
        {
            "id": identity("message"),
            "thread_id": String(required=True, replace=True, doc="The id of the thread."),
            **{
                name: attribute.but(replace=name != "metadata")
                for name, attribute in MESSAGE.items()
            },
            "assistant_id": String(
                optional=True,
                replace=True,
                local=True,
                doc="The id of an assistant to run on the thread once the message is there. The provider waits for its `reply`.",
            ),
            "timeouts": timeouts(create="10m"),
            "text": String(computed=True, doc="The text of the content, without images."),
            "annotations": Dynamic(
                computed=True,
                doc="What the text cites: a list of objects as the API tells them.",
            ),
            "reply": String(
                computed=True,
                local=True,
                doc="What the assistant replied, where `assistant_id` is set.",
            ),
            "reply_message_ids": ListOf(
                String(),
                computed=True,
                local=True,
                doc="The ids of the messages with which the assistant replied.",
            ),
            "reply_run_id": String(
                computed=True, local=True, doc="The id of the run that made the reply."
            ),
            "status": String(
                computed=True,
                doc="The state of the message: `in_progress`, `incomplete` or `completed`.",
            ),
            "incomplete_details": Object(
                {
                    "reason": String(
                        computed=True,
                        doc="The reason: `content_filter`, `max_tokens`, `run_cancelled`, `run_expired` or `run_failed`.",
                    )
                },
                computed=True,
                doc="Why the message is incomplete.",
            ),
            "author_assistant_id": String(
                computed=True,
                wire="assistant_id",
                doc="The id of the assistant that wrote the message, where one did.",
            ),
            "run_id": String(
                computed=True, doc="The id of the run that wrote the message, where one did."
            ),
            "created_at": created_at("message"),
            "completed_at": Integer(
                computed=True, doc="When the message was complete, in seconds since 1970."
            ),
            "incomplete_at": Integer(
                computed=True, doc="When the message was found incomplete, in seconds since 1970."
            ),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Say it; then run the assistant, and wait for its reply."""
        state = super().create(call, planned)
        if planned["assistant_id"] is None:
            return state
        call.save(state)
        run = self._run(call, planned)
        said = [
            readable(message)
            for message in call.pages(
                self.endpoint, planned, "read the reply", run_id=run, order="asc", limit=100
            )
            if message.get("run_id") == run  # some servers do not filter
        ]
        return {
            **state,
            "reply": "\n\n".join(message["text"] for message in said),
            "reply_message_ids": [message.get("id") for message in said],
            "reply_run_id": run,
        }

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values of a message with its text as text: the API wraps it."""
        return super().state(readable(answer), known)

    def _run(self, call: Call, planned: Values) -> str:
        """Run the assistant on the thread until it has replied; return the id of the run.

        Raises:
            ProviderError: it failed, or wants what Terraform cannot give; the message exists.
        """
        attempted = "run the assistant on the thread"
        answer = call.send(
            _RUNS,
            _RUNS.collection,
            planned,
            attempted,
            method="POST",
            body={"assistant_id": planned["assistant_id"]},
            repeatable=False,
        )
        where = {"thread_id": planned["thread_id"], "run": answer.body.get("id")}
        while (status := answer.body.get("status")) in _PENDING:
            hint = answer.headers.get("openai-poll-after-ms", "")
            try:
                call.pause(float(hint) / 1000 if hint.isdigit() else _BETWEEN_LOOKS, attempted)
                answer = call.send(_RUNS, _RUNS.item, where, attempted, method="GET")
            except DeadlineError:
                _cancel(call, where)
                raise
        if status == "completed":
            return str(where["run"])
        if status == "requires_action":
            _cancel(call, where)
            raise ProviderError(
                "Assistant wants a function's result",
                f"The assistant {planned['assistant_id']} wants to call a function of yours, which Terraform cannot do. The run was "
                "cancelled. Use an assistant without functions.",
                ("assistant_id",),
            )
        raise ProviderError(
            "Assistant did not reply",
            f"The message was added to the thread, but the run {where['run']} of the assistant ended as {status}: "
            f"{_why(answer.body)} Mend the cause and apply again: the message will be replaced.",
            ("assistant_id",),
        )


def _cancel(call: Call, where: Mapping[str, Any]) -> None:
    """Stop a run that nobody waits for any longer; it may have ended by itself."""
    try:
        call.send(_RUNS, f"{_RUNS.item}/cancel", where, "cancel the run", method="POST", body={})
    except ProviderError:
        return


def _why(run: Json) -> str:
    error, details = run.get("last_error") or {}, run.get("incomplete_details") or {}
    told = error.get("message") or error.get("code") or details.get("reason")
    return f"{str(told).rstrip('.')}." if told else "it does not say why."
