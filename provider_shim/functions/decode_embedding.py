"""``provider::openai::decode_embedding``: the numbers of a vector in base64."""

from __future__ import annotations

import math
from typing import Any

from provider_shim.objects.text.vectors import unpacked
from provider_shim.vocabulary.operations import Function, FunctionError, Parameter


def _decode(arguments: list[Any]) -> list[float]:
    try:
        numbers = unpacked(arguments[0])
    except ValueError as fault:
        raise FunctionError(f"the text is not an embedding: {fault}", 0) from fault
    if not all(math.isfinite(number) for number in numbers):
        raise FunctionError("the text is not an embedding: some of its numbers are not finite", 0)
    return numbers


DECODE_EMBEDDING = Function(
    name="decode_embedding",
    summary="Decodes an embedding in base64.",
    description="Returns the numbers of a vector that `openai_embedding` returns as base64 (`encoding_format`), which are 32-bit "
    "floats, little endian. Terraform processes one string much faster than 1,536 numbers, so decode a vector only where you use "
    "its numbers.",
    parameters=(
        Parameter(
            name="embedding",
            type="string",
            doc="The vector as base64: `embedding_base64`, or an element of `embeddings_base64`.",
        ),
    ),
    returns=["list", "number"],
    call=_decode,
)
