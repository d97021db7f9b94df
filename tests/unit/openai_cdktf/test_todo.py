"""An argument that is still to be filled in stops the synthesis with its sentence, unless Terraform ignores it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import TODO, File, OpenaiProvider, VaultCredential, VoiceConsent


def errors(construct: Any) -> list[str]:
    return [str(entry.data) for entry in construct.node.metadata if entry.type.endswith("error")]


def test_synthesis_fails_with_the_sentence_of_a_todo(cdk: ModuleType, app: Any, stack: Any) -> None:
    file = File(stack, "faq", purpose="assistants", source=TODO("OpenAI does not tell it"))
    (told,) = errors(file)
    assert told.startswith('File "faq": source is still to be filled in: OpenAI does not tell it.')
    assert 'lifecycle={"ignore_changes": ["source"]}' in told
    OpenaiProvider(stack, "openai")
    with pytest.raises(Exception, match="source is still to be filled in"):
        app.synth()


@pytest.mark.parametrize("ignored", [["source"], "all"])
def test_ignored_todo_is_left_out(stack: Any, synth: Any, ignored: Any) -> None:
    file = File(
        stack,
        "faq",
        purpose="assistants",
        source=TODO("OpenAI does not tell it"),
        lifecycle={"ignore_changes": ignored},
    )
    assert errors(file) == []
    (code,) = synth()["resource"]["openai_file"].values()
    assert "source" not in code


def test_ignored_todo_of_a_required_argument_is_null(stack: Any, synth: Any) -> None:
    VoiceConsent(
        stack,
        "mia",
        name="Mia",
        language="en-US",
        recording=TODO("OpenAI does not tell it"),  # type: ignore[arg-type]
        lifecycle={"ignore_changes": ["recording"]},
    )
    (code,) = synth()["resource"]["openai_voice_consent"].values()
    assert code["recording"] == "${null}"


def test_todo_beside_a_value_that_excludes_it_is_no_fault(stack: Any) -> None:
    assert File(stack, "f", purpose="batch", content="x", source=TODO("one of them"))


@pytest.mark.parametrize("ignored", [[], ["auth"]])
def test_todo_inside_of_an_argument_is_taken_out(
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
            "token": TODO("OpenAI does not tell it"),
        },
        lifecycle={"ignore_changes": ignored},
    )
    (code,) = synth()["resource"]["openai_vault_credential"].values()
    assert code["auth"] == {"type": "static_bearer", "mcp_server_url": "https://mcp.example"}
    assert [one.split(" is still")[0] for one in errors(credential)] == [
        'VaultCredential "crm": auth.token'
    ] * (not ignored)
