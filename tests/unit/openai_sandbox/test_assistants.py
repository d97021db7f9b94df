"""Assistants, threads, messages and runs, with OpenAI's client."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import openai
import pytest


@pytest.fixture(autouse=True)
def _deprecated() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # the client marks all of these as deprecated
        yield


def test_unset_options_of_an_assistant_have_their_defaults(client: openai.OpenAI) -> None:
    created = client.beta.assistants.create(model="gpt-4o")
    read = client.beta.assistants.retrieve(created.id)
    assert read == created
    assert (read.temperature, read.top_p, read.response_format) == (1, 1, "auto")
    assert (read.name, read.description, read.instructions) == (None, None, None)
    assert (read.metadata, read.tools) == ({}, [])


def test_assistant_update_replaces_all_metadata_and_null_clears_it(client: openai.OpenAI) -> None:
    created = client.beta.assistants.create(
        model="gpt-4o", name="a", instructions="x", metadata={"a": "1", "b": "2"}, temperature=0.5
    )
    changed = client.beta.assistants.update(created.id, metadata={"b": "3"}, instructions=None)
    assert (changed.metadata, changed.instructions) == ({"b": "3"}, None)
    assert (changed.name, changed.temperature) == ("a", 0.5)
    cleared = client.beta.assistants.update(created.id, metadata=None, temperature=None)
    assert (cleared.metadata, cleared.temperature) == ({}, 1)


def test_a_described_vector_store_is_created_and_returned_by_id(client: openai.OpenAI) -> None:
    file = client.files.create(file=("a.txt", b"text"), purpose="assistants")
    created = client.beta.assistants.create(
        model="gpt-4o",
        tools=[{"type": "file_search"}],
        tool_resources={
            "file_search": {"vector_stores": [{"file_ids": [file.id], "metadata": {"a": "b"}}]}
        },
    )
    resources: Any = created.tool_resources
    (store_id,) = resources.file_search.vector_store_ids
    store = client.vector_stores.retrieve(store_id)
    assert (store.metadata, store.file_counts.total) == ({"a": "b"}, 1)


def test_function_tools_are_returned_unchanged(client: openai.OpenAI) -> None:
    function: Any = {
        "type": "function",
        "function": {
            "name": "weather",
            "parameters": {"type": "object", "properties": {"metadata": {"type": "string"}}},
        },
    }
    created = client.beta.assistants.create(model="gpt-4o", tools=[function])
    assert created.tools[0].to_dict() == function


def test_a_deleted_assistant_is_not_found(client: openai.OpenAI) -> None:
    created = client.beta.assistants.create(model="gpt-4o")
    deleted = client.beta.assistants.delete(created.id)
    assert (deleted.deleted, deleted.object) == (True, "assistant.deleted")
    with pytest.raises(openai.NotFoundError, match="No assistant found"):
        client.beta.assistants.retrieve(created.id)


def test_a_thread_keeps_its_messages_until_it_is_deleted(client: openai.OpenAI) -> None:
    thread = client.beta.threads.create(
        messages=[{"role": "user", "content": "Hello"}], metadata={"a": "1"}
    )
    message = client.beta.threads.messages.create(
        thread.id, role="user", content=[{"type": "text", "text": "More"}]
    )
    content: Any = message.content[0]
    assert content.text.value == "More"
    assert len(client.beta.threads.messages.list(thread.id).data) == 2
    changed = client.beta.threads.messages.update(
        message.id, thread_id=thread.id, metadata={"k": "v"}
    )
    assert changed.metadata == {"k": "v"}
    assert client.beta.threads.update(thread.id, metadata=None).metadata == {}
    assert client.beta.threads.delete(thread.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.beta.threads.messages.retrieve(message.id, thread_id=thread.id)


def test_a_run_completes_and_adds_the_message_of_the_assistant(client: openai.OpenAI) -> None:
    assistant = client.beta.assistants.create(model="gpt-4o", instructions="Be kind.")
    thread = client.beta.threads.create(messages=[{"role": "user", "content": "Hello"}])
    run = client.beta.threads.runs.create(thread.id, assistant_id=assistant.id)
    assert (run.status, run.instructions, run.model) == ("queued", "Be kind.", "gpt-4o")
    done = client.beta.threads.runs.poll(run.id, thread_id=thread.id)
    assert done.status == "completed"
    assert done.usage is not None
    answer = client.beta.threads.messages.list(thread.id, run_id=run.id).data
    assert [(one.role, one.assistant_id) for one in answer] == [("assistant", assistant.id)]
    steps = client.beta.threads.runs.steps.list(run.id, thread_id=thread.id).data
    assert [one.type for one in steps] == ["message_creation"]


def test_a_run_that_must_call_a_function_waits_for_its_output(client: openai.OpenAI) -> None:
    assistant = client.beta.assistants.create(
        model="gpt-4o",
        tools=[
            {
                "type": "function",
                "function": {
                    "name": "weather",
                    "parameters": {
                        "type": "object",
                        "properties": {"city": {"type": "string"}},
                        "required": ["city"],
                    },
                },
            }
        ],
    )
    run = client.beta.threads.create_and_run_poll(
        assistant_id=assistant.id,
        thread={"messages": [{"role": "user", "content": "Rain?"}]},
        tool_choice="required",
    )
    assert run.status == "requires_action"
    assert run.required_action is not None
    (called,) = run.required_action.submit_tool_outputs.tool_calls
    assert (called.function.name, called.function.arguments) == ("weather", '{"city": "Paris"}')
    done = client.beta.threads.runs.submit_tool_outputs_and_poll(
        run_id=run.id,
        thread_id=run.thread_id,
        tool_outputs=[{"tool_call_id": called.id, "output": "no"}],
    )
    assert done.status == "completed"


def test_a_run_of_an_unknown_assistant_is_refused(client: openai.OpenAI) -> None:
    thread = client.beta.threads.create()
    with pytest.raises(openai.NotFoundError, match="asst_none"):
        client.beta.threads.runs.create(thread.id, assistant_id="asst_none")


def test_a_cancelled_run_cannot_be_cancelled_again(client: openai.OpenAI) -> None:
    assistant = client.beta.assistants.create(model="gpt-4o")
    run = client.beta.threads.create_and_run(assistant_id=assistant.id)
    assert client.beta.threads.runs.cancel(run.id, thread_id=run.thread_id).status == "cancelled"
    with pytest.raises(openai.BadRequestError, match="cancelled"):
        client.beta.threads.runs.cancel(run.id, thread_id=run.thread_id)
