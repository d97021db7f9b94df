"""``provider::openai::decode_embedding``: the numbers of vectors in the API's format."""

from __future__ import annotations

import base64
import math
import struct

import pytest

from provider_shim.functions.decode_embedding import DECODE_EMBEDDING
from provider_shim.vocabulary.operations import FunctionError


def packed(*numbers: float) -> str:
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


def test_numbers_have_the_digits_of_32_bit_floats() -> None:
    numbers = [0.5, -1.0, 0.1, 0.012345679, 1e-20, 0.0]
    assert DECODE_EMBEDDING.call([packed(*numbers)]) == numbers


def test_the_byte_order_is_that_of_the_api() -> None:
    assert DECODE_EMBEDDING.call(["AACAPwAAAEA="]) == [1.0, 2.0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has 0 bytes"),
        ("AAAA", "has 3 bytes"),
        ("no base64", "not base64"),
        ("ä", "not base64"),
        (packed(math.nan), "not finite"),
        (packed(math.inf), "not finite"),
    ],
)
def test_a_text_that_is_not_a_vector_is_refused(text: str, reason: str) -> None:
    with pytest.raises(FunctionError, match=reason) as refused:
        DECODE_EMBEDDING.call([text])
    assert refused.value.argument == 0
