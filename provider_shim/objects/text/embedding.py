"""``openai_embedding``: texts as vectors, asked for once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.objects.text.vectors import packed, unpacked
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import (
    OneShotDataSource,
    OneShotEphemeralResource,
    OneShotRequest,
    OneShotResource,
    kept_answer,
    request_arguments,
)
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    Schema,
    String,
)
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known, plain

FLOAT, BASE64 = "float", "base64"

LARGEST_INPUT = 2048
"""The API's limit: texts in a list, tokens in a list of tokens."""

_TOKENS = ListOf(Integer(minimum=0), min_items=1, max_items=LARGEST_INPUT)

ARGUMENTS: dict[str, Attribute] = {
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
    "encoding_format": String(
        optional=True,
        enum=(FLOAT, BASE64),
        closed=True,
        server_default=FLOAT,
        doc="How vectors are held: `float` (lists of numbers) or `base64` (one text each, 32-bit floats, little endian), which Terraform "
        "handles much faster. Defaults to `float`.",
    ),
}
"""What may be asked."""

_DECODE = "`provider::openai::decode_embedding` gives its numbers."

RESULTS: dict[str, Attribute] = {
    "embedding": ListOf(
        Float(),
        computed=True,
        doc="The vector, where `input` is one text or the tokens of one.",
    ),
    "embeddings": ListOf(
        ListOf(Float()),
        computed=True,
        doc="The vectors in the order of `input`, where that is a list of texts or of lists of tokens.",
    ),
    "embedding_base64": String(
        computed=True, doc=f"Instead of `embedding` where base64 is asked for. {_DECODE}"
    ),
    "embeddings_base64": ListOf(
        String(),
        computed=True,
        doc="Instead of `embeddings` where base64 is asked for. `provider::openai::decode_embedding` gives the numbers of each.",
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


class EmbeddingRequest(OneShotRequest):
    """Text as numbers."""

    type_name = "openai_embedding"
    endpoint = Rest("/embeddings", update=None)

    def request_body(self, values: Values) -> Json:
        """Say how vectors are to be encoded, also where that is not set: OpenAI's package would ask for base64 then."""
        return {"encoding_format": FLOAT, **super().request_body(values)}

    def send_request(self, call: Call, values: Values) -> Answer:
        """Take the vectors out of the list in which the API wraps them, in the order of the input: each of them once.

        Raises:
            ProviderError: there is none.
        """
        answer = super().send_request(call, values)
        data = answer.body.get("data")
        items = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
        items.sort(key=lambda one: one.get("index", 0))
        as_text = values.get("encoding_format") == BASE64
        vectors = [_vector(one.get("embedding"), as_text=as_text) for one in items]
        if not vectors or not all(vectors):
            raise ProviderError(
                "No embedding",
                "The provider asked for an embedding, and the server answered without one: is it an embedding model?",
            )
        name = result_of(values)
        held = vectors if name.startswith("embeddings") else vectors[0]
        return answer.but(body={**answer.body, **dict.fromkeys(RESULT_NAMES), name: held})


RESULT_NAMES = ("embedding", "embeddings", "embedding_base64", "embeddings_base64")
"""The attributes of which one holds the answer."""


def result_of(values: Mapping[str, Any]) -> str:
    """Return the name of the attribute that holds what an embedding with these arguments answers."""
    given = plain(values["input"])
    one = isinstance(given, str) or all(isinstance(part, int) for part in given)
    form = "_base64" if values.get("encoding_format") == BASE64 else ""
    return f"embedding{'' if one else 's'}{form}"


def _vector(vector: Any, *, as_text: bool) -> list[float] | str:
    """Return a vector in the form that was asked for; some servers know one form only. What is no vector is empty."""
    if isinstance(vector, str):
        try:
            numbers = unpacked(vector)
        except ValueError:
            return []
        return vector if as_text else numbers
    if not isinstance(vector, list):
        return []
    return packed(vector) if as_text and vector else vector


class Embedding(EmbeddingRequest, OneShotResource):
    """The vectors of texts, asked for once and kept until an argument or a value in `triggers` changes.

    ~> Input and vectors are stored in the state, and every plan goes through them: a vector has 1,536 numbers or more. With
    `encoding_format = "base64"` it is one text, with which a plan is several times as fast; `provider::openai::decode_embedding` gives
    the numbers where they are needed. `dimensions` shortens vectors. The ephemeral resource `openai_embedding` stores nothing.

    On destroy nothing happens at OpenAI, which keeps nothing.
    """

    schema = Schema(kept_answer("embedding", ARGUMENTS, RESULTS))

    def modify_plan(self, draft: Draft) -> None:
        """Plan null for the forms in which nothing is asked for."""
        asked_for = {name: draft.planned[name] for name in ("input", "encoding_format")}
        if not is_wholly_known(asked_for):
            return
        for name in RESULT_NAMES:
            if draft.planned[name] is UNKNOWN and name != result_of(asked_for):
                draft.planned[name] = None


class DataEmbedding(EmbeddingRequest, OneShotDataSource):
    """The vectors of texts, asked for at every plan and at every apply.

    ~> Every plan asks again, and every answer is paid for. The resource `openai_embedding` asks once. Input and vectors are
    stored in the state; the ephemeral resource `openai_embedding` stores nothing. With `encoding_format = "base64"` Terraform is several
    times as fast; `provider::openai::decode_embedding` gives the numbers where they are needed.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralEmbedding(EmbeddingRequest, OneShotEphemeralResource):
    """The vectors of texts, stored nowhere: neither in the plan, nor in the state, nor at OpenAI.

    The model is asked whenever Terraform opens it: at plan and at apply. Its results can go to write-only arguments,
    provider configurations and other ephemeral values. Needs Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
