"""Searches the files of vector stores by lexical vectors and by words. The module changes no state."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openai_sandbox.behaviours import documents, files
from openai_sandbox.calls import Call
from openai_sandbox.file_texts import FileTextError, chunks_of
from openai_sandbox.lexical_vectors import Vector, significant_words, similarity, vector_of

_DIMENSIONS = 512
_MOST_VECTORS = 500
"""The chunks for which a query computes vectors, which takes some milliseconds each: those with its words come first."""
_WEIGHTS = {"embedding_weight": 0.5, "text_weight": 0.5}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Result:
    """One chunk of a file. ``score`` is between 0 and 1."""

    file_id: str
    filename: str
    attributes: Mapping[str, Any]
    text: str
    score: float


def search(
    call: Call, stores: Iterable[str], queries: Sequence[str], options: Mapping[str, Any], most: int
) -> list[Result]:
    """Return the best chunks of the files in vector stores, the best first.

    Args:
        call: The request.
        stores: The ids of the vector stores.
        queries: The queries. A chunk gets the score of the query that fits it best.
        options: ``filters``, ``ranking_options`` and ``max_num_results`` of the request.
        most: The largest number of results if the options do not contain one.
    """
    chunks = [one for store in stores for one in _chunks(call, store, options.get("filters"))]
    ranking = options.get("ranking_options") or {}
    scored = [
        dataclasses.replace(chunk, score=score)
        for chunk, score in zip(chunks, _scores(queries, chunks, ranking), strict=True)
        if score >= (ranking.get("score_threshold") or 0)
    ]
    scored.sort(key=lambda one: -one.score)
    return scored[: options.get("max_num_results") or most]


def _chunks(call: Call, store: str, condition: Mapping[str, Any] | None) -> Iterator[Result]:
    """Yield the chunks of the processed files whose attributes pass the filter."""
    for attached in call.store.all(f"/vector_stores/{store}/files"):
        attributes = attached.wire.get("attributes") or {}
        file = call.store.get(files.COLLECTION, attached.id)
        if attached.wire["status"] != "completed" or file is None:
            continue
        if condition is not None and not passes(condition, attributes):
            continue
        name = file.wire["filename"]
        try:
            text = documents.text(call, file)
        except FileTextError:  # the state is from a machine with more packages
            continue
        for chunk in chunks_of(text, attached.wire["chunking_strategy"]):
            yield Result(
                file_id=attached.id, filename=name, attributes=attributes, text=chunk, score=0
            )


def _scores(
    queries: Sequence[str], chunks: Sequence[Result], ranking: Mapping[str, Any]
) -> list[float]:
    """Return the score of each chunk: the weighted mean of the similarity and of the share of the query's words."""
    weights = ranking.get("hybrid_search") or _WEIGHTS
    by_vector, by_word = weights["embedding_weight"], weights["text_weight"]
    if ranking.get("ranker") == "none":
        by_vector, by_word = 1, 0
    total = (by_vector + by_word) or 1
    contents = [significant_words(one.text) for one in chunks]
    spread = Counter(word for content in contents for word in content)
    best = [0.0] * len(chunks)
    for query in queries:
        wanted = _rarity(significant_words(query), spread, len(chunks))
        found = [sum(wanted[word] for word in wanted if word in one) for one in contents]
        order = sorted(range(len(chunks)), key=lambda number: -found[number])
        vector = _vector(query)
        for number in order[:_MOST_VECTORS]:
            near = max(0.0, similarity(vector, _vector(chunks[number].text))) if by_vector else 0.0
            score = (by_vector * near + by_word * found[number]) / total
            best[number] = max(best[number], round(min(1.0, score), 4))
    return best


def _rarity(wanted: set[str], spread: Mapping[str, int], count: int) -> dict[str, float]:
    """Return the weight of each word of a query. The sum is 1. A word that few chunks contain has more weight."""
    weights = {word: math.log(1 + (count + 1) / (spread.get(word, 0) + 1)) for word in wanted}
    total = sum(weights.values())
    return {word: weight / total for word, weight in weights.items()}


@functools.lru_cache(maxsize=4096)
def _vector(text: str) -> Vector:
    return vector_of(text, _DIMENSIONS)


def passes(condition: Mapping[str, Any], attributes: Mapping[str, Any]) -> bool:
    """Return whether the attributes of a file pass a filter."""
    kind = condition["type"]
    if kind in {"and", "or"}:
        results = [passes(one, attributes) for one in condition["filters"]]
        return all(results) if kind == "and" else any(results)
    value, wanted = attributes.get(condition["key"]), condition["value"]
    if kind == "eq":
        return bool(value == wanted)
    if kind == "ne":
        return bool(value != wanted)
    if kind in {"in", "nin"}:
        return bool((value in wanted) == (kind == "in"))
    try:
        compared: dict[str, bool] = {
            "gt": value > wanted,
            "gte": value >= wanted,
            "lt": value < wanted,
            "lte": value <= wanted,
        }
    except TypeError:  # a text compared with a number
        return False
    return compared[kind]
