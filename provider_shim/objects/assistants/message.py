"""``openai_message``: something said in a thread, and the assistant's reply to it."""

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
    """Something that is said in a thread, by a user or an assistant. With `assistant_id`, that assistant replies to it.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> What is said, and the reply, are stored in the state; nothing of the Assistants API can be asked without.

    A thread takes no new messages while an assistant runs on it: let messages of one thread that have `assistant_id` depend
    on each other. Destroying a message leaves the reply in the thread.
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
                doc="The id of an assistant to run on the thread once the message is there. The provider waits for its `reply`.",
            ),
            "triggers": triggers("reply"),
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
        return self._replied(call, super().create(call, planned))

    def finish(self, call: Call, state: Values) -> Values:
        """Wait for the message, and for the reply."""
        return self._replied(call, super().finish(call, state))

    def is_unfinished(self, state: Values) -> bool:
        """Tell whether a reply is missing, too."""
        replied = state["assistant_id"] is None or state["reply_message_ids"] is not None
        return super().is_unfinished(state) or not replied

    def _replied(self, call: Call, state: Values) -> Values:
        """Return the state with the reply, where there is to be one."""
        if call.interrupted or not self.is_unfinished(state):
            return state
        call.private.unfinished = True
        try:
            said = self._replies(call, self._ended(call, state))
        except CancelledError:
            return self.interrupted(call, call.saved or state)
        call.private.unfinished = False
        return {
            **(call.saved or state),
            "reply": "\n\n".join(message["text"] for message in said),
            "reply_message_ids": [message.get("id") for message in said],
        }

    def _replies(self, call: Call, state: Values) -> list[Json]:
        """Return the messages of the run."""
        run = state["reply_run_id"]
        return [
            readable(message)
            for message in call.pages(
                self.endpoint, state, "read the reply", run_id=run, order="asc", limit=100
            )
            if message.get("run_id") == run  # some servers do not filter
        ]

    def _ended(self, call: Call, state: Values) -> Values:
        """Run the assistant on the thread, unless it runs already, wait for its reply, and return the state with the run's id.

        Raises:
            ProviderError: it failed, or wants what Terraform cannot give; the message exists.
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
        call.save({**state, "reply_run_id": None})  # whoever waits for a reply needs another run
        if status == "requires_action":
            _cancel(call, where)
            raise ProviderError(
                "Assistant wants a function's result",
                f"The assistant {state['assistant_id']} wants to call a function of yours, which Terraform cannot do. The run was "
                "cancelled. Use an assistant without functions.",
                ("assistant_id",),
            )
        raise ProviderError(
            "Assistant did not reply",
            f"The message was added to the thread, but the run {where['run']} of the assistant ended as {status}: "
            f"{_why(answer.body)} Mend the cause and apply again: the assistant is run again.",
            ("assistant_id",),
        )


def _cancel(call: Call, where: Mapping[str, Any]) -> None:
    """Stop a run that nobody waits for any longer; it may have ended by itself."""
    try:
        call.send(_RUNS, f"{_RUNS.item}/cancel", where, "cancel the run", method="POST", body={})
    except ProviderError:
        return


def _why(run: Json) -> str:
    return reason_of(run.get("last_error") or run.get("incomplete_details"))


class DataMessage(Lookup):
    """An existing message of a thread, by its id.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> What is said is stored in the state.
    """

    type_name = "openai_message"
    endpoint = Message.endpoint
    removed = Message.removed
    schema = lookup_schema(Message, instead={"content": ANSWERED_CONTENT})


class DataMessages(ListAll):
    """What was said in a thread: the newest message first, unless `order` says otherwise.

    ~> **OpenAI removed this API on 2026-08-26.** Only compatible servers still have it.

    ~> What is said is stored in the state.
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
            "run_id": String(optional=True, doc="Only messages that this run wrote."),
        },
        instead={"content": ANSWERED_CONTENT},
        grows=True,
    )
