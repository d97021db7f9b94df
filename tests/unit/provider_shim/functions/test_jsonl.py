"""``provider::openai::jsonl``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from provider_shim.functions.jsonl import JSONL
from provider_shim.vocabulary.operations import FunctionError
from provider_shim.vocabulary.values import typed


def test_each_value_becomes_one_line() -> None:
    values = typed([{"a": "ä\n", "n": Decimal("1.50")}, [1, None, True], "text"])
    assert JSONL.call([values]) == '{"a":"ä\\n","n":1.5}\n[1,null,true]\n"text"\n'


def test_an_empty_list_becomes_an_empty_text() -> None:
    assert JSONL.call([typed([])]) == ""


@pytest.mark.parametrize("value", ["text", {"a": 1}, 5])
def test_a_value_that_is_not_a_list_is_refused(value: object) -> None:
    with pytest.raises(FunctionError, match="the value must be a list"):
        JSONL.call([typed(value)])
