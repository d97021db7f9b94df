"""JSON configuration is converted to HCL, formatted like ``terraform fmt``."""

from __future__ import annotations

from typing import Any

import pytest

from openai_cdktf_cli import hcl


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", '"plain"'),
        ('say "hi"\n', '"say \\"hi\\"\\n"'),
        ("a\\b\tc\r\x01", '"a\\\\b\\tc\\r\\u0001"'),
        ("Grüße", '"Grüße"'),
        ("${openai_file.a.id}", "openai_file.a.id"),
        ("${a.b}/${c.d}", '"${a.b}/${c.d}"'),
        ('${f("}")}', 'f("}")'),
        ('${f("\\"}")}', 'f("\\"}")'),
        ('${{"a" = 1}}', '{"a" = 1}'),
        ("$${literal}", '"$${literal}"'),
        ("%{ if a }b%{ endif }", '"%{ if a }b%{ endif }"'),
        ('x ${f("\n")} "y"', '"x ${f("\n")} \\"y\\""'),
        ("$", '"$"'),
        ("", '""'),
        (True, "true"),
        (None, "null"),
        (3, "3"),
        (3.0, "3"),
        (0.25, "0.25"),
        ([], "[]"),
        ({}, "{}"),
        (["a", 1], '["a", 1]'),
        ({"a": 1}, "{ a = 1 }"),
        ({"a": 1, "long_name": 2}, "{\n  a         = 1\n  long_name = 2\n}"),
        ({"a b": 1}, '{ "a b" = 1 }'),
        ({"${var.key}": 1}, "{ (var.key) = 1 }"),
        ([{"a": 1}], "[\n  { a = 1 },\n]"),
        (["x" * 40, "y" * 40], f'[\n  "{"x" * 40}",\n  "{"y" * 40}",\n]'),
        ({"a": {"b": 1, "c": 2}, "d": 3}, "{\n  a = {\n    b = 1\n    c = 2\n  }\n  d = 3\n}"),
    ],
)
def test_values_become_expressions(value: Any, written: str) -> None:
    assert hcl.expression(value) == written


def test_blocks_are_sorted_by_kind_and_have_no_comments() -> None:
    configuration = {
        "//": {"metadata": {}},
        "output": {"id": {"value": "${openai_file.a.id}"}},
        "resource": {
            "openai_file": {
                "a": {
                    "//": {"metadata": {}},
                    "purpose": "assistants",
                    "name": "a",
                    "expires_after": {"anchor": "created_at", "seconds": 3600},
                    "content": "text",
                    "depends_on": ["openai_file.b"],
                    "provider": "openai.other",
                    "lifecycle": {"ignore_changes": "all", "prevent_destroy": True},
                }
            }
        },
        "provider": {"openai": [{}, {"alias": "other"}]},
    }
    assert hcl.document(configuration) == (
        'provider "openai" {}\n'
        "\n"
        'provider "openai" {\n'
        '  alias = "other"\n'
        "}\n"
        "\n"
        'resource "openai_file" "a" {\n'
        '  purpose = "assistants"\n'
        '  name    = "a"\n'
        "\n"
        "  expires_after = {\n"
        '    anchor  = "created_at"\n'
        "    seconds = 3600\n"
        "  }\n"
        "\n"
        '  content    = "text"\n'
        "  depends_on = [openai_file.b]\n"
        "  provider   = openai.other\n"
        "\n"
        "  lifecycle {\n"
        "    ignore_changes  = all\n"
        "    prevent_destroy = true\n"
        "  }\n"
        "}\n"
        "\n"
        'output "id" {\n'
        "  value = openai_file.a.id\n"
        "}\n"
    )


def test_only_the_given_kinds_of_blocks_are_written() -> None:
    configuration = {"provider": {"openai": [{}]}, "data": {"openai_model": {"a": {"id": "x"}}}}
    assert hcl.document(configuration, ["data"]) == 'data "openai_model" "a" {\n  id = "x"\n}\n'


def test_an_unsupported_block_is_an_error() -> None:
    configuration = {"resource": {"openai_file": {"a": {"provisioner": []}}}}
    with pytest.raises(hcl.UnsupportedError, match="provisioner"):
        hcl.document(configuration)


def test_the_type_of_a_variable_is_an_expression() -> None:
    configuration = {"variable": {"token": {"type": "string", "ephemeral": True}}}
    assert hcl.document(configuration) == (
        'variable "token" {\n  type      = string\n  ephemeral = true\n}\n'
    )


def test_actions_and_triggers_become_nested_blocks() -> None:
    trigger = {"actions": ["action.openai_batch_cancel.a"], "events": ["after_create"]}
    configuration = {
        "action": {
            "openai_batch_cancel": {"a": {"config": {"batch_id": "batch_1"}, "count": 1}},
        },
        "resource": {
            "terraform_data": {
                "a": {
                    "lifecycle": {
                        "action_trigger": [trigger, {**trigger, "condition": "${var.on}"}],
                        "prevent_destroy": True,
                    }
                }
            }
        },
    }
    assert hcl.document(configuration) == (
        'resource "terraform_data" "a" {\n'
        "  lifecycle {\n"
        "    prevent_destroy = true\n"
        "\n"
        "    action_trigger {\n"
        "      events  = [after_create]\n"
        "      actions = [action.openai_batch_cancel.a]\n"
        "    }\n"
        "\n"
        "    action_trigger {\n"
        "      events    = [after_create]\n"
        "      actions   = [action.openai_batch_cancel.a]\n"
        "      condition = var.on\n"
        "    }\n"
        "  }\n"
        "}\n"
        "\n"
        'action "openai_batch_cancel" "a" {\n'
        "  count = 1\n"
        "\n"
        "  config {\n"
        '    batch_id = "batch_1"\n'
        "  }\n"
        "}\n"
    )
