"""``openai_message``: a message in a thread, and the assistant's reply to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Resource
from provider_shim.engine.waiting import Wait, reason_of
from provider_shim.objects.assistants.assistants import BETA, THREADS_REMOVED
from provider_shim.objects.assistants.messages import ANSWERED_CONTENT, MESSAGE, readable
from provider_shim.patterns.attributes import created_at, identity, order, timeouts
from provider_shim.patterns.lookups import ListAll, Lookup, list_all_schema, lookup_schema
from provider_shim.patterns.one_shot import triggers
from provider_shim.vocabulary.diagnostics import CancelledError, DeadlineError, ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import Dynamic, Integer, ListOf, Object, Schema, String

_RUNS = Rest("/threads/{thread_id}/runs", item="/threads/{thread_id}/runs/{run}", headers=BETA)
_RUN_WAIT = Wait(pending=("queued", "in_progress", "cancelling"))
_RUN = "run the assistant on the thread"


class Message(Resource):
    """A message of a user or an assistant in a thread. If you set `assistant_id`, that assistant replies to the message.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> The message and the reply are stored in the state. There is no ephemeral resource for the Assistants API.

    A thread accepts no new messages while an assistant runs on it. If several messages of one thread have an `assistant_id`,
    use `depends_on` to create them one after the other. Destroying a message leaves the reply in the thread.
    """

    type_name = "openai_message"
    endpoint = Rest("/threads/{thread_id}/messages", headers=BETA, page=100, reshape=readable)
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
                doc="The id of an assistant that replies to the message. After creating the message, the provider runs the assistant on "
                "the thread and waits for its `reply`.",
            ),
            "triggers": triggers("reply"),
            "timeouts": timeouts(create="10m"),
            "text": String(computed=True, doc="The text of the content, without images."),
            "annotations": Dynamic(
                computed=True,
                doc="The citations in the text: a list of objects, each as the API returns it.",
            ),
            "reply": String(
                computed=True,
                local=True,
                doc="The text of the assistant's reply. Null without `assistant_id`.",
            ),
            "reply_message_ids": ListOf(
                String(),
                computed=True,
                local=True,
                doc="The ids of the messages of the assistant's reply.",
            ),
            "reply_run_id": String(
                computed=True, local=True, doc="The id of the run that created the reply."
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
                doc="Details of an incomplete message.",
            ),
            "author_assistant_id": String(
                computed=True,
                wire="assistant_id",
                doc="The id of the assistant, if an assistant wrote the message.",
            ),
            "run_id": String(computed=True, doc="The id of the run, if a run created the message."),
            "created_at": created_at("message"),
            "completed_at": Integer(
                computed=True, doc="When the message was completed, in seconds since 1970."
            ),
            "incomplete_at": Integer(
                computed=True, doc="When the message was marked incomplete, in seconds since 1970."
            ),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Create the message, then run the assistant and wait for its reply."""
        return self._with_reply(call, super().create(call, planned))

    def finish(self, call: Call, state: Values) -> Values:
        """Wait for the message, and for the reply."""
        return self._with_reply(call, super().finish(call, state))

    def is_unfinished(self, state: Values) -> bool:
        """Return whether the message is unfinished, or its reply is missing."""
        has_reply = state["assistant_id"] is None or state["reply_message_ids"] is not None
        return super().is_unfinished(state) or not has_reply

    def _with_reply(self, call: Call, state: Values) -> Values:
        """Return the state with the reply, if `assistant_id` is set."""
        if call.interrupted or not self.is_unfinished(state):
            return state
        call.private.unfinished = True
        try:
            replies = self._replies(call, self._after_run(call, state))
        except CancelledError:
            return self.interrupted(call, call.saved or state)
        call.private.unfinished = False
        return {
            **(call.saved or state),
            "reply": "\n\n".join(message["text"] for message in replies),
            "reply_message_ids": [message.get("id") for message in replies],
        }

    def _replies(self, call: Call, state: Values) -> list[Json]:
        """Return the messages that the run created."""
        run = state["reply_run_id"]
        return [
            readable(message)
            for message in call.pages(
                self.endpoint, state, "read the reply", run_id=run, order="asc", limit=100
            )
            if message.get("run_id") == run  # some servers do not filter
        ]

    def _after_run(self, call: Call, state: Values) -> Values:
        """Run the assistant on the thread unless it runs already, wait for the end, and return the state with the run's id.

        Raises:
            ProviderError: the run failed, or needs a function's result, which Terraform cannot provide. The message exists.
        """
        run = state["reply_run_id"]
        answer = call.send(
            _RUNS,
            _RUNS.collection if run is None else _RUNS.item,
            {**state, "run": run},
            _RUN,
            method="POST" if run is None else "GET",
            body={"assistant_id": state["assistant_id"]} if run is None else None,
            repeatable=run is not None,
        )
        state = {**state, "reply_run_id": answer.body.get("id") if run is None else run}
        call.save(state)
        where = {"thread_id": state["thread_id"], "run": state["reply_run_id"]}
        try:
            answer = _RUN_WAIT.poll(
                call,
                answer,
                _RUN,
                lambda: call.send(_RUNS, _RUNS.item, where, _RUN, method="GET"),
            )
        except DeadlineError:
            _cancel(call, where)
            raise
        if (status := answer.body.get("status")) == "completed":
            return state
        call.save({**state, "reply_run_id": None})  # the next apply needs another run
        if status == "requires_action":
            _cancel(call, where)
            raise ProviderError(
                "Assistant needs a function's result",
                f"The assistant {state['assistant_id']} called one of its functions and waits for the result, which Terraform cannot "
                "provide. The provider cancelled the run. Use an assistant without functions.",
                ("assistant_id",),
            )
        raise ProviderError(
            "Assistant did not reply",
            f"The message was added to the thread, but the run {where['run']} of the assistant ended with the status {status}: "
            f"{_why(answer.body)} Correct the cause and apply again: the provider then runs the assistant again.",
            ("assistant_id",),
        )


def _cancel(call: Call, where: Mapping[str, Any]) -> None:
    """Cancel a run for whose reply the provider no longer waits. The run may have ended already."""
    try:
        call.send(_RUNS, f"{_RUNS.item}/cancel", where, "cancel the run", method="POST", body={})
    except ProviderError:
        return


def _why(run: Json) -> str:
    return reason_of(run.get("last_error") or run.get("incomplete_details"))


class DataMessage(Lookup):
    """A message of a thread, found by its id.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> The content of the message is stored in the state.
    """

    type_name = "openai_message"
    endpoint = Message.endpoint
    removed = Message.removed
    schema = lookup_schema(Message, instead={"content": ANSWERED_CONTENT})


class DataMessages(ListAll):
    """The messages of a thread. The newest message comes first, unless you set `order`.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> The contents of the messages are stored in the state.
    """

    type_name = "openai_messages"
    endpoint = Message.endpoint
    removed = Message.removed
    items = "messages"
    schema = list_all_schema(
        Message,
        items,
        {
            "order": order(),
            "run_id": String(optional=True, doc="Only messages that this run created."),
        },
        instead={"content": ANSWERED_CONTENT},
        grows=True,
    )
