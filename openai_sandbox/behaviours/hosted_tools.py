"""The tools of responses that OpenAI runs itself: searches of the web, code, and images. The sandbox neither searches nor runs code.

A model uses one only if the request says that it must. ``file_search`` is in a module of its own.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from openai_sandbox.behaviours.images import picture
from openai_sandbox.ids import new_id

_OUTPUTS = "code_interpreter_call.outputs"


def required_call(body: Mapping[str, Any], question: str) -> dict[str, Any] | None:
    """Return the item for the tool that must be used, None without one. A function that must be called comes first."""
    tools = {one["type"]: one for one in body.get("tools", ())}
    choice = body.get("tool_choice", "auto")
    if isinstance(choice, Mapping):
        wanted = [tools[choice["type"]]] if choice["type"] in tools else []
    else:
        wanted = [*tools.values()] if choice == "required" and "function" not in tools else []
    for tool in wanted:
        if tool["type"].startswith("web_search"):
            return _web_search(question)
        if tool["type"] == "code_interpreter":
            return _code(tool, question, with_outputs=_OUTPUTS in (body.get("include") or ()))
        if tool["type"] == "image_generation":
            return _image(question)
    return None


def _web_search(question: str) -> dict[str, Any]:
    action = {"type": "search", "query": question, "queries": [question]}
    return {"id": new_id("ws_"), "type": "web_search_call", "status": "completed", "action": action}


def _code(tool: Mapping[str, Any], question: str, *, with_outputs: bool) -> dict[str, Any]:
    container = tool["container"]
    return {
        "id": new_id("ci_"),
        "type": "code_interpreter_call",
        "status": "completed",
        "code": f"print({question!r})",
        "container_id": container if isinstance(container, str) else new_id("cntr_"),
        "outputs": [{"type": "logs", "logs": f"{question}\n"}] if with_outputs else None,
    }


def _image(question: str) -> dict[str, Any]:
    return {
        "id": new_id("ig_"),
        "type": "image_generation_call",
        "status": "completed",
        "result": base64.b64encode(picture(question)).decode(),
    }
