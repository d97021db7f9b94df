"""Values as Python code that evaluates to the same value, in lines of a readable length."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openai_cdktf_cli.export.python_text import WIDTH, call, literal
from openai_cdktf_cli.export.templates import escaped

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def nothing(_: Any) -> None:
    return None


@given(JSON)
def test_the_python_of_a_value_evaluates_to_the_value(value: Any) -> None:
    assert ast.literal_eval(literal(value, nothing)) == value


def test_keys_and_values_can_be_written_in_a_special_form() -> None:
    def special(value: Any) -> str | None:
        return value.upper() if value in ("a", "b") else None

    assert literal({"a": ["b"], "c": "d"}, special) == '{A: [B], "c": "d"}'


def test_long_text_with_lines_is_written_line_by_line() -> None:
    text = "Answer from the FAQ.\n" * 5
    written = literal(text, nothing)
    assert written.count("\n") == 6
    assert ast.literal_eval(written) == text


def test_a_long_call_has_one_argument_in_each_line() -> None:
    arguments = {"name": "a" * 40, "description": "b" * 40}
    written = call("Thing", ["stack", '"x"'], arguments, nothing, "")
    assert max(map(len, written.splitlines())) <= WIDTH
    assert written.splitlines()[1:3] == ["    stack,", '    "x",']


@pytest.mark.parametrize(
    ("text", "expected"),
    [("${a}", "$${a}"), ("%{if}", "%%{if}"), ("$a {b}", "$a {b}"), ("$${x}", "$$${x}")],
)
def test_template_in_a_text_is_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected
    assert escaped({text: [text]}) == {expected: [expected]}
