"""The synthesis fails with the sentence of a TODO, unless Terraform ignores the argument."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import TODO, File, OpenaiProvider, VaultCredential, VoiceConsent


def errors(construct: Any) -> list[str]:
    return [str(entry.data) for entry in construct.node.metadata if entry.type.endswith("error")]


def test_the_synthesis_fails_with_the_sentence_of_a_todo(
    cdk: ModuleType, app: Any, stack: Any
) -> None:
    file = File(stack, "faq", purpose="assistants", source=TODO("OpenAI does not return it"))
    (error,) = errors(file)
    assert error.startswith('File "stack/faq": source must be set: OpenAI does not return it.')
    assert 'lifecycle={"ignore_changes": ["source"]}' in error
    OpenaiProvider(stack, "openai")
    with pytest.raises(Exception, match="source must be set"):
        app.synth()


@pytest.mark.parametrize("ignored", [["source"], "all"])
def test_an_ignored_todo_is_not_synthesized(stack: Any, synth: Any, ignored: Any) -> None:
    file = File(
        stack,
        "faq",
        purpose="assistants",
        source=TODO("OpenAI does not return it"),
        lifecycle={"ignore_changes": ignored},
    )
    assert errors(file) == []
    (code,) = synth()["resource"]["openai_file"].values()
    assert "source" not in code


def test_an_ignored_todo_of_a_required_argument_is_null(stack: Any, synth: Any) -> None:
    VoiceConsent(
        stack,
        "mia",
        name="Mia",
        language="en-US",
        recording=TODO("OpenAI does not return it"),  # type: ignore[arg-type]
        lifecycle={"ignore_changes": ["recording"]},
    )
    (code,) = synth()["resource"]["openai_voice_consent"].values()
    assert code["recording"] == "${null}"


def test_a_todo_together_with_a_conflicting_value_is_not_an_error(stack: Any) -> None:
    assert File(stack, "f", purpose="batch", content="x", source=TODO("one of them"))


@pytest.mark.parametrize("ignored", [[], ["auth"]])
def test_a_todo_inside_an_argument_is_not_synthesized(
    stack: Any, synth: Any, ignored: list[str]
) -> None:
    credential = VaultCredential(
        stack,
        "crm",
        vault_id="vault_1",
        name="CRM",
        auth={
            "type": "static_bearer",
            "mcp_server_url": "https://mcp.example",
            "token": TODO("OpenAI does not return it"),
        },
        lifecycle={"ignore_changes": ignored},
    )
    (code,) = synth()["resource"]["openai_vault_credential"].values()
    assert code["auth"] == {"type": "static_bearer", "mcp_server_url": "https://mcp.example"}
    assert [one.split(" must be")[0] for one in errors(credential)] == [
        'VaultCredential "stack/crm": auth.token'
    ] * (not ignored)
