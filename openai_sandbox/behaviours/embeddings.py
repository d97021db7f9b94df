"""Embeddings: unit vectors. Texts with common words or parts of words have near vectors."""

from __future__ import annotations

import base64
import struct
from typing import Any

from openai_sandbox.behaviours import models
from openai_sandbox.behaviours.chat import count_tokens
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.lexical_vectors import vector_of

_DIMENSIONS = {"text-embedding-3-large": 3072}
_DEFAULT_DIMENSIONS = 1536


def create(call: Call) -> Answer:
    """Return one vector for each input."""
    body = call.body
    model = body["model"]
    models.require(call, model)
    dimensions = body.get("dimensions")
    full = _DIMENSIONS.get(model, _DEFAULT_DIMENSIONS)
    if dimensions and not model.startswith("text-embedding-3"):
        raise invalid("This model does not support specifying dimensions.", "dimensions")
    if dimensions and dimensions > full:
        raise invalid(
            f"Invalid value for 'dimensions': {dimensions}. Must be at most {full}.", "dimensions"
        )
    inputs = _inputs(body["input"])
    if any(not one for one in inputs):
        raise invalid("'input' cannot be an empty string.", "input")
    vectors = [vector_of(one, dimensions or full, model) for one in inputs]
    tokens = sum(count_tokens(one) if isinstance(one, str) else len(one) for one in inputs)
    return Answer(
        body={
            "object": "list",
            "data": [
                {
                    "object": "embedding",
                    "index": index,
                    "embedding": _encoded(vector, body.get("encoding_format")),
                }
                for index, vector in enumerate(vectors)
            ],
            "model": model,
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
        },
        documented=body.get("encoding_format") != "base64",
    )


def _inputs(given: Any) -> list[Any]:
    if isinstance(given, str) or (given and isinstance(given[0], int)):
        return [given]
    return list(given)


def _encoded(vector: list[float], encoding: str | None) -> Any:
    if encoding == "base64":
        return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
    return vector


HANDLERS = {"POST /embeddings": create}
