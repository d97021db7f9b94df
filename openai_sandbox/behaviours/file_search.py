"""The tool ``file_search`` of responses: its item in the output, and the citations in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openai_sandbox.behaviours import chat
from openai_sandbox.behaviours.vector_store_search import Result, search
from openai_sandbox.calls import Call
from openai_sandbox.ids import new_id

_MOST = 20
_CITED = 3
_QUOTE = 200
_INCLUDED = "file_search_call.results"


def results_for(
    call: Call, body: Mapping[str, Any], context: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any], list[Result]] | None:
    """Return the item ``file_search_call`` and the results, None if the model uses no file search.

    The sandbox searches for the last message of the user whenever the request has the tool and ``tool_choice`` allows it.
    """
    tools: list[dict[str, Any]] = [
        one for one in body.get("tools", ()) if one["type"] == "file_search"
    ]
    if not tools or not _is_allowed(body):
        return None
    query = chat.question([one for one in context if "content" in one])
    results = [
        one
        for tool in tools
        for one in search(call, tool["vector_store_ids"], [query], tool, _MOST)
    ]
    item: dict[str, Any] = {
        "id": new_id("fs_"),
        "type": "file_search_call",
        "status": "completed",
        "queries": [query],
        "results": None,
    }
    if _INCLUDED in (body.get("include") or ()):
        item["results"] = [_shown(one) for one in results]
    return item, results


def _is_allowed(body: Mapping[str, Any]) -> bool:
    """Return whether ``tool_choice`` lets the model use the tool. A function that must be called comes first."""
    choice = body.get("tool_choice", "auto")
    if isinstance(choice, Mapping):
        if choice["type"] == "allowed_tools":
            return any(one.get("type") == "file_search" for one in choice["tools"])
        return bool(choice["type"] == "file_search")
    functions = any(one["type"] == "function" for one in body.get("tools", ()))
    return choice == "auto" or (choice == "required" and not functions)


def _shown(result: Result) -> dict[str, Any]:
    return {
        "file_id": result.file_id,
        "filename": result.filename,
        "score": result.score,
        "attributes": dict(result.attributes),
        "text": result.text,
    }


def quoted(text: str, results: Iterable[Result]) -> str:
    """Return a text with the beginning of the best results."""
    best = list(results)[:_CITED]
    quotes = (f"{one.filename}: {' '.join(one.text.split())[:_QUOTE]}" for one in best if one.score)
    return "\n\n".join([text, *quotes])


def citations(text: str, results: Iterable[Result]) -> list[dict[str, Any]]:
    """Return one citation for each file that the text names. The index is the end of the first line with its name."""
    cited: dict[str, dict[str, Any]] = {}
    for one in results:
        if one.file_id in cited or one.filename not in text:
            continue
        end = text.find("\n", text.index(one.filename))
        cited[one.file_id] = {
            "type": "file_citation",
            "file_id": one.file_id,
            "filename": one.filename,
            "index": len(text) if end < 0 else end,
        }
    return list(cited.values())
