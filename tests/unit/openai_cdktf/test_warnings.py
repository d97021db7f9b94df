"""Probable mistakes and secrets in the code are warnings, which the CDK's command line prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings as python_warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import openai_cdktf
from openai_cdktf import (
    Agent,
    Assistant,
    File,
    OpenaiProvider,
    StackWarning,
    VectorStore,
    guardrails,
)
from openai_cdktf.patterns import KnowledgeBase
from openai_cdktf.testing import validate
from tests.terraform import ROOT


def warnings(construct: Any) -> list[str]:
    return [str(entry.data) for entry in construct.node.metadata if entry.type.endswith("warn")]


def test_an_unknown_value_is_a_warning_with_a_similar_value(stack: Any) -> None:
    file = File(stack, "f", purpose="asistants", content="x")
    (warning,) = warnings(file)
    assert warning.startswith('File "stack/f": purpose: "asistants" is not among the values')
    assert warning.endswith('Did you mean "assistants"?')


def test_known_values_and_tokens_cause_no_warning(cdk: ModuleType, stack: Any) -> None:
    variable = cdk.TerraformVariable(stack, "variable", type="string")
    for name, purpose in (("known", "assistants"), ("token", variable.string_value)):
        assert warnings(File(stack, name, purpose=purpose, content="x")) == []


def test_a_warning_about_a_nested_value_has_its_path(stack: Any) -> None:
    tools = [{"type": "file_search"}, {"type": "code_interpretr"}]
    assistant = Assistant(stack, "a", model="gpt-6-luna", tools=tools)
    (warning,) = warnings(assistant)
    assert warning.startswith('Assistant "stack/a": tools[1].type: "code_interpretr" is not among')
    store = VectorStore(stack, "s", expires_after={"anchor": "last_active", "days": 1})
    assert warnings(store)[0].startswith(
        'VectorStore "stack/s": expires_after.anchor: "last_active"'
    )


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
        f'OpenaiProvider "stack/openai": {argument}: The secret will be in cdk.tf.json'
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


PROGRAM = """
from {cdk} import App, TerraformStack
from openai_cdktf import File, OpenaiProvider
app = App()
stack = TerraformStack(app, "stack")
OpenaiProvider(stack, "openai")
for number in range(2):
    File(stack, f"f{{number}}", purpose="assistant", content="x")
File(stack, "f0-again", purpose="assistants", content="x")
app.synth()
"""


def test_a_plain_program_shows_each_warning_with_its_line(cdk: ModuleType, tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text(PROGRAM.format(cdk=cdk.__name__))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("CDKTF_CONTEXT_JSON", None)

    def shown(**variables: str) -> str:
        return subprocess.run(
            [sys.executable, "main.py"],
            cwd=tmp_path,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stderr

    lines = [line for line in shown().splitlines() if "StackWarning" in line]
    assert [line.partition(" is not among")[0] for line in lines] == [
        f'main.py:8: StackWarning: File "stack/f{number}": purpose: "assistant"'
        for number in range(2)
    ]
    assert all(line.endswith('Did you mean "assistants"?') for line in lines)


def test_warnings_are_not_shown_twice_by_the_command_line(
    stack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with python_warnings.catch_warnings(record=True) as shown:
        python_warnings.simplefilter("always")
        monkeypatch.delenv("CDKTF_CONTEXT_JSON", raising=False)
        File(stack, "f", purpose="asistants", content="x")
        assert [one.category for one in shown] == [StackWarning]
        assert shown[0].filename == "tests/unit/openai_cdktf/test_warnings.py"
        monkeypatch.setenv("CDKTF_CONTEXT_JSON", "{}")
        File(stack, "g", purpose="asistants", content="x")
        assert len(shown) == 1


def test_warnings_can_be_errors(stack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CDKTF_CONTEXT_JSON", raising=False)
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("error", openai_cdktf.StackWarning)
        with pytest.raises(StackWarning, match='File "stack/f": purpose: "asistants" is not among'):
            File(stack, "f", purpose="asistants", content="x")


def test_validate_shows_only_warnings_that_the_construct_has_not_shown(
    stack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CDKTF_CONTEXT_JSON", raising=False)
    OpenaiProvider(stack, "openai")
    right = File(stack, "right", purpose="assistants", content="x")
    with python_warnings.catch_warnings(record=True) as shown:
        python_warnings.simplefilter("always")
        File(stack, "wrong", purpose="asistants", content="x")
        validate(stack)
        assert len(shown) == 1
        right.add_override("purpose", "asistants")
        validate(stack)
    first, second = (str(one.message) for one in shown)
    assert first.partition(": ")[2] == second.partition(": ")[2]
    assert second.startswith('stack/right (openai_file.right): purpose: "asistants" is not among')
    assert second.endswith('Did you mean "assistants"?')
    assert shown[1].filename == "tests/unit/openai_cdktf/test_warnings.py"


def test_warnings_of_guardrails_and_patterns_are_shown(
    cdk: ModuleType, stack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CDKTF_CONTEXT_JSON", raising=False)
    (tmp_path / "a.md").write_text("Help.")
    (tmp_path / "b.xyz").write_text("Help.")
    with python_warnings.catch_warnings(record=True) as shown:
        python_warnings.simplefilter("always")
        KnowledgeBase(stack, "kb", documents=str(tmp_path / "*"))
        guardrails.apply(stack, [guardrails.RequireExpiry(level="warning")])
        cdk.Testing.synth(stack)
    texts = [str(one.message) for one in shown]
    assert "not uploaded: " in texts[0]
    assert texts[1].startswith("RequireExpiry: stack/kb/store: expires_after")
    assert len(texts) == 2


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
