"""The kinds of a model from its id, and the filters of models."""

from __future__ import annotations

import pytest

from provider_shim.objects.text.model import KINDS, kinds_of, matching


@pytest.mark.parametrize(
    ("identity", "kinds"),
    [
        ("gpt-4o", {"gpt"}),
        ("gpt-4.1-mini-2025-04-14", {"gpt"}),
        ("gpt-3.5-turbo", {"gpt"}),
        ("chatgpt-4o-latest", {"gpt"}),
        ("gpt-5", {"gpt", "reasoning"}),
        ("gpt-5.1-codex", {"gpt", "reasoning"}),
        ("gpt-oss-120b", {"gpt", "reasoning"}),
        ("o1", {"reasoning"}),
        ("o4-mini-2025-04-16", {"reasoning"}),
        ("text-embedding-3-small", {"embedding"}),
        ("omni-moderation-latest", {"moderation"}),
        ("text-moderation-latest", {"moderation"}),
        ("dall-e-3", {"image"}),
        ("gpt-image-1", {"image"}),
        ("whisper-1", {"audio"}),
        ("tts-1-hd", {"audio"}),
        ("gpt-4o-transcribe", {"audio"}),
        ("gpt-4o-mini-tts", {"audio"}),
        ("gpt-4o-audio-preview", {"audio"}),
        ("gpt-realtime", {"audio"}),
        ("ft:gpt-4o-mini-2024-07-18:org::abc", {"fine-tuned"}),
        ("babbage-002", set()),
        ("llama3", set()),
        ("olmo-7b", set()),
    ],
)
def test_the_kind_is_determined_from_the_id(identity: str, kinds: set[str]) -> None:
    assert kinds_of(identity) == kinds
    assert kinds <= set(KINDS)


def test_models_of_the_same_age_are_sorted_by_id() -> None:
    models = [{"id": "b", "created": 1}, {"id": "a", "created": 1}, {"id": "c", "created": 2}]
    assert [model["id"] for model in matching(models, {})] == ["c", "a", "b"]


def test_a_model_must_pass_all_filters() -> None:
    models = [{"id": "gpt-4", "owned_by": "x"}, {"id": "gpt-4o", "owned_by": "y"}]
    assert (
        matching(models, {"owner": "y", "prefix": "gpt", "regex": "4", "kind": "gpt"}) == models[1:]
    )
    assert matching(models, {"owner": "z"}) == []
