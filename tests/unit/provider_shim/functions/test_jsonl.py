"""``provider::openai::jsonl``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from provider_shim.functions.jsonl import JSONL
from provider_shim.vocabulary.operations import FunctionError
from provider_shim.vocabulary.values import typed


def test_each_value_is_a_line() -> None:
    values = typed([{"a": "ä\n", "n": Decimal("1.50")}, [1, None, True], "text"])
    assert JSONL.call([values]) == '{"a":"ä\\n","n":1.5}\n[1,null,true]\n"text"\n'


def test_no_values_are_no_lines() -> None:
    assert JSONL.call([typed([])]) == ""


@pytest.mark.parametrize("value", ["text", {"a": 1}, 5])
def test_anything_but_a_list_is_refused(value: object) -> None:
    with pytest.raises(FunctionError, match="a list of values is needed"):
        JSONL.call([typed(value)])
