"""``openai_chat_completion``: one question to a model, asked once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from provider_shim.attributes import identity, metadata
from provider_shim.call import Call, Values
from provider_shim.chat import ANSWER, QUESTION, AskedCompletion, messages
from provider_shim.one_shot import OneShot, asked, triggers
from provider_shim.resource import Draft
from provider_shim.schema import Bool, Schema, String
from provider_shim.values import UNKNOWN, is_wholly_known, plain

_CONTENT = ("content", "choices", "response_moderation")
"""What a stateless completion does not keep."""


class ChatCompletion(AskedCompletion, OneShot):
    """An answer of a model, asked for once and kept until a question or a value in `triggers` changes.

    ~> The answer is stored in the state, and so are the messages. With `stateless = true` the answer is not: only ids,
    numbers and digests are. Messages given as `messages_wo` are not stored either (Terraform 1.11 or later). The ephemeral
    resource `openai_chat_completion` stores nothing at all.

    On destroy nothing happens at OpenAI unless `store = true`: a stored completion is read, its metadata updated, and deleted.
    """

    importable = True
    schema = Schema(
        {
            "id": identity("completion"),
            "model": String(
                required=True, replace=True, unread=True, doc="The id of the model to ask."
            ),
            "messages": messages(
                optional=True, replace=True, unread=True, exactly_one_of=("messages", "messages_wo")
            ),
            "messages_wo": messages(
                optional=True,
                write_only=True,
                wire="messages",
                exactly_one_of=("messages", "messages_wo"),
                doc="As `messages`, but not stored in plan or state (write-only: Terraform 1.11 or later). A change is still noticed, by "
                "its digest in `messages_wo_sha256`.",
            ),
            **asked(QUESTION, once=True),
            "store": Bool(
                optional=True,
                replace=True,
                unread=True,
                doc="Whether OpenAI stores the completion, so that it can be read, given `metadata`, and deleted. Defaults to `false`.",
            ),
            "metadata": metadata("completion", required_with=("store",)),
            "triggers": triggers("completion"),
            "stateless": Bool(
                optional=True,
                computed=True,
                default=False,
                replace=True,
                local=True,
                doc="Whether to keep the answer out of the state: `content`, `choices` and `response_moderation` are then null. Defaults to `false`.",
            ),
            **ANSWER,
            "choices_sha256": String(
                computed=True,
                local=True,
                doc="The SHA-256 of `choices` as JSON with sorted keys: tells answers apart.",
            ),
            "messages_wo_sha256": String(
                computed=True,
                local=True,
                doc="The SHA-256 of `messages_wo` as JSON with sorted keys.",
            ),
        }
    )

    def modify_plan(self, draft: Draft) -> None:
        """Ask again when write-only messages change, which only their digest can tell; keep no answer where none is wanted."""
        digest = _digest_of_messages(draft.config.get("messages_wo"))
        if draft.prior is None:
            draft.planned["messages_wo_sha256"] = digest
        elif digest != draft.prior["messages_wo_sha256"]:
            draft.planned["messages_wo_sha256"] = digest
            if not draft.imported:
                draft.replace.append(("messages_wo_sha256",))
        if draft.imported and draft.prior is not None:
            _accept_alias(draft, draft.prior)
        if draft.planned["stateless"] is True:
            draft.planned.update(dict.fromkeys(_CONTENT))

    def create(self, call: Call, planned: Values) -> Values:
        """Ask, and remember the digest of messages that are not stored."""
        return {
            **super().create(call, planned),
            "messages_wo_sha256": _digest_of_messages(call.config.get("messages_wo")),
        }

    def import_state(self, identity: str) -> Values:
        """Only stored completions can be imported."""
        return {**super().import_state(identity), "store": True}

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values after an answer; those of a stateless completion without the answer itself."""
        values = super().state(answer, known)
        if "choices" in answer:
            values["choices_sha256"] = _sha256(answer["choices"])
        if values["stateless"] is True:
            values.update(dict.fromkeys(_CONTENT))
        if values["model"] is None and isinstance(answer.get("model"), str):
            values["model"] = answer["model"]
        return values


def _accept_alias(draft: Draft, prior: Values) -> None:
    """Take an alias for the model that answered: the API does not tell which name an imported completion was asked by."""
    asked, answered = draft.planned["model"], prior["model"]
    if isinstance(asked, str) and isinstance(answered, str) and answered.startswith(f"{asked}-"):
        draft.replace[:] = [path for path in draft.replace if path != ("model",)]


def _digest_of_messages(value: Any) -> Any:
    if value is None:
        return None
    return _sha256(plain(value)) if is_wholly_known(value) else UNKNOWN


def _sha256(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
