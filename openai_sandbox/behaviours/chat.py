"""Chat completions with deterministic output. They are stored if ``store`` is true."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from openai_sandbox import crud, sounds
from openai_sandbox.behaviours import documents, models, streams
from openai_sandbox.behaviours.log_probabilities import log_probabilities
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.plausible_values import plausible
from openai_sandbox.scripted_answers import Prompt, Scripted
from openai_sandbox.store import Record

COLLECTION = "/chat/completions"
_CHARACTERS_PER_TOKEN = 4
_AUDIO_SECONDS = 3600


def create(call: Call) -> Answer:
    """Create a chat completion."""
    body = call.body
    models.require(call, body["model"])
    _check(body)
    messages = documents.with_texts(call, body["messages"])
    scripted = call.answers.answer_to(_prompt(body, question(messages)))
    asked = question(documents.shortened(messages))
    choices = [_choice(body, asked, number, scripted) for number in range(body.get("n") or 1)]
    known = {
        "object": "chat.completion",
        "model": body["model"],
        "choices": choices,
        "usage": _usage(messages, choices),
        "service_tier": "default",
        "system_fingerprint": f"fp_{_digest(body['model'])[:10]}",
    }
    record = crud.create(call, known, extra={"messages": body["messages"]})
    _set_metadata(call, record, body.get("metadata"))
    if not body.get("store"):
        call.store.delete(COLLECTION, record.id)
    if body.get("stream"):
        options = body.get("stream_options") or {}
        answer = streams.completion(record.wire, with_usage=options.get("include_usage") is True)
        return paced(answer, scripted)
    return paced(Answer(body=record.wire), scripted)


def paced(answer: Answer, scripted: Scripted | None) -> Answer:
    """Return an answer with the delay and the pace of its script."""
    if scripted is None:
        return answer
    return dataclasses.replace(answer, delay=scripted.delay, pace=scripted.pace)


def _prompt(body: Mapping[str, Any], asked: str) -> Prompt:
    messages = body["messages"]
    last = messages[-1] if messages else {}
    output = _text(last.get("content")) if last.get("role") == "tool" else None
    return Prompt(
        endpoint="chat",
        model=body["model"],
        input=asked,
        instructions=instructions(messages),
        tool_output=output,
    )


def text_for(messages: Sequence[Mapping[str, Any]]) -> str:
    """Return the sandbox's output for a conversation. The same conversation always gets the same output."""
    return reply(question(messages), 0)


def instructions(messages: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of the system and developer messages."""
    roles = {"system", "developer"}
    return "\n".join(_text(one.get("content")) for one in messages if one.get("role") in roles)


def count_tokens(text: str) -> int:
    """Return the approximate number of tokens in a text."""
    return max(1, -(-len(text) // _CHARACTERS_PER_TOKEN))


def shortened(text: str, limit: int | None) -> tuple[str, bool]:
    """Return the beginning of a text, up to a number of tokens, and whether this is the whole text."""
    if limit and count_tokens(text) > limit:
        return text[: limit * _CHARACTERS_PER_TOKEN], False
    return text, True


def mentions_json(messages: object) -> bool:
    """Return whether the messages contain the word "json", which the API requires for the format ``json_object``."""
    return "json" in json.dumps(messages).lower()


def json_for(schema: Mapping[str, Any] | None) -> str:
    """Return plausible JSON text for a user's schema."""
    return json.dumps(plausible(schema or {}))


def _check(body: Mapping[str, Any]) -> None:
    if body.get("top_logprobs") is not None and not body.get("logprobs"):
        raise invalid("'top_logprobs' needs 'logprobs' to be true.", "top_logprobs")
    if body.get("max_tokens") and body.get("max_completion_tokens"):
        raise invalid(
            "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
            "max_tokens",
            "invalid_parameter_combination",
        )
    if body.get("stream_options") is not None and not body.get("stream"):
        raise invalid(
            "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
            "stream_options",
        )
    if body.get("metadata") and not body.get("store"):
        raise invalid(
            "The 'metadata' parameter is only allowed when 'store' is enabled.", "metadata"
        )
    if _wants_json(body) and not mentions_json(body["messages"]):
        raise invalid(
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type "
            "'json_object'.",
            "messages",
        )
    choice = body.get("tool_choice")
    if (isinstance(choice, dict) or choice == "required") and not body.get("tools"):
        raise invalid("'tool_choice' is only allowed when 'tools' are specified.", "tool_choice")


def _wants_json(body: Mapping[str, Any]) -> bool:
    return (body.get("response_format") or {}).get("type") == "json_object"


def question(messages: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of the last message of the user."""
    for message in reversed(messages):
        if message.get("role") == "user":
            return _text(message.get("content"))
    return _text(messages[-1].get("content")) if messages else ""


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts: list[dict[str, Any]] = content
        return " ".join(
            part["text"] if isinstance(part.get("text"), str) else f"[{part['type']}]"
            for part in parts
        )
    return ""


def reply(question: str, number: int) -> str:
    """Return the sandbox's output for an input. Each of several choices has its number."""
    variant = f" (variant {number + 1})" if number else ""
    return f"This is the sandbox's answer{variant} to: {question}"


def _choice(
    body: Mapping[str, Any], question: str, number: int, scripted: Scripted | None
) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": None, "refusal": None}
    finish = "stop"
    called = None if scripted else _required_tool(body)
    if scripted and scripted.calls:
        message["tool_calls"] = [
            {
                "id": f"call_{_digest(f'{one}{question}{number}{index}')[:24]}",
                "type": "function",
                "function": {"name": one.name, "arguments": one.arguments},
            }
            for index, one in enumerate(scripted.calls)
        ]
        finish = "tool_calls"
    elif scripted and scripted.refusal is not None:
        message["refusal"] = scripted.refusal
    elif called:
        message["tool_calls"] = [_tool_call(called, f"{question}{number}")]
        finish = "tool_calls"
    else:
        known = scripted.text if scripted else None
        text, finish = limited(body, _content(body, question, number) if known is None else known)
        message |= {"content": text, "annotations": []}
        if "audio" in (body.get("modalities") or ()):
            message |= {"content": None, "audio": _spoken(body, text)}
    likely = _log_probabilities(body, message) if body.get("logprobs") else None
    return {"index": number, "message": message, "logprobs": likely, "finish_reason": finish}


def _spoken(body: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return an answer as speech: its samples with the format ``pcm16``, otherwise a WAV file."""
    samples = sounds.silence(text)
    is_raw = (body.get("audio") or {}).get("format") == "pcm16"
    data = base64.b64encode(samples if is_raw else sounds.wav(samples, text)).decode()
    expires = int(time.time()) + _AUDIO_SECONDS
    return {
        "id": f"audio_{_digest(text)[:24]}",
        "transcript": text,
        "data": data,
        "expires_at": expires,
    }


def _log_probabilities(body: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: message[name] for name in ("content", "refusal")}
    return {
        name: None if text is None else log_probabilities(text, body.get("top_logprobs"))
        for name, text in texts.items()
    }


def _content(body: Mapping[str, Any], question: str, number: int) -> str:
    return formed(body.get("response_format"), reply(question, number))


def formed(form: Any, text: str) -> str:
    """Return a text in the form of ``response_format``: as it is, as a JSON object, or as values for the schema."""
    kind = form.get("type") if isinstance(form, Mapping) else "text"
    if kind == "json_schema":
        return json_for(form["json_schema"].get("schema"))
    return json.dumps({"answer": text}) if kind == "json_object" else text


def limited(body: Mapping[str, Any], text: str) -> tuple[str, str]:
    """Return a text until the first stop sequence and the largest number of tokens, and the reason to finish."""
    stops = body.get("stop") or ()
    for stop in [stops] if isinstance(stops, str) else stops:
        text = text.split(stop, 1)[0]
    text, whole = shortened(text, body.get("max_completion_tokens") or body.get("max_tokens"))
    return text, "stop" if whole else "length"


def _required_tool(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the tool that must be called, None if the model may choose. With ``auto``, the sandbox calls no tool."""
    choice, tools = body.get("tool_choice"), body.get("tools") or ()
    if not tools or choice in (None, "auto", "none"):
        return None
    if isinstance(choice, dict) and choice["type"] in {"function", "custom"}:
        name = choice[choice["type"]]["name"]
        for tool in tools:
            if tool.get(tool["type"], {}).get("name") == name:
                found: Mapping[str, Any] = tool
                return found
        raise invalid(f"Tool choice '{name}' not found in 'tools'.", "tool_choice")
    first: Mapping[str, Any] = tools[0]
    return first


def _tool_call(tool: Mapping[str, Any], salt: str) -> dict[str, Any]:
    kind = tool["type"]
    name = tool[kind]["name"]
    call: dict[str, Any] = {"id": f"call_{_digest(name + salt)[:24]}", "type": kind}
    if kind == "function":
        arguments = json_for(tool["function"].get("parameters"))
        return {**call, "function": {"name": name, "arguments": arguments}}
    return {**call, "custom": {"name": name, "input": "sandbox"}}


def _usage(
    messages: Sequence[Mapping[str, Any]], choices: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    prompt = sum(3 + count_tokens(_text(one.get("content"))) for one in messages)
    completion = sum(
        count_tokens(one["message"]["content"] or json.dumps(one["message"])) for one in choices
    )
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def update(call: Call) -> Answer:
    """Update a chat completion. The metadata is replaced as a whole."""
    record = crud.load(call)
    _set_metadata(call, record, call.body["metadata"])
    return Answer(body=record.wire)


def _set_metadata(call: Call, record: Record, metadata: Mapping[str, Any] | None) -> None:
    """Add the metadata to the answer, as the API does, also if an older document does not contain the field."""
    record.wire["metadata"] = dict(metadata or {})
    call.store.save(record)


def read_messages(call: Call) -> Answer:
    """List the messages of the request of a stored completion."""
    crud.require_parents(call)
    completion = call.store.get(COLLECTION, call.params["completion_id"])
    if completion is not None and not call.store.count(call.path):
        for number, message in enumerate(completion.extra["messages"]):
            _store_message(call, completion, number, message)
    # The document allows only the role of the assistant here. The API returns the messages of the request.
    return dataclasses.replace(crud.list_records(call, call.path), documented=False)


def _store_message(call: Call, completion: Record, number: int, message: Mapping[str, Any]) -> None:
    content = message.get("content")
    wire = {
        "id": f"{completion.id}-{number}",
        "role": message["role"],
        "content": content if isinstance(content, str) else _text(content),
        "refusal": None,
        "name": message.get("name"),
        "content_parts": content if isinstance(content, list) else None,
    }
    call.store.insert(
        Record(
            collection=call.path,
            id=wire["id"],
            shape=f"items of {call.operation.shape}",
            wire=wire,
        )
    )


HANDLERS = {
    "POST /chat/completions": create,
    "POST /chat/completions/{completion_id}": update,
    "GET /chat/completions/{completion_id}/messages": read_messages,
}
