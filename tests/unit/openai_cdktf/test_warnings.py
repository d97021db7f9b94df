"""Probable mistakes and secrets in the code are warnings, which the CDK's command line prints."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import Agent, Assistant, File, OpenaiProvider, VectorStore


def warnings(construct: Any) -> list[str]:
    return [str(entry.data) for entry in construct.node.metadata if entry.type.endswith("warn")]


def test_an_unknown_value_is_a_warning_with_a_similar_value(stack: Any) -> None:
    file = File(stack, "f", purpose="asistants", content="x")
    (warning,) = warnings(file)
    assert warning.startswith('File "f": purpose: "asistants" is not among the values')
    assert warning.endswith('Did you mean "assistants"?')


def test_known_values_and_tokens_cause_no_warning(cdk: ModuleType, stack: Any) -> None:
    variable = cdk.TerraformVariable(stack, "variable", type="string")
    for name, purpose in (("known", "assistants"), ("token", variable.string_value)):
        assert warnings(File(stack, name, purpose=purpose, content="x")) == []


def test_a_warning_about_a_nested_value_has_its_path(stack: Any) -> None:
    tools = [{"type": "file_search"}, {"type": "code_interpretr"}]
    assistant = Assistant(stack, "a", model="gpt-6-luna", tools=tools)
    (warning,) = warnings(assistant)
    assert warning.startswith('Assistant "a": tools[1].type: "code_interpretr" is not among')
    store = VectorStore(stack, "s", expires_after={"anchor": "last_active", "days": 1})
    assert warnings(store)[0].startswith('VectorStore "s": expires_after.anchor: "last_active"')


def test_a_misspelt_model_is_a_warning(stack: Any) -> None:
    (warning,) = warnings(Assistant(stack, "a", model="gpt-6-lunna"))
    assert 'Did you mean "gpt-6-luna"?' in warning


def test_a_later_assignment_can_cause_a_warning(stack: Any) -> None:
    file = File(stack, "f", purpose="assistants", content="x")
    file.purpose = "asistants"
    assert len(warnings(file)) == 1


def test_the_warning_about_an_unknown_tool_names_the_alternative(stack: Any) -> None:
    agent = Agent(stack, "a", name="a", model="gpt-6-luna", tools=[{"type": "file_search"}])
    (warning,) = warnings(agent)
    assert "Agents have no tool `file_search`. Put the `files` into the environment" in warning
    assert "Did you mean" not in warning


@pytest.mark.parametrize(
    ("argument", "variable"),
    [("api_key", "OPENAI_API_KEY"), ("admin_api_key", "OPENAI_ADMIN_KEY")],
)
def test_a_key_in_the_code_is_a_warning_with_the_alternative(
    stack: Any, argument: str, variable: str
) -> None:
    provider = OpenaiProvider(stack, "openai", **{argument: "sk-secret"})  # type: ignore[arg-type]
    (warning,) = warnings(provider)
    assert warning.startswith(
        f'OpenaiProvider "openai": {argument}: The secret will be in cdk.tf.json'
    )
    assert "everyone who has this file can read it" in warning
    assert (
        f"Set the environment variable {variable} instead of this argument, or pass a Terraform"
        in warning
    )
    assert "sk-secret" not in warning


def test_a_key_from_a_variable_causes_no_warning(cdk: ModuleType, stack: Any) -> None:
    variable = cdk.TerraformVariable(stack, "key", type="string", sensitive=True)
    assert warnings(OpenaiProvider(stack, "openai", api_key=variable.string_value)) == []
    assert warnings(OpenaiProvider(stack, "other", alias="other")) == []


def test_the_manifest_contains_the_warnings(cdk: ModuleType, tmp_path: Path) -> None:
    app = cdk.App(outdir=str(tmp_path))
    stack = cdk.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai", api_key="sk-secret")
    app.synth()
    annotations = json.loads((tmp_path / "manifest.json").read_text())["stacks"]["stack"][
        "annotations"
    ]
    assert [one["constructPath"] for one in annotations] == ["stack/openai"]
    assert annotations[0]["level"].endswith("warn")
