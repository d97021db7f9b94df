"""The output of the Responses API. The same request always gets the same text. The module stores nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from openai_sandbox.behaviours import chat, documents, file_search, hosted_tools, moderations
from openai_sandbox.behaviours.log_probabilities import log_probabilities
from openai_sandbox.behaviours.vector_store_search import Result
from openai_sandbox.calls import Call
from openai_sandbox.errors import invalid
from openai_sandbox.ids import new_id
from openai_sandbox.scripted_answers import Prompt, Scripted

Context = Sequence[Mapping[str, Any]]
"""The items in the context of the model, oldest first."""


def prompt_of(body: Mapping[str, Any], context: Context) -> Prompt:
    """Return what the model receives, for scripted answers."""
    messages = [one for one in context if "content" in one]
    last = context[-1] if context else {}
    output = last.get("output") if str(last.get("type")).endswith("_call_output") else None
    return Prompt(
        endpoint="responses",
        model=body["model"],
        input=chat.question(messages),
        instructions=body.get("instructions") or chat.instructions(messages),
        tool_output=output if output is None or isinstance(output, str) else json.dumps(output),
    )


def answer_to(
    call: Call, body: Mapping[str, Any], context: Context, scripted: Scripted | None
) -> dict[str, Any]:
    """Return the finished response to a request: output, usage and status."""
    searched = file_search.results_for(call, body, documents.shortened(context))
    if scripted and scripted.calls:
        output, whole = [_function_call(one.name, one.arguments) for one in scripted.calls], True
    else:
        item, whole = _item(body, context, searched[1] if searched else (), scripted)
        question = chat.question(documents.shortened(one for one in context if "content" in one))
        used = None if scripted else hosted_tools.required_call(body, question)
        output = [item] if used is None else [used, item]
    if searched:
        output.insert(0, searched[0])
    if (body.get("prompt_cache_options") or {}).get("prewarm"):
        output = []
    prompt_tokens, output_tokens = (
        tokens(context, body),
        chat.count_tokens(json.dumps(output)) if output else 0,
    )
    return {
        "status": "completed" if whole else "incomplete",
        "incomplete_details": None if whole else {"reason": "max_output_tokens"},
        "output": output,
        "moderation": _moderation(body, context, output),
        "usage": usage(prompt_tokens, output_tokens),
    }


def usage(read: int, written: int) -> dict[str, Any]:
    """Return the usage of a request, from the numbers of tokens that were read and written."""
    return {
        "input_tokens": read,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": written,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": read + written,
    }


def _item(
    body: Mapping[str, Any],
    context: Context,
    results: Sequence[Result],
    scripted: Scripted | None,
) -> tuple[dict[str, Any], bool]:
    """Return the last item of the output, and whether it is complete."""
    tool = None if scripted else _required_function(body)
    if tool is not None:
        return _function_call(tool["name"], chat.json_for(tool.get("parameters"))), True
    if scripted and scripted.refusal is not None:
        part: dict[str, Any] = {"type": "refusal", "refusal": scripted.refusal}
        whole = True
    else:
        known = scripted.text if scripted else None
        text, whole = _text(body, context, results) if known is None else _limited(body, known)
        annotations = file_search.citations(text, results)
        included = "message.output_text.logprobs" in (body.get("include") or ())
        likely = log_probabilities(text, body.get("top_logprobs")) if included else []
        part = {"type": "output_text", "text": text, "annotations": annotations, "logprobs": likely}
    return {
        "id": new_id("msg_"),
        "type": "message",
        "role": "assistant",
        "status": "completed" if whole else "incomplete",
        "content": [part],
    }, whole


def _function_call(name: str, arguments: str) -> dict[str, Any]:
    called = {"type": "function_call", "name": name, "arguments": arguments}
    return {**called, "id": new_id("fc_"), "call_id": new_id("call_"), "status": "completed"}


def _required_function(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the function that must be called. If the model may choose, the sandbox calls no function."""
    choice = body.get("tool_choice", "auto")
    named = choice.get("name") if isinstance(choice, Mapping) else None
    if choice != "required" and named is None:
        return None
    functions = [one for one in body.get("tools", ()) if one["type"] == "function"]
    found = [one for one in functions if named in {None, one["name"]}]
    if not found and isinstance(choice, Mapping) and choice["type"] == "function":
        raise invalid(f"Tool choice '{named}' not found in 'tools' parameter.", "tool_choice")
    return found[0] if found else None


def _text(body: Mapping[str, Any], context: Context, results: Sequence[Result]) -> tuple[str, bool]:
    form: dict[str, Any] = (body.get("text") or {}).get("format") or {"type": "text"}
    text = chat.text_for(documents.shortened(one for one in context if "content" in one))
    if form["type"] == "json_schema":
        text = chat.json_for(form.get("schema"))
    elif form["type"] == "json_object":
        text = json.dumps({"answer": text})
    elif results:
        text = file_search.quoted(text, results)
    return _limited(body, text)


def _limited(body: Mapping[str, Any], text: str) -> tuple[str, bool]:
    return chat.shortened(text, body.get("max_output_tokens"))


def tokens(context: Context, body: Mapping[str, Any]) -> int:
    """Return the number of tokens in an input."""
    counted = [*context, body.get("instructions", ""), *body.get("tools", ())]
    return sum(
        chat.count_tokens(one if isinstance(one, str) else json.dumps(one))
        for one in counted
        if one
    )


def _moderation(
    body: Mapping[str, Any], context: Context, output: list[dict[str, Any]]
) -> dict[str, Any] | None:
    if "moderation" not in body:
        return None
    model = body["moderation"]["model"]
    return {
        "input": moderations.moderated(model, json.dumps(context)),
        "output": moderations.moderated(model, json.dumps(output)),
    }
