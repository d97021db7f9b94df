"""Rules for the members of one object. Each returns a sentence about what is wrong, or None. See `provider_shim.rules`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from provider_shim.records import Record
from provider_shim.rules.kinds import OfKind

ACCESS = ("enabled", "disabled", "restricted")
"""The network access of a hosted environment."""

GRADERS: Mapping[str, tuple[str, ...]] = {
    "string_check": ("input", "reference", "operation"),
    "text_similarity": ("input", "reference", "evaluation_metric"),
    "python": ("source",),
    "score_model": ("input", "model"),
    "multi": ("graders", "calculate_output"),
}
"""The required members of each kind of grader, other than its name."""

MOST_ITEMS = 20
"""The maximum number of items in a new conversation."""

_CHUNKING = OfKind(needed={"static": ("static",)}, possible={"static": (), "auto": ()})


def chunking_fault(value: Mapping[str, Any]) -> str | None:
    """Return what is wrong with a chunking strategy, or None."""
    if fault := _CHUNKING(value):
        return fault
    sizes = value.get("static")
    if isinstance(sizes, Mapping):
        size, overlap = sizes.get("max_chunk_size_tokens"), sizes.get("chunk_overlap_tokens")
        if isinstance(size, int) and isinstance(overlap, int) and overlap > size / 2:
            return f"`chunk_overlap_tokens` must be at most half of `max_chunk_size_tokens`, but {overlap} is more than {size} / 2."
    return None


def network_fault(network: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the network settings of a hosted environment, or None."""
    access, allowed, blocked = (
        network.get(name) for name in ("access", "allowed_domains", "blocked_domains")
    )
    if access in ACCESS and access != "restricted" and (allowed or blocked):
        return f'Domains must not be set if `access` is "{access}".'
    if allowed and blocked:
        return "Set either `allowed_domains` or `blocked_domains`, not both."
    if blocked and any("*" in domain for domain in blocked):
        return "`blocked_domains` does not support wildcards."
    return None


def inline_files_fault(files: Sequence[Mapping[str, Any]]) -> str | None:
    """Return a sentence about an inline file that has no content or two contents, or None."""
    for file in files:
        if file.get("type") == "inline" and (file.get("data") is None) == (
            file.get("data_wo") is None
        ):
            return f'Exactly one of `data` and `data_wo` must be set for the inline file "{file.get("path")}".'
    return None


def choices_fault(choices: Any) -> str | None:
    """Return a sentence about a choice that is in the list twice, or None."""
    seen = set()
    for choice in choices if isinstance(choices, list) else ():
        value = choice.get("value") if isinstance(choice, Mapping) else None
        if not isinstance(value, str | bool):
            continue  # the type check reports this
        if (type(value), value) in seen:
            return f"Choices must be unique, but {json.dumps(value)} is in the list twice."
        seen.add((type(value), value))
    return None


def voice_fault(voice: Any) -> str | None:
    """Return what is wrong with a voice, or None."""
    return (
        "The voice needs an `id`." if isinstance(voice, Mapping) and not voice.get("id") else None
    )


def message_fault(message: Any) -> str | None:
    """Return a sentence about a missing member that the role of a message requires, or None."""
    role = message.get("role")
    if role == "tool" and not message.get("tool_call_id"):
        return '`tool_call_id` must be set if `role` is "tool".'
    if role == "function" and not message.get("name"):
        return '`name` must be set if `role` is "function".'
    answers = ("content", "tool_calls", "function_call", "refusal", "audio")
    needed = answers if role == "assistant" else ("content",)
    if role != "function" and all(message.get(name) in (None, []) for name in needed):
        named = " or ".join(f"`{name}`" for name in needed[:2])
        return f'{named} must be set if `role` is "{role}".'
    return None


def items_fault(value: Any) -> str | None:
    """Return what is wrong with a list of items, or None. Each item needs a kind, and messages need content."""
    if not isinstance(value, list) or not value:
        return "The value must be a list of at least one item."
    for number, item in enumerate(value):
        if not isinstance(item, Mapping):
            return f"Item {number} must be an object."
        if item.get("type") is None and "role" not in item and "id" not in item:
            return f"Item {number} needs a `type`, or the `role` of a message."
        if item.get("type", "message") == "message" and "role" in item and not item.get("content"):
            return f"Item {number} is a message and needs `content`."
    return None


def input_fault(value: Any) -> str | None:
    """Return what is wrong with the input of a model, which is a text or a list of items, or None."""
    return items_fault(value) if isinstance(value, list) else None


def first_items_fault(value: Any) -> str | None:
    """Return what is wrong with the items of a new conversation, or None."""
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        return (
            f"At most {MOST_ITEMS} items are allowed; {len(value)} are set. "
            "Add the others with the resource `openai_conversation_item`."
        )
    return items_fault(value)


def grader_fault(grader: Any) -> str | None:
    """Return what is wrong with the members of a grader, or None."""
    kind = grader.get("type")
    for name in GRADERS.get(kind, ()):
        if grader.get(name) in (None, "", [], {}):
            return f'`{name}` must be set if `type` is "{kind}".'
    given = grader.get("input")
    if kind == "score_model" and not isinstance(given, list):
        return '`input` must be a list of messages if `type` is "score_model".'
    if kind in {"string_check", "text_similarity"} and not isinstance(given, str):
        return f'`input` must be a text if `type` is "{kind}".'
    return _range_fault(grader.get("range"))


def _range_fault(limits: Any) -> str | None:
    if isinstance(limits, list) and len(limits) == len(("least", "greatest")):
        least, greatest = limits
        if least >= greatest:
            return f"`range` must begin with the lowest score, but {least} is not less than {greatest}."
    return None


class NamedOnce(Record):
    """The rule that each member of a group has a unique name.

    Attributes:
        by: the members that contain the name.
        reason: the reason, as the end of a sentence.
        any_case: whether the comparison is case-insensitive.
    """

    by: tuple[str, ...]
    reason: str
    any_case: bool = False

    def __call__(self, members: Sequence[Mapping[str, Any]]) -> str | None:
        """Return a sentence about a name that occurs twice, or None."""
        for name in self.by:
            names = [one[name] for one in members if isinstance(one.get(name), str)]
            compared = [one.lower() for one in names] if self.any_case else names
            for one in compared:
                if compared.count(one) > 1:
                    return f'"{one}" is named twice: {self.reason}'
        return None
