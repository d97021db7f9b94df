"""Turns texts into unit vectors that are near to each other if the texts share words or parts of words.

A vector is a sum of hashed n-grams: the words, their beginnings, and the sequences of four letters in them. The functions are pure.
The same text and model lead to the same vector in every process.
"""

from __future__ import annotations

import functools
import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

Vector = list[float]

_WORD = re.compile(r"\w+")
_WORD_WEIGHT = 1.5
_BEGINNINGS = (3, 4, 5, 6)
_BEGINNING_WEIGHT = 1.0
_PART = 4
_PARTS_WEIGHT = 0.4
_COMMON_WEIGHT = 0.1
"""The weight of words that say little about a subject, such as "the"."""
_COMMON = frozenset(
    _WORD.findall(
        "a about after all also am an and any are as at be been before but by can could did do does for from had has have he"
        " her his how i if in into is it its just may me more most my no not of on or our out over she should so some than"
        " that the their them then there these they this to under up was we were what when where which who why will with"
        " would you your"
    )
)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))


def significant_words(text: str) -> set[str]:
    """Return the words of a text that say something about its subject. If there are none, return all words."""
    found = set(words(text))
    return (found - _COMMON) or found


def vector_of(text: str | Sequence[int], dimensions: int, model: str = "") -> Vector:
    """Return the unit vector of a text or of the numbers of its tokens.

    Args:
        text: The text, or the numbers of its tokens.
        dimensions: The length of the vector.
        model: The name of the model. The vectors of different models cannot be compared.
    """
    features = _weights(text) if isinstance(text, str) else _token_weights(text)
    vector = [0.0] * dimensions
    for feature, weight in features.items():
        place = _hash(model, feature)
        sign = 1 if place & 1 else -1
        vector[(place >> 1) % dimensions] += sign * weight
    length = math.sqrt(sum(one * one for one in vector))
    if not length:  # a text without words, or features that cancel each other out
        vector[_hash(model, str(text)) % dimensions] = length = 1.0
    return [one / length for one in vector]


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine similarity of two unit vectors."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def _weights(text: str) -> dict[str, float]:
    """Return the weight of each n-gram. Frequent n-grams get more weight, but less than in proportion."""
    counted: Counter[str] = Counter()
    factors: dict[str, float] = {}
    for word in words(text):
        factor = _COMMON_WEIGHT if word in _COMMON else 1.0
        for feature, weight in _features(word):
            counted[feature] += 1
            factors[feature] = max(factors.get(feature, 0), factor * weight)
    return {one: factors[one] * (1 + math.log(count)) for one, count in counted.items()}


def _features(word: str) -> Iterator[tuple[str, float]]:
    """Yield the word, its beginnings and its sequences of letters. Beginnings weigh more than endings such as "ing"."""
    yield word, _WORD_WEIGHT
    for length in _BEGINNINGS:
        if len(word) >= length:
            yield f"{word[:length]}-", _BEGINNING_WEIGHT
    parts = [word[start : start + _PART] for start in range(len(word) - _PART + 1)]
    for part in parts:
        yield f"-{part}-", _PARTS_WEIGHT / math.sqrt(len(parts))


def _token_weights(tokens: Sequence[int]) -> dict[str, float]:
    return {f"token {token}": 1 + math.log(count) for token, count in Counter(tokens).items()}


@functools.lru_cache(maxsize=65_536)
def _hash(model: str, feature: str) -> int:
    digest = hashlib.blake2b(f"{model}\n{feature}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")
