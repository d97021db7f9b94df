"""``openai_embedding``: the vectors of texts."""

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
"""The API's limit for the texts in a list and for the tokens in a list of tokens."""

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
        doc="The input to embed: a text, a list of texts, the tokens of one text as a list of numbers, or a list of such lists. "
        "At most 2048 elements with at most 8192 tokens each, and at most 300,000 tokens in total.",
    ),
    "dimensions": Integer(
        optional=True,
        minimum=1,
        doc="The number of dimensions of the vectors. Defaults to the number of the model. Only `text-embedding-3` and later "
        "models have this option.",
    ),
    "user": String(
        optional=True, doc="The id of the end user, which helps OpenAI to detect abuse."
    ),
    "encoding_format": String(
        optional=True,
        enum=(FLOAT, BASE64),
        closed=True,
        server_default=FLOAT,
        doc="The format of the vectors: `float` (a list of numbers) or `base64` (one string with 32-bit floats, little endian), "
        "which makes plans much faster. Defaults to `float`.",
    ),
}
"""The arguments of an embedding."""

_DECODE = "`provider::openai::decode_embedding` returns its numbers."

RESULTS: dict[str, Attribute] = {
    "embedding": ListOf(
        Float(),
        computed=True,
        doc="The vector, if `input` is one text or the tokens of one text.",
    ),
    "embeddings": ListOf(
        ListOf(Float()),
        computed=True,
        doc="The vectors in the order of `input`, if that is a list of texts or a list of lists of tokens.",
    ),
    "embedding_base64": String(
        computed=True,
        doc=f"The vector as base64, instead of `embedding`, if `encoding_format` is `base64`. {_DECODE}",
    ),
    "embeddings_base64": ListOf(
        String(),
        computed=True,
        doc="The vectors as base64, instead of `embeddings`, if `encoding_format` is `base64`. "
        "`provider::openai::decode_embedding` returns the numbers of each.",
    ),
    "response_model": String(
        computed=True,
        wire="model",
        doc="The id of the model that answered. It differs from `model` if that is an alias.",
    ),
    "usage": Object(
        {
            "prompt_tokens": Integer(computed=True, doc="The number of tokens in the input."),
            "total_tokens": Integer(computed=True, doc="The number of all tokens."),
        },
        computed=True,
        doc="The number of tokens that the request used.",
    ),
}
"""The attributes that the API returns."""


class EmbeddingRequest(OneShotRequest):
    """The request of an embedding."""

    type_name = "openai_embedding"
    endpoint = Rest("/embeddings", update=None)

    def request_body(self, values: Values) -> Json:
        """Return the body with the encoding, also if it is not set: the default of OpenAI's package is base64."""
        return {"encoding_format": FLOAT, **super().request_body(values)}

    def send_request(self, call: Call, values: Values) -> Answer:
        """Return the answer with the vectors in the order of the input, in one attribute, instead of the API's list of objects.

        Raises:
            ProviderError: the response contains no vectors.
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
                "The provider requested an embedding, but the response of the server contains none. Check whether `model` is an "
                "embedding model.",
            )
        name = result_of(values)
        held = vectors if name.startswith("embeddings") else vectors[0]
        return answer.but(body={**answer.body, **dict.fromkeys(RESULT_NAMES), name: held})


RESULT_NAMES = ("embedding", "embeddings", "embedding_base64", "embeddings_base64")
"""The attributes for vectors. One of them contains the answer."""


def result_of(values: Mapping[str, Any]) -> str:
    """Return the name of the attribute that contains the vectors for these arguments."""
    given = plain(values["input"])
    one = isinstance(given, str) or all(isinstance(part, int) for part in given)
    form = "_base64" if values.get("encoding_format") == BASE64 else ""
    return f"embedding{'' if one else 's'}{form}"


def _vector(vector: Any, *, as_text: bool) -> list[float] | str:
    """Return a vector in the requested format, which some servers ignore. Return an empty list if the value is not a vector."""
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
    """The vectors of texts.

    The provider sends the request once, and again when an argument or a value in `triggers` changes. Destroy changes nothing
    at OpenAI, which does not store embeddings.

    ~> The state stores the input and the vectors, and Terraform reads them at every plan: a vector has 1,536 numbers or more.
    With `encoding_format = "base64"`, a vector is one string, and a plan is several times as fast.
    `provider::openai::decode_embedding` returns the numbers where you need them. `dimensions` makes vectors shorter. The
    ephemeral resource `openai_embedding` stores nothing.
    """

    schema = Schema(kept_answer("embedding", ARGUMENTS, RESULTS))

    def modify_plan(self, draft: Draft) -> None:
        """Plan null for the attributes that will not contain the vectors."""
        asked_for = {name: draft.planned[name] for name in ("input", "encoding_format")}
        if not is_wholly_known(asked_for):
            return
        for name in RESULT_NAMES:
            if draft.planned[name] is UNKNOWN and name != result_of(asked_for):
                draft.planned[name] = None


class DataEmbedding(EmbeddingRequest, OneShotDataSource):
    """The vectors of texts, requested at every plan and at every apply.

    ~> Every plan sends the request again, and you pay for every answer. The resource `openai_embedding` sends the request
    once. The state stores the input and the vectors. The ephemeral resource `openai_embedding` stores nothing. With
    `encoding_format = "base64"`, Terraform is several times as fast. `provider::openai::decode_embedding` returns the numbers
    where you need them.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})


class EphemeralEmbedding(EmbeddingRequest, OneShotEphemeralResource):
    """The vectors of texts, which are not stored: not in the plan, not in the state, and not at OpenAI.

    The provider sends the request each time that Terraform opens the ephemeral resource: at plan and at apply. You can use
    the results in write-only arguments, provider configurations and other ephemeral values. Requires Terraform 1.10 or later.
    """

    schema = Schema({**request_arguments(ARGUMENTS), **RESULTS})
