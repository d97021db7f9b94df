"""Log probabilities of tokens. The sandbox's tokens are the pieces in which it streams a text, and all are equally likely."""

from __future__ import annotations

from typing import Any

from openai_sandbox.behaviours.streams import words

_PROBABILITY = -0.01


def log_probabilities(text: str, alternatives: int | None) -> list[dict[str, Any]]:
    """Return the log probability of each token. The list of its alternatives contains at most the token itself."""
    return [
        {**_token(one), "top_logprobs": [_token(one)] if alternatives else []}
        for one in words(text)
    ]


def _token(text: str) -> dict[str, Any]:
    return {"token": text, "logprob": _PROBABILITY, "bytes": list(text.encode())}
