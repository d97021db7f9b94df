"""Conversations of the Realtime API, over a WebSocket. A conversation ends with its connection, so nothing is stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from openai_sandbox.behaviours import model_output, models, realtime, realtime_responses
from openai_sandbox.calls import Call
from openai_sandbox.dialogs import Event, Reply
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.ids import new_id
from openai_sandbox.schema_validation import check, problems
from openai_sandbox.schemas import Schema
from openai_sandbox.synthesis import branches

_PREFIXES = {"message": "msg_", "function_call": "fc_", "function_call_output": "fco_"}
_FIRST = "root"
"""The id of the previous item with which an item becomes the first one."""


class Conversation:
    """A session, the items of its conversation, and the audio that the client has not committed."""

    def __init__(self, call: Call, model: str) -> None:
        """Begin a conversation. ``call`` is a call to ``POST /realtime/client_secrets``."""
        self.id = new_id("conv_")
        self.session = realtime.session(call, model)
        self.items: dict[str, dict[str, Any]] = {}
        self._call = call
        self._has_audio = False
        self._handlers: Mapping[str, Callable[[Event], Reply]] = {
            "conversation.item.create": self._create_item,
            "conversation.item.delete": self._delete_item,
            "conversation.item.retrieve": self._retrieve_item,
            "conversation.item.truncate": self._truncate_item,
            "input_audio_buffer.append": self._append_audio,
            "input_audio_buffer.clear": self._clear_audio,
            "input_audio_buffer.commit": self._commit_audio,
            "output_audio_buffer.clear": self._clear_output,
            "response.cancel": self._cancel,
            "response.create": self._respond,
            "session.update": self._update_session,
        }

    def opening(self) -> Sequence[Event]:
        """Return the first event, which contains the session."""
        return [_event("session.created", session=self.session)]

    def reply(self, event: Event) -> Reply:
        """Return the reply to an event of the client.

        Raises:
            ApiError: The document does not allow the event, or it does not fit the conversation.
        """
        union = self._call.operations.schema("RealtimeClientEvent", closed=True)
        check(_form(union, event), event)
        return self._handlers[event["type"]](event)

    def error(self, error: ApiError, event: Event) -> Event:
        """Return the event that reports an error."""
        identifier = event.get("event_id")
        facts = {**error.body()["error"], "event_id": identifier}
        return _event("error", error=facts)

    def problems(self, event: Event) -> list[str]:
        """Return what the document does not allow in an event of the sandbox."""
        union = self._call.operations.schema("RealtimeServerEvent", closed=False)
        return problems(_form(union, event), event)

    def _update_session(self, event: Event) -> Reply:
        changes = event["session"]
        if changes["type"] != self.session["type"]:
            raise invalid("Passing a new 'type' of session is not supported.", "session.type")
        self.session = _merged(self.session, changes)
        return _reply(_event("session.updated", session=self.session))

    def _create_item(self, event: Event) -> Reply:
        sent = event["item"]
        if sent.get("id") in self.items:
            message = f"Item with item_id already exists: {sent['id']}"
            raise invalid(message, "item.id", "item_id_already_exists")
        before = event.get("previous_item_id") or next(reversed(self.items), None)
        if before not in {None, _FIRST, *self.items}:
            message = f"Previous item with id '{before}' not found."
            raise invalid(message, "previous_item_id", "item_not_found")
        item = _item(sent)
        self._insert(item, before)
        return _reply(*_added(item, before))

    def _insert(self, item: dict[str, Any], before: str | None) -> None:
        names = list(self.items)
        place = 0 if before in {None, _FIRST} else names.index(str(before)) + 1
        names.insert(place, item["id"])
        self.items = {name: self.items.get(name, item) for name in names}

    def _delete_item(self, event: Event) -> Reply:
        del self.items[self._existing(event)["id"]]
        return _reply(_event("conversation.item.deleted", item_id=event["item_id"]))

    def _retrieve_item(self, event: Event) -> Reply:
        return _reply(_event("conversation.item.retrieved", item=self._existing(event)))

    def _truncate_item(self, event: Event) -> Reply:
        item = self._existing(event)
        if item.get("role") != "assistant":
            raise invalid("Only assistant messages can be truncated.", "item_id")
        for part in item["content"]:
            part.pop(
                "transcript", None
            )  # the API deletes it, since the user has not heard all of it
        names = ("item_id", "content_index", "audio_end_ms")
        facts = {name: event[name] for name in names}
        return _reply(_event("conversation.item.truncated", **facts))

    def _existing(self, event: Event) -> dict[str, Any]:
        item = self.items.get(event["item_id"])
        if item is None:
            message = f"Item with id '{event['item_id']}' not found."
            raise invalid(message, "item_id", "item_not_found")
        return item

    def _append_audio(self, event: Event) -> Reply:
        self._has_audio = self._has_audio or bool(event["audio"])
        return Reply()

    def _clear_audio(self, event: Event) -> Reply:
        del event
        self._has_audio = False
        return _reply(_event("input_audio_buffer.cleared"))

    def _commit_audio(self, event: Event) -> Reply:
        del event
        if not self._has_audio:
            message = "Error committing input audio buffer: the buffer is empty."
            raise invalid(message, code="input_audio_buffer_commit_empty")
        self._has_audio = False
        before = next(reversed(self.items), None)
        content = [{"type": "input_audio"}]
        item = _item({"type": "message", "role": "user", "content": content})
        self._insert(item, before)
        facts = {"item_id": item["id"], "previous_item_id": before}
        return _reply(_event("input_audio_buffer.committed", **facts), *_added(item, before))

    def _clear_output(self, event: Event) -> Reply:
        del event
        raise invalid("'output_audio_buffer.clear' is only supported with WebRTC and SIP.", "type")

    def _cancel(self, event: Event) -> Reply:
        del event  # a reply is complete before the sandbox reads the next event
        message = "Cancellation failed: no active response found"
        raise invalid(message, code="response_cancel_not_active")

    def _respond(self, event: Event) -> Reply:
        asked = event.get("response") or {}
        names = ("instructions", "tools", "tool_choice", "output_modalities", "max_output_tokens")
        settings: dict[str, Any] = {name: asked.get(name, self.session.get(name)) for name in names}
        request = realtime_responses.Request(
            model=self.session["model"],
            conversation=None if asked.get("conversation") == "none" else self.id,
            metadata=asked.get("metadata"),
            **settings,
        )
        context = self._context(asked)
        prompt = model_output.prompt_of(request.body, context)
        try:
            models.require(self._call, request.model)
            prompt = dataclasses.replace(prompt, endpoint="realtime")
            scripted = self._call.answers.answer_to(prompt)
            work = model_output.answer_to(self._call, request.body, context, scripted)
        except ApiError as error:
            return Reply(
                events=list(_numbered(realtime_responses.failed(request, error))), delay=error.delay
            )
        answer = realtime_responses.Answer(request, work, next(reversed(self.items), None))
        if request.conversation is not None:
            self.items |= {item["id"]: item for item in answer.items}
        return Reply(
            events=list(_numbered(answer.events())),
            delay=scripted.delay if scripted else 0,
            pace=scripted.pace if scripted else 0,
        )

    def _context(self, asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        given = asked.get("input")
        if given is None:
            return list(self.items.values())
        return [
            self._existing({"item_id": one["id"]}) if one["type"] == "item_reference" else one
            for one in given
        ]


def _form(union: Schema, event: Event) -> Schema:
    """Return the alternative for the type of an event. Without one, return the union, whose errors list the types."""
    for one in branches(union):
        if event.get("type") in one["properties"]["type"].get("enum", ()):
            return one
    return union


def _event(kind: str, **facts: Any) -> dict[str, Any]:
    return {"type": kind, "event_id": new_id("event_"), **facts}


def _numbered(events: Iterable[Event]) -> Iterator[Event]:
    for one in events:
        yield {"type": one["type"], "event_id": new_id("event_"), **one}


def _reply(*events: Event) -> Reply:
    return Reply(events=events)


def _added(item: Mapping[str, Any], before: str | None) -> list[Event]:
    facts = {"previous_item_id": None if before == _FIRST else before, "item": item}
    return [_event("conversation.item.added", **facts), _event("conversation.item.done", **facts)]


def _item(sent: Mapping[str, Any]) -> dict[str, Any]:
    identifier = sent.get("id") or new_id(_PREFIXES.get(sent["type"], "item_"))
    return {**sent, "id": identifier, "object": "realtime.item", "status": "completed"}


def _merged(old: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings with the changes. The API keeps the settings that an update does not name."""
    return {**old} | {
        name: _merged(old[name], one)
        if isinstance(one, Mapping) and isinstance(old.get(name), Mapping)
        else one
        for name, one in changes.items()
    }
