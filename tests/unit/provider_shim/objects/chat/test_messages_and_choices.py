"""Messages and enumerations accept what OpenAI's API accepts today."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.objects import DATA_SOURCES, EPHEMERAL_RESOURCES, RESOURCES
from provider_shim.objects.assistants.messages import ANSWERED_CONTENT
from provider_shim.objects.files.file_arguments import PURPOSES
from provider_shim.objects.text.batch import ENDPOINTS
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic
from provider_shim.vocabulary.values import typed
from tests.terraform_core import configured


def validated(message: dict[str, Any]) -> list[Diagnostic]:
    provider = Provider()
    schema = provider.resources["openai_chat_completion"].schema.attributes
    given = {"model": "gpt-6-luna", "messages": typed([message])}
    return provider.validate_resource("openai_chat_completion", configured(schema, given))


@pytest.mark.parametrize(
    ("message", "needed"),
    [
        ({"role": "tool", "content": "42"}, "tool_call_id"),
        ({"role": "tool", "tool_call_id": "call_1"}, "content"),
        ({"role": "user"}, "content"),
        ({"role": "developer"}, "content"),
        ({"role": "assistant"}, "content"),
        ({"role": "function", "content": "42"}, "name"),
    ],
)
def test_a_message_without_a_required_member_of_its_role_is_refused(
    message: dict[str, Any], needed: str
) -> None:
    (error,) = validated(message)
    assert f"`{needed}`" in error.detail
    assert f'"{message["role"]}"' in error.detail
    assert error.path == ("messages", 0)


@pytest.mark.parametrize(
    "message",
    [
        {"role": "tool", "content": "42", "tool_call_id": "call_1"},
        {"role": "assistant", "refusal": "No."},
        {"role": "assistant", "audio": {"id": "audio_1"}},
        {
            "role": "assistant",
            "tool_calls": [
                {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
            ],
        },
        {"role": "function", "name": "f"},
    ],
)
def test_a_message_with_the_required_members_of_its_role_is_valid(message: dict[str, Any]) -> None:
    assert validated(message) == []


GRADED: list[Any] = [
    "{{sample.output_text}}",
    {"type": "input_text", "text": "{{sample.output_text}}"},
    ["Score the answer.", "{{sample.output_text}}"],
    ["Score the answer.", {"type": "output_text", "text": "{{sample.output_text}}"}],
]


@pytest.mark.parametrize("content", GRADED)
def test_a_grader_message_is_a_text_a_part_or_a_list(content: Any) -> None:
    provider = Provider()
    schema = provider.data_sources["openai_grader_validation"].schema.attributes
    grader = {
        "type": "score_model",
        "name": "judge",
        "model": "gpt-6-luna",
        "input": [{"role": "user", "content": content}],
    }
    config = configured(schema, {"grader": typed(grader)})
    assert provider.validate_data_source("openai_grader_validation", config) == []


def test_a_thread_message_cannot_be_created_with_a_refusal() -> None:
    written = {"type": "refusal", "refusal": "No."}
    provider = Provider()
    schema = provider.resources["openai_message"].schema.attributes
    given = {"thread_id": "thread_1", "role": "assistant", "content": typed([written])}
    errors = provider.validate_resource("openai_message", configured(schema, given))
    assert any("`refusal` is not an argument here" in error.detail for error in errors)
    assert "refusal" in str(ANSWERED_CONTENT)


def test_values_that_openai_has_shut_down_are_not_offered() -> None:
    assert "evals" not in PURPOSES
    assert not {"/v1/completions", "/v1/videos"} & set(ENDPOINTS)
    assert "budget_reached" not in str(RESOURCES["openai_agent_session"].wait)


def test_the_purpose_filter_includes_purposes_of_files_from_the_api() -> None:
    purpose = DATA_SOURCES["openai_files"].schema["purpose"]
    assert {"batch_output", "fine-tune-results", "assistants_output", "evals"} <= set(
        getattr(purpose, "enum", ())
    )


def test_the_page_of_chatkit_sessions_says_that_agent_builder_is_closed() -> None:
    description = EPHEMERAL_RESOURCES["openai_chatkit_session"]().description
    assert "Agent Builder is closed" in description
