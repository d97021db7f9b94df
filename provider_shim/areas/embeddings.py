"""What embeddings are asked and what they answer: what resource, data source and ephemeral resource share.

It must not know which of them uses it.
"""

from __future__ import annotations

import array
import base64
import binascii
from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.areas.model_names import model_name
from provider_shim.diagnostics import ProviderError
from provider_shim.patterns.one_shot import Asking
from provider_shim.rest import Json, Rest
from provider_shim.schema import AnyOf, Attribute, Dynamic, Float, Integer, ListOf, Object, String

LARGEST_INPUT = 2048
"""The API's limit: texts in a list, tokens in a list of tokens."""

_TOKENS = ListOf(Integer(minimum=0), min_items=1, max_items=LARGEST_INPUT)

QUESTION: dict[str, Attribute] = {
    "model": model_name(
        required=True,
        doc="The id of the model, such as `text-embedding-3-small`, `text-embedding-3-large` or `text-embedding-ada-002`.",
    ),
    "input": Dynamic(
        AnyOf(
            (
                String(min_length=1),
                ListOf(
                    AnyOf((String(min_length=1), Integer(minimum=0), _TOKENS)),
                    min_items=1,
                    max_items=LARGEST_INPUT,
                ),
            )
        ),
        required=True,
        doc="What to embed: a text, a list of texts, the tokens of one text as a list of numbers, or a list of such lists. "
        "At most 2048 elements, 8192 tokens each, and 300,000 tokens together.",
    ),
    "dimensions": Integer(
        optional=True,
        minimum=1,
        doc="The length of the vectors. Defaults to the full length of the model; only models from `text-embedding-3` on can shorten.",
    ),
    "user": String(
        optional=True, doc="An identifier of the end user, which helps OpenAI to find abuse."
    ),
}
"""What may be asked. Not here: ``encoding_format``, since vectors are numbers in Terraform."""

ANSWER: dict[str, Attribute] = {
    "embedding": ListOf(
        Float(),
        computed=True,
        doc="The vector of the first input: all there is where `input` is one text.",
    ),
    "embeddings": ListOf(
        ListOf(Float()), computed=True, doc="The vectors of all inputs, in the order of `input`."
    ),
    "response_model": String(
        computed=True, wire="model", doc="The model that answered: `model` may be an alias for it."
    ),
    "usage": Object(
        {
            "prompt_tokens": Integer(computed=True, doc="The tokens of the input."),
            "total_tokens": Integer(computed=True, doc="All tokens."),
        },
        computed=True,
        doc="How many tokens were used.",
    ),
}
"""What comes back."""


class AskedEmbedding(Asking):
    """Text as numbers."""

    type_name = "openai_embedding"
    endpoint = Rest("/embeddings", update=None)
    fixed: ClassVar[Json] = {"encoding_format": "float"}

    def reshape(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """Take the vectors out of the list in which the API wraps them, in the order of the input.

        Raises:
            ProviderError: there is none.
        """
        data = answer.get("data")
        items = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
        items.sort(key=lambda one: one.get("index", 0))
        vectors = [_numbers(one.get("embedding")) for one in items]
        if not vectors or not all(vectors):
            raise ProviderError(
                "No embedding",
                "The provider asked for an embedding, and the server answered without one: is it an embedding model?",
            )
        return {**answer, "embedding": vectors[0], "embeddings": vectors}


def _numbers(told: Any) -> list[float]:
    """Return a vector; some servers answer base64 whatever they were asked for."""
    if isinstance(told, str):
        try:
            floats = array.array("f", base64.b64decode(told, validate=True))
        except (binascii.Error, ValueError):
            return []
        return floats.tolist()
    return told if isinstance(told, list) else []
