"""Answers as server-sent events, for requests with ``stream``.

The events are made from the finished answer. The module stores nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openai_sandbox.calls import Answer

Event = Mapping[str, Any]
MEDIA_TYPE = "text/event-stream"

_EMPTY_FIELDS: Mapping[str, Mapping[str, Any]] = {
    "message": {"content": []},
    "function_call": {"arguments": ""},
    "file_search_call": {"results": None},
    "web_search_call": {},
    "code_interpreter_call": {"code": "", "outputs": None},
    "image_generation_call": {"result": None},
}
"""The fields of an item that are still empty when its first event is sent, by its type."""
_STAGES: Mapping[str, Sequence[str]] = {
    "file_search_call": ("in_progress", "searching", "completed"),
    "web_search_call": ("in_progress", "searching", "completed"),
    "code_interpreter_call": ("in_progress", "interpreting", "completed"),
    "image_generation_call": ("in_progress", "generating", "completed"),
}
"""The stages of the tools that OpenAI runs, by the type of the item."""
_WORD = re.compile(r"\s*\S+\s*$|\s*\S+|\s+")


def completion(wire: Mapping[str, Any], *, with_usage: bool) -> Answer:
    """Return a chat completion as chunks. With ``with_usage``, a last chunk contains the usage."""
    names = ("id", "created", "model", "service_tier", "system_fingerprint")
    shared = {name: wire[name] for name in names if name in wire}
    shared |= {"object": "chat.completion.chunk", **({"usage": None} if with_usage else {})}
    chunks = [
        {
            **shared,
            "choices": [
                {
                    "index": choice["index"],
                    "delta": delta,
                    "logprobs": likely,
                    "finish_reason": reason,
                }
            ],
        }
        for choice in wire["choices"]
        for delta, reason, likely in _deltas(choice)
    ]
    if with_usage:
        chunks.append({**shared, "choices": [], "usage": wire["usage"]})
    return _answer([*(_event(one) for one in chunks), "data: [DONE]\n\n"])


def _deltas(
    choice: Mapping[str, Any],
) -> Iterator[tuple[dict[str, Any], str | None, dict[str, Any] | None]]:
    """Yield the parts of a choice: the delta, the reason to finish, and the log probabilities of the tokens."""
    message, known = choice["message"], choice["logprobs"] or {}
    content = "" if "tool_calls" not in message else None
    yield {"role": message["role"], "content": content}, None, None
    for name in ("content", "refusal"):
        for number, word in enumerate(words(message[name] or "")):
            likely = (
                {"content": None, "refusal": None, name: [known[name][number]]} if known else None
            )
            yield {name: word}, None, likely
    if audio := message.get("audio"):
        for word in words(audio["transcript"]):
            yield {"audio": {"id": audio["id"], "transcript": word}}, None, None
        yield {"audio": {"id": audio["id"], "data": audio["data"]}}, None, None
        yield {"audio": {"id": audio["id"], "expires_at": audio["expires_at"]}}, None, None
    for index, called in enumerate(message.get("tool_calls") or ()):
        yield {"tool_calls": [{"index": index, **called}]}, None, None
    yield {}, choice["finish_reason"], None


def text_completion(wire: Mapping[str, Any], *, with_usage: bool) -> Answer:
    """Return a completion of a text as chunks. With ``with_usage``, a last chunk contains the usage."""
    shared = {name: one for name, one in wire.items() if name not in {"choices", "usage"}}
    chunks: list[Event] = []
    for choice in wire["choices"]:
        for word in words(choice["text"]):
            part = {**choice, "text": word, "finish_reason": None}
            chunks.append({**shared, "choices": [part]})
        chunks.append({**shared, "choices": [{**choice, "text": ""}]})
    if with_usage:
        chunks.append({**shared, "choices": [], "usage": wire["usage"]})
    return _answer([*(_event(one) for one in chunks), "data: [DONE]\n\n"])


def response(wire: Mapping[str, Any], *, after: int = -1) -> Answer:
    """Return a response as events. Only events with a sequence number above ``after`` are included."""
    return named(one for one in response_events(wire) if one["sequence_number"] > after)


def response_events(wire: Mapping[str, Any]) -> Iterator[Event]:
    """Yield the events of a response, each with its number."""
    for number, event in enumerate(_response_events(wire)):
        yield {"type": event["type"], "sequence_number": number, **event}


def words(text: str) -> list[str]:
    """Return the pieces in which a text is streamed."""
    return _WORD.findall(text)


def _response_events(wire: Mapping[str, Any]) -> Iterator[Event]:
    initial = {**wire, "status": "in_progress", "output": [], "usage": None}
    initial |= {
        "incomplete_details": None,
        **({"completed_at": None} if "completed_at" in wire else {}),
    }
    yield {"type": "response.created", "response": initial}
    yield {"type": "response.in_progress", "response": initial}
    for index, item in enumerate(wire["output"]):
        place = {"output_index": index}
        empty = _EMPTY_FIELDS[item["type"]]
        opened = {**item, **empty, "status": "in_progress"}
        yield {"type": "response.output_item.added", **place, "item": opened}
        place = {"item_id": item["id"], **place}
        if item["type"] == "function_call":
            yield from _function_call_events(item, place)
        for stage in _STAGES.get(item["type"], ()):
            if stage == "interpreting":
                kind = "response.code_interpreter_call_code"
                yield {"type": f"{kind}.delta", **place, "delta": item["code"]}
                yield {"type": f"{kind}.done", **place, "code": item["code"]}
            yield {"type": f"response.{item['type']}.{stage}", **place}
            if stage == "generating":
                yield from _partial_images(wire, item, place)
        for number, part in enumerate(item.get("content", ())):
            yield from _text_events(part, {**place, "content_index": number})
        yield {"type": "response.output_item.done", "output_index": index, "item": item}
    yield {"type": f"response.{wire['status']}", "response": wire}


def _partial_images(
    wire: Mapping[str, Any], item: Mapping[str, Any], place: Mapping[str, Any]
) -> Iterator[Event]:
    tools = [one for one in wire["tools"] if one["type"] == "image_generation"]
    for number in range((tools[0].get("partial_images") or 0) if tools else 0):
        shown = {"partial_image_index": number, "partial_image_b64": item["result"]}
        yield {"type": "response.image_generation_call.partial_image", **place, **shown}


def _text_events(part: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Event]:
    if part["type"] == "refusal":
        yield from _refusal_events(part, place)
        return
    text = part["text"]
    yield {
        "type": "response.content_part.added",
        **place,
        "part": {**part, "text": "", "annotations": []},
    }
    # The events do not repeat the bytes of the tokens.
    known = [_without_bytes(one) for one in part.get("logprobs") or ()]
    for number, word in enumerate(words(text)):
        yield {
            "type": "response.output_text.delta",
            **place,
            "delta": word,
            "logprobs": known[number : number + 1],
        }
    for number, annotation in enumerate(part["annotations"]):
        kind = "response.output_text.annotation.added"
        yield {"type": kind, **place, "annotation_index": number, "annotation": annotation}
    yield {"type": "response.output_text.done", **place, "text": text, "logprobs": known}
    yield {"type": "response.content_part.done", **place, "part": part}


def _without_bytes(token: Mapping[str, Any]) -> dict[str, Any]:
    alternatives = [
        {"token": one["token"], "logprob": one["logprob"]} for one in token["top_logprobs"]
    ]
    return {"token": token["token"], "logprob": token["logprob"], "top_logprobs": alternatives}


def _refusal_events(part: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Event]:
    refusal = part["refusal"]
    yield {"type": "response.content_part.added", **place, "part": {**part, "refusal": ""}}
    for word in words(refusal):
        yield {"type": "response.refusal.delta", **place, "delta": word}
    yield {"type": "response.refusal.done", **place, "refusal": refusal}
    yield {"type": "response.content_part.done", **place, "part": part}


def _function_call_events(item: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Event]:
    kind = "response.function_call_arguments"
    yield {"type": f"{kind}.delta", **place, "delta": item["arguments"]}
    yield {"type": f"{kind}.done", **place, "name": item["name"], "arguments": item["arguments"]}


def transcript(answer: Mapping[str, Any]) -> Answer:
    """Return a transcript as events, including its segments if they name a speaker."""
    segments = [one for one in answer.get("segments", ()) if "speaker" in one]
    deltas = ({"type": "transcript.text.delta", "delta": one} for one in words(answer["text"]))
    usage = {"usage": answer["usage"]} if answer.get("usage", {}).get("type") == "tokens" else {}
    done = {"type": "transcript.text.done", "text": answer["text"], **usage}
    return named([*segments, *deltas, done])


def images(answer: Mapping[str, Any], kind: str, partial: int) -> Answer:
    """Return images as events: the partial images, then the finished image.

    Args:
        answer: The finished answer.
        kind: The beginning of the names of the events: ``image_generation`` or ``image_edit``.
        partial: The number of partial images for each image.
    """
    shared = {name: answer[name] for name in ("size", "quality", "background", "output_format")}
    events: list[Event] = []
    for picture in answer["data"]:
        shown = {"b64_json": picture["b64_json"], "created_at": answer["created"], **shared}
        events += [
            {"type": f"{kind}.partial_image", "partial_image_index": number, **shown}
            for number in range(partial)
        ]
        events.append({"type": f"{kind}.completed", **shown, "usage": answer["usage"]})
    return named(events)


def run(events: Iterable[tuple[str, Mapping[str, Any]]]) -> Answer:
    """Return the events of an assistant's run, given as the name and the object of each event."""
    return _answer([*(_event(one, name) for name, one in events), "event: done\ndata: [DONE]\n\n"])


def named(events: Iterable[Event]) -> Answer:
    """Return events whose name is their ``type``."""
    return _answer(_event(event, event["type"]) for event in events)


def named_event(event: Event) -> bytes:
    """Return one event whose name is its ``type``, for streams whose events come one after the other."""
    return _event(event, event["type"]).encode()


def _event(data: Mapping[str, Any], name: str | None = None) -> str:
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data)}\n\n"


def _answer(lines: Iterable[str]) -> Answer:
    return Answer(content=[line.encode() for line in lines], media_type=MEDIA_TYPE)
