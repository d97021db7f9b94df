"""`cdktf synth --hcl` writes attributes as HCL. In the acceptance tests, Terraform reads it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import Assistant, DataOpenaiModel, OpenaiProvider, VectorStore
from openai_cdktf._hcl import expression, rendered


def test_all_attributes_have_their_values(cdk: ModuleType, stack: Any) -> None:
    OpenaiProvider(stack, "openai", alias="eu", headers={"X-Team": "a"}, max_retries=3)
    source = VectorStore(stack, "source")
    VectorStore(
        stack,
        "it",
        name=f"copy of {source.id}",
        description='two\nlines, "quotes" and \\d',
        file_ids=source.file_ids,
        metadata={"plain": "x", "with space": source.id},
        expires_after={"anchor": "last_active_at", "days": 7},
        wait_for_completion=True,
    )
    parameters = {"default": None, "pattern": "^[a-z]$"}
    Assistant(
        stack,
        "a",
        model="m",
        tools=[{"type": "function", "function": {"name": "f", "parameters": parameters}}],
    )
    DataOpenaiModel(stack, "model", id="gpt-5")
    lines = [line.strip() for line in cdk.Testing.synth_hcl(stack).splitlines()]
    for line in (
        'alias = "eu"',
        'headers = { X-Team = "a" }',
        "max_retries = 3",
        'resource "openai_vector_store" "it" {',
        'name = "copy of ${openai_vector_store.source.id}"',
        r'description = "two\nlines, \"quotes\" and \\d"',
        'file_ids = "${tolist(openai_vector_store.source.file_ids)}"',
        'metadata = "${{ plain = "x", "with space" = "${openai_vector_store.source.id}" }}"',
        'expires_after = { anchor = "last_active_at", days = 7 }',
        "wait_for_completion = true",
        (
            'tools = "${[{ type = "function", function = { name = "f", parameters = '
            '{ default = "${null}", pattern = "^[a-z]$" } } }]}"'
        ),
        'data "openai_model" "model" {',
        'id = "gpt-5"',
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", '""'),
        ("plain", '"plain"'),
        ('a "b" \\ \n\t\x00', '"a \\"b\\" \\\\ \\n\\t\\u0000"'),
        ('${jsonencode({"a" = "}"})} "x"', '"${jsonencode({"a" = "}"})} \\"x\\""'),
        ('$${not "code"}', '"$${not \\"code\\"}"'),
        ("%{if true}x%{endif}", '"%{if true}x%{endif}"'),
        ("${unclosed", '"${unclosed"'),
        (True, "true"),
        (None, "null"),
        (3, "3"),
        (3.0, "3"),
        (0.5, "0.5"),
        ([], "[]"),
        ({}, "{}"),
        (["a", 1], '["a", 1]'),
        ({"a": {"b c": 1}}, '{ a = { "b c" = 1 } }'),
    ],
)
def test_values_become_expressions_on_one_line(value: Any, code: str) -> None:
    assert expression(value) == code


def test_the_renderer_adds_quotes_to_interpolations() -> None:
    assert rendered("a ${b}")["value"] == "a ${b}"
    assert rendered(["${b}"])["value"] == '${["${b}"]}'
    assert rendered("a")["value"] == '"a"'
