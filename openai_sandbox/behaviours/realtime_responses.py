"""The responses of the Realtime API as events, made from the finished output of the model."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from openai_sandbox import sounds
from openai_sandbox.behaviours.streams import words
from openai_sandbox.dialogs import Event
from openai_sandbox.errors import ApiError
from openai_sandbox.ids import new_id

_RATE_LIMITS = [
    {"name": "requests", "limit": 10_000, "remaining": 9_999, "reset_seconds": 0.006},
    {"name": "tokens", "limit": 2_000_000, "remaining": 1_999_000, "reset_seconds": 0.03},
]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Request:
    """The settings of one response: those of the request, otherwise those of the session.

    ``conversation`` is the id of the conversation to which the output is added, or None.
    """

    model: str
    conversation: str | None
    metadata: Mapping[str, Any] | None
    instructions: str | None
    tools: list[dict[str, Any]] | None
    tool_choice: Any
    output_modalities: list[str]
    max_output_tokens: int | str | None

    @property
    def body(self) -> dict[str, Any]:
        """Return the request in the form of the Responses API."""
        limit = self.max_output_tokens
        settings = {
            "instructions": self.instructions,
            "tools": self.tools,
            "tool_choice": self.tool_choice,
            "max_output_tokens": limit if isinstance(limit, int) else None,
        }
        known = {name: one for name, one in settings.items() if one is not None}
        return {"model": self.model, **known}

    def response(self, **facts: Any) -> dict[str, Any]:
        """Return the response with some fields."""
        metadata = {} if self.metadata is None else {"metadata": self.metadata}
        conversation = {} if self.conversation is None else {"conversation_id": self.conversation}
        return {
            "object": "realtime.response",
            "id": new_id("resp_"),
            "status": "in_progress",
            "output": [],
            "output_modalities": self.output_modalities,
            "max_output_tokens": self.max_output_tokens,
            **metadata,
            **conversation,
            **facts,
        }


def failed(request: Request, error: ApiError) -> Iterator[Event]:
    """Yield the events of a response that fails."""
    response = request.response()
    yield {"type": "response.created", "response": response}
    facts = {"type": error.kind, "message": error.message}
    facts |= {} if error.code is None else {"code": error.code}
    details = {"type": "failed", "error": facts}
    done = {**response, "status": "failed", "status_details": details}
    yield {"type": "response.done", "response": done}


class Answer:
    """The output of the model, as the items and the events of the Realtime API.

    ``work`` is the finished response in the form of the Responses API, and ``before`` the id of the last item of the
    conversation.
    """

    def __init__(self, request: Request, work: Mapping[str, Any], before: str | None) -> None:
        self._request = request
        self._work = work
        self._before = before
        self._spoken = "audio" in request.output_modalities
        self.items = [self._item(one) for one in work["output"]]

    def events(self) -> Iterator[Event]:
        """Yield the events of the response, from its creation to its end."""
        response = self._request.response()
        yield {"type": "response.created", "response": response}
        yield {"type": "rate_limits.updated", "rate_limits": _RATE_LIMITS}
        for index, item in enumerate(self.items):
            yield from self._item_events(response["id"], index, item)
        status = self._work["status"]
        details = {**(self._work["incomplete_details"] or {}), "type": status}
        done = {
            **response,
            "status": status,
            **({} if status == "completed" else {"status_details": details}),
            "output": self.items,
            "usage": self._usage(),
        }
        yield {"type": "response.done", "response": done}

    def _item(self, item: Mapping[str, Any]) -> dict[str, Any]:
        if item["type"] != "message":
            return {**item, "object": "realtime.item"}
        texts = [str(one.get("text", one.get("refusal"))) for one in item["content"]]
        kind, name = ("output_audio", "transcript") if self._spoken else ("output_text", "text")
        content = [{"type": kind, name: text} for text in texts]
        return {**item, "object": "realtime.item", "content": content}

    def _item_events(self, response: str, index: int, item: Mapping[str, Any]) -> Iterator[Event]:
        before = self.items[index - 1]["id"] if index else self._before
        empty: dict[str, Any] = {"content": []} if item["type"] == "message" else {"arguments": ""}
        opened = {**item, **empty, "status": "in_progress"}
        place = {"response_id": response, "output_index": index}
        in_conversation = self._request.conversation is not None
        yield {"type": "response.output_item.added", **place, "item": opened}
        if in_conversation:
            yield {"type": "conversation.item.added", "previous_item_id": before, "item": opened}
        inside = {**place, "item_id": item["id"]}
        if item["type"] == "message":
            for number, part in enumerate(item["content"]):
                yield from self._part_events(part, {**inside, "content_index": number})
        else:
            yield from _call_events(item, inside)
        if in_conversation:
            yield {"type": "conversation.item.done", "previous_item_id": before, "item": item}
        yield {"type": "response.output_item.done", **place, "item": item}

    def _part_events(self, part: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Event]:
        kind, name = ("audio", "transcript") if self._spoken else ("text", "text")
        text = part[name]
        said = "response.output_audio_transcript" if self._spoken else "response.output_text"
        added = {"type": kind, name: ""}
        yield {"type": "response.content_part.added", **place, "part": added}
        for word in words(text):
            yield {"type": f"{said}.delta", **place, "delta": word}
        if self._spoken:
            sound = base64.b64encode(sounds.silence(text)).decode()
            yield {"type": "response.output_audio.delta", **place, "delta": sound}
            yield {"type": "response.output_audio.done", **place}
        yield {"type": f"{said}.done", **place, name: text}
        yield {"type": "response.content_part.done", **place, "part": {"type": kind, name: text}}

    def _usage(self) -> dict[str, Any]:
        usage = self._work["usage"]
        written = usage["output_tokens"]
        return {
            "total_tokens": usage["total_tokens"],
            "input_tokens": usage["input_tokens"],
            "output_tokens": written,
            "input_token_details": {"text_tokens": usage["input_tokens"], "cached_tokens": 0},
            "output_token_details": {
                "text_tokens": 0 if self._spoken else written,
                "audio_tokens": written if self._spoken else 0,
            },
        }


def _call_events(item: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Event]:
    kind = "response.function_call_arguments"
    facts = {**place, "call_id": item["call_id"]}
    yield {"type": f"{kind}.delta", **facts, "delta": item["arguments"]}
    done = {"name": item["name"], "arguments": item["arguments"]}
    yield {"type": f"{kind}.done", **facts, **done}
