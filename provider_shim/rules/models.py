"""Known names of models, to warn of a probable typing error. A name may also be newer than this provider.

Source: the names in the types of the `openai` package, without dates. `model_retirements` has the dates on which models end.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

from provider_shim.rules.model_retirements import base_of, retired

KNOWN = (
    *("chatgpt-4o-latest", "chatgpt-image-latest", "codex-mini-latest", "computer-use-preview"),
    *("dall-e-2", "gpt-3.5-turbo", "gpt-3.5-turbo-16k", "gpt-4", "gpt-4-preview", "gpt-4-32k"),
    *("gpt-4-turbo", "gpt-4-turbo-preview", "gpt-4-vision-preview", "gpt-4.1", "gpt-4.1-mini"),
    *("gpt-4.1-nano", "gpt-4o", "gpt-4o-audio-preview", "gpt-4o-mini", "gpt-4o-mini-audio-preview"),
    *("gpt-4o-mini-search-preview", "gpt-4o-mini-transcribe", "gpt-4o-mini-tts"),
    *(
        "gpt-4o-search-preview",
        "gpt-4o-transcribe",
        "gpt-4o-transcribe-diarize",
        "gpt-5-chat-latest",
    ),
    *(
        "gpt-5-codex",
        "gpt-5-pro",
        "gpt-5.1-codex-max",
        "gpt-5.6-cyber",
        "gpt-6-astra",
        "gpt-6-luna",
    ),
    *("gpt-6-sol", "gpt-6-terra", "gpt-6-rosalind", "gpt-6.2-astra-law", "gpt-audio-mini"),
    *("gpt-daybreak-blue-latest", "gpt-daybreak-red-latest", "gpt-image-1", "gpt-image-1-mini"),
    *("gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-rosalind-research", "gpt-transcribe"),
    *("o1", "o1-mini", "o1-preview", "o1-pro", "o3-deep-research", "o4-mini-deep-research"),
    *("omni-moderation", "omni-moderation-latest", "text-embedding-3-large"),
    *("text-embedding-3-small", "text-embedding-ada-002", "text-moderation-latest"),
    *("text-moderation-stable", "tts-1", "tts-1-hd", "whisper-1"),
)
"""One name of each shape. Names that differ only in their version numbers have the same shape."""

_NEAR = 0.8
"""The similarity, from 0 to 1, from which a name is probably a typing error of a known name."""

_DATE = re.compile(r"-(\d{4}-\d\d-\d\d|\d{4})(?=-|$)")
_VERSION = re.compile(r"\d+(\.\d+)*")


def doubt(model: str) -> str | None:
    """Return a warning that OpenAI shuts the model down, or that its id looks wrong, or None."""
    return retired(model) or slip(model)


def slip(model: str) -> str | None:
    """Return what looks wrong with the id of a model, or None. The id may be valid, since OpenAI adds models."""
    base = base_of(model)
    if _shape(base) in _known_shapes():
        return None
    meant = difflib.get_close_matches(_DATE.sub("", base), KNOWN, n=1, cutoff=_NEAR)
    if not meant:
        return None
    return f'This provider does not know the model "{model}". Did you mean "{meant[0]}"?'


@cache
def _known_shapes() -> frozenset[str]:
    return frozenset(map(_shape, KNOWN))


def _shape(model: str) -> str:
    return _VERSION.sub("#", _DATE.sub("", model))
