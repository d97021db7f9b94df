"""What an agent does with an input: it answers with a text, calls functions, or fails.

The agent gives the scripted answer. Without one, it always gives the same answer, or plausible values for its schema. It fails if the
script contains an error, or if a part of the input is the text "Fail.".
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from openai_sandbox.behaviours import chat
from openai_sandbox.calls import Call
from openai_sandbox.errors import ApiError
from openai_sandbox.scripted_answers import Prompt

_ANSWER = "This is the sandbox's answer."


def answer_to(
    call: Call, agent: Mapping[str, Any], texts: Sequence[str], tool_output: str | None = None
) -> dict[str, Any]:
    """Return the ``text`` with which a turn will end, the ``calls`` of functions, or the message of its ``error``.

    ``pace`` is the time in seconds between two events of a stream.

    Args:
        call: The request.
        agent: The agent, as the API returns it.
        texts: The texts of the input.
        tool_output: The output of the last function, None if the agent has called none yet.
    """
    if "Fail." in texts:
        return {"error": "The agent failed as requested."}
    prompt = Prompt(
        endpoint="agents",
        model=agent["model"],
        input=" ".join(texts),
        instructions=agent.get("instructions") or "",
        tool_output=tool_output,
    )
    try:
        scripted = call.answers.answer_to(prompt)
    except ApiError as error:
        return {"error": error.message}
    if scripted is None:
        form = (agent.get("text") or {}).get("format") or {}
        is_json = form.get("type") == "json_schema"
        return {"text": chat.json_for(form["schema"]) if is_json else _ANSWER}
    if scripted.calls:
        calls = [
            {"name": one.name, "arguments": json.loads(one.arguments)} for one in scripted.calls
        ]
        return {"calls": calls, "pace": scripted.pace}
    return {"text": scripted.text or scripted.refusal or _ANSWER, "pace": scripted.pace}
