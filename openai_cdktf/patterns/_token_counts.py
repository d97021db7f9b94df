"""Counts the tokens of training examples, with OpenAI's tokenizer if it is installed.

The package ``tiktoken`` downloads its vocabulary at the first use. A synthesis must not need a network, so the vocabulary is used only
if it is on this machine already, or if the user allows the download. Otherwise the count is rough.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

_ENCODINGS: Final = (
    ("gpt-3.5", "cl100k_base"),
    ("babbage", "cl100k_base"),
    ("davinci", "cl100k_base"),
)
"""The encodings of older base models. All others have `o200k_base`."""

_VOCABULARIES: Final = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_BYTES_PER_TOKEN = 4
"""The usual number of bytes of a token of English text."""

# The tokens around the content, from OpenAI's guide to counting tokens of conversations.
_PER_MESSAGE = 3
_PER_EXAMPLE = 3

_AUTO_EPOCHS = 3
_FEWEST_STEPS, _MOST_STEPS, _MOST_EPOCHS = 100, 25_000, 25


@dataclass(frozen=True, kw_only=True)
class TrainingEstimate:
    """The estimated size and cost of a training.

    Attributes:
        examples: The number of examples.
        tokens: The tokens of all examples.
        epochs: How often the training uses each example.
        is_exact: Whether OpenAI's tokenizer counted the tokens. If not, a token counts as four bytes.
        cost_usd: The cost in US dollars, or None if you gave no price.
    """

    examples: int
    tokens: int
    epochs: int
    is_exact: bool
    cost_usd: float | None

    @property
    def trained_tokens(self) -> int:
        """The tokens for which OpenAI charges: those of all epochs."""
        return self.tokens * self.epochs


def estimate(
    lines: Iterable[Mapping[str, Any]],
    *,
    base: str,
    epochs: int | None,
    usd_per_million_tokens: float | None,
    download: bool,
) -> TrainingEstimate:
    """Return the estimate for examples in the form of the API.

    Args:
        lines: the examples.
        base: the base model.
        epochs: the number of epochs, or None if the API chooses it.
        usd_per_million_tokens: the price of a million tokens, or None.
        download: whether the tokenizer may download its vocabulary.
    """
    count = _counter(base, download=download)
    length = count or (lambda text: -(-len(text.encode()) // _BYTES_PER_TOKEN))
    number = tokens = 0
    for line in lines:
        number += 1
        tokens += _PER_EXAMPLE
        tokens += sum(_PER_MESSAGE + length(text) for text in _contents(line))
    chosen = epochs or _auto_epochs(number)
    price = usd_per_million_tokens
    return TrainingEstimate(
        examples=number,
        tokens=tokens,
        epochs=chosen,
        is_exact=count is not None,
        cost_usd=None if price is None else tokens * chosen * price / 1_000_000,
    )


def _counter(base: str, *, download: bool) -> Callable[[str], int] | None:
    """Return a function that counts exactly, or None if the tokenizer or its vocabulary is missing."""
    if find_spec("tiktoken") is None:
        return None
    name = next(
        (encoding for start, encoding in _ENCODINGS if base.startswith(start)), "o200k_base"
    )
    if not download and not _cached(name).exists():
        return None
    encoding = import_module("tiktoken").get_encoding(name)
    return lambda text: len(encoding.encode(text, disallowed_special=()))


def _cached(encoding: str) -> Path:
    """Return the file in which `tiktoken` keeps a vocabulary."""
    folder = next(
        (
            os.environ[name]
            for name in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR")
            if name in os.environ
        ),
        str(Path(tempfile.gettempdir(), "data-gym-cache")),
    )
    url = _VOCABULARIES.format(encoding)
    return Path(folder, hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest())


def _contents(line: Mapping[str, Any]) -> Iterable[str]:
    for message in line.get("messages", ()):
        content = message.get("content") or ""
        parts = [content] if isinstance(content, str) else [one.get("text", "") for one in content]
        yield "".join([str(message.get("role", "")), *parts])


def _auto_epochs(examples: int) -> int:
    """Return the number of epochs that OpenAI's guide names for a number of examples."""
    if not examples:
        return _AUTO_EPOCHS
    if examples * _AUTO_EPOCHS < _FEWEST_STEPS:
        return min(_MOST_EPOCHS, -(-_FEWEST_STEPS // examples))
    if examples * _AUTO_EPOCHS > _MOST_STEPS:
        return max(1, _MOST_STEPS // examples)
    return _AUTO_EPOCHS
