"""What looks like a slip, and a secret in the code, is a warning of the CDK: its command line prints it when it synthesizes."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import Agent, Assistant, File, OpenaiProvider, VectorStore


def warnings(construct: Any) -> list[str]:
    return [str(entry.data) for entry in construct.node.metadata if entry.type.endswith("warn")]


def test_an_unknown_value_is_a_warning_with_the_probable_one(stack: Any) -> None:
    file = File(stack, "f", purpose="asistants", content="x")
    (warning,) = warnings(file)
    assert warning.startswith('File "f": purpose: "asistants" is not among the values')
    assert warning.endswith('Did you mean "assistants"?')


def test_known_values_and_tokens_are_not_warned_of(cdk: ModuleType, stack: Any) -> None:
    variable = cdk.TerraformVariable(stack, "variable", type="string")
    for name, purpose in (("known", "assistants"), ("token", variable.string_value)):
        assert warnings(File(stack, name, purpose=purpose, content="x")) == []


def test_a_slip_inside_of_lists_and_objects_is_told_with_its_path(stack: Any) -> None:
    tools = [{"type": "file_search"}, {"type": "code_interpretr"}]
    assistant = Assistant(stack, "a", model="gpt-6-luna", tools=tools)
    (warning,) = warnings(assistant)
    assert warning.startswith('Assistant "a": tools[1].type: "code_interpretr" is not among')
    store = VectorStore(stack, "s", expires_after={"anchor": "last_active", "days": 1})
    assert warnings(store)[0].startswith('VectorStore "s": expires_after.anchor: "last_active"')


def test_a_slip_in_the_name_of_a_model_is_warned_of(stack: Any) -> None:
    (warning,) = warnings(Assistant(stack, "a", model="gpt-6-lunna"))
    assert 'Did you mean "gpt-6-luna"?' in warning


def test_a_later_slip_is_warned_of_too(stack: Any) -> None:
    file = File(stack, "f", purpose="assistants", content="x")
    file.purpose = "asistants"
    assert len(warnings(file)) == 1


def test_tools_that_agents_do_not_have_are_told_with_what_to_use(stack: Any) -> None:
    agent = Agent(stack, "a", name="a", model="gpt-6-luna", tools=[{"type": "file_search"}])
    (warning,) = warnings(agent)
    assert "Agents have no `file_search`: put the `files` into the environment" in warning
    assert "Did you mean" not in warning


@pytest.mark.parametrize(
    ("argument", "variable"),
    [("api_key", "OPENAI_API_KEY"), ("admin_api_key", "OPENAI_ADMIN_KEY")],
)
def test_a_key_in_the_code_is_warned_of_with_the_way_out(
    stack: Any, argument: str, variable: str
) -> None:
    provider = OpenaiProvider(stack, "openai", **{argument: "sk-secret"})  # type: ignore[arg-type]
    (warning,) = warnings(provider)
    assert warning.startswith(f'OpenaiProvider "openai": {argument}: A secret that is written here')
    assert "will stand in cdk.tf.json" in warning
    assert f"set the environment variable {variable}, or pass a TerraformVariable" in warning
    assert "sk-secret" not in warning


def test_a_key_from_a_variable_is_not_warned_of(cdk: ModuleType, stack: Any) -> None:
    variable = cdk.TerraformVariable(stack, "key", type="string", sensitive=True)
    assert warnings(OpenaiProvider(stack, "openai", api_key=variable.string_value)) == []
    assert warnings(OpenaiProvider(stack, "other", alias="other")) == []


def test_warnings_are_in_the_manifest_that_the_command_line_prints(
    cdk: ModuleType, tmp_path: Path
) -> None:
    app = cdk.App(outdir=str(tmp_path))
    stack = cdk.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai", api_key="sk-secret")
    app.synth()
    told = json.loads((tmp_path / "manifest.json").read_text())["stacks"]["stack"]["annotations"]
    assert [one["constructPath"] for one in told] == ["stack/openai"]
    assert told[0]["level"].endswith("warn")
