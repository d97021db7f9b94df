"""What parts of one object say about each other. Each rule returns a sentence on what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from provider_shim.records import Record
from provider_shim.rules.kinds import OfKind

ACCESS = ("enabled", "disabled", "restricted")
"""How a hosted environment may reach the network."""

GRADERS: Mapping[str, tuple[str, ...]] = {
    "string_check": ("input", "reference", "operation"),
    "text_similarity": ("input", "reference", "evaluation_metric"),
    "python": ("source",),
    "score_model": ("input", "model"),
    "multi": ("graders", "calculate_output"),
}
"""What each kind of grader cannot do without, besides its name."""

MOST_ITEMS = 20
"""Items that a conversation can begin with."""

_CHUNKING = OfKind(needed={"static": ("static",)}, possible={"static": (), "auto": ()})


def chunking_fault(value: Mapping[str, Any]) -> str | None:
    """Return what is wrong with a chunking strategy."""
    if fault := _CHUNKING(value):
        return fault
    sizes = value.get("static")
    if isinstance(sizes, Mapping):
        size, overlap = sizes.get("max_chunk_size_tokens"), sizes.get("chunk_overlap_tokens")
        if isinstance(size, int) and isinstance(overlap, int) and overlap > size / 2:
            return f"`chunk_overlap_tokens` must not exceed half of `max_chunk_size_tokens`: {overlap} is more than {size} / 2."
    return None


def network_fault(network: Mapping[str, Any]) -> str | None:
    """Return what is wrong with what a hosted environment may reach."""
    access, allowed, blocked = (
        network.get(name) for name in ("access", "allowed_domains", "blocked_domains")
    )
    if access in ACCESS and access != "restricted" and (allowed or blocked):
        return f'Domains must not be set where `access` is "{access}".'
    if allowed and blocked:
        return "Set `allowed_domains` or `blocked_domains`, not both."
    if blocked and any("*" in domain for domain in blocked):
        return "`blocked_domains` knows no wildcards."
    return None


def inline_files_fault(files: Sequence[Mapping[str, Any]]) -> str | None:
    """Return which inline file has no content, or two."""
    for file in files:
        if file.get("type") == "inline" and (file.get("data") is None) == (
            file.get("data_wo") is None
        ):
            return (
                f'Either `data` or `data_wo` must be set for the inline file "{file.get("path")}".'
            )
    return None


def choices_fault(choices: Any) -> str | None:
    """Return which choice stands there twice."""
    seen = set()
    for choice in choices if isinstance(choices, list) else ():
        value = choice.get("value") if isinstance(choice, Mapping) else None
        if not isinstance(value, str | bool):
            continue  # another message is about that
        if (type(value), value) in seen:
            return f"Each choice must be another; {json.dumps(value)} stands there twice."
        seen.add((type(value), value))
    return None


def voice_fault(voice: Any) -> str | None:
    """Return what is wrong with a voice."""
    return (
        "The voice needs an `id`." if isinstance(voice, Mapping) and not voice.get("id") else None
    )


def message_fault(message: Any) -> str | None:
    """Return what a message of its role cannot do without, or None."""
    role = message.get("role")
    if role == "tool" and not message.get("tool_call_id"):
        return '`tool_call_id` must be set where `role` is "tool".'
    if role == "function" and not message.get("name"):
        return '`name` must be set where `role` is "function".'
    answers = ("content", "tool_calls", "function_call", "refusal", "audio")
    needed = answers if role == "assistant" else ("content",)
    if role != "function" and all(message.get(name) in (None, []) for name in needed):
        named = " or ".join(f"`{name}`" for name in needed[:2])
        return f'{named} must be set where `role` is "{role}".'
    return None


def items_fault(value: Any) -> str | None:
    """Return what is wrong with a list of items: each needs a kind, and messages need more."""
    if not isinstance(value, list) or not value:
        return "A list of at least one item is needed."
    for number, item in enumerate(value):
        if not isinstance(item, Mapping):
            return f"Item {number} must be an object."
        if item.get("type") is None and "role" not in item and "id" not in item:
            return f"Item {number} needs a `type`, or the `role` of a message."
        if item.get("type", "message") == "message" and "role" in item and not item.get("content"):
            return f"Item {number} is a message and needs `content`."
    return None


def input_fault(value: Any) -> str | None:
    """Return what is wrong with what a model is asked: a text, or a list of items."""
    return items_fault(value) if isinstance(value, list) else None


def first_items_fault(value: Any) -> str | None:
    """Return what is wrong with the items that a conversation begins with."""
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        return f"At most {MOST_ITEMS} items are allowed; {len(value)} are set. Add the others as `openai_conversation_item`."
    return items_fault(value)


def grader_fault(grader: Any) -> str | None:
    """Return what is wrong with a grader beside its types."""
    kind = grader.get("type")
    for name in GRADERS.get(kind, ()):
        if grader.get(name) in (None, "", [], {}):
            return f'`{name}` must be set where `type` is "{kind}".'
    given = grader.get("input")
    if kind == "score_model" and not isinstance(given, list):
        return '`input` must be a list of messages where `type` is "score_model".'
    if kind in {"string_check", "text_similarity"} and not isinstance(given, str):
        return f'`input` must be a text where `type` is "{kind}".'
    return _range_fault(grader.get("range"))


def _range_fault(limits: Any) -> str | None:
    if isinstance(limits, list) and len(limits) == len(("least", "greatest")):
        least, greatest = limits
        if least >= greatest:
            return f"`range` must begin with the least score: {least} is not less than {greatest}."
    return None


class NamedOnce(Record):
    """Members of a group, each of which may be named once.

    Attributes:
        by: what a member is named by.
        reason: why once, as the end of a sentence.
        any_case: whether names that differ by their case are the same.
    """

    by: tuple[str, ...]
    reason: str
    any_case: bool = False

    def __call__(self, members: Sequence[Mapping[str, Any]]) -> str | None:
        """Return who is named twice, or None."""
        for name in self.by:
            names = [one[name] for one in members if isinstance(one.get(name), str)]
            compared = [one.lower() for one in names] if self.any_case else names
            for one in compared:
                if compared.count(one) > 1:
                    return f'"{one}" is named twice: {self.reason}'
        return None
