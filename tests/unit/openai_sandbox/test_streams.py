"""Streams with OpenAI's client: the same answers as events that match its types."""

from __future__ import annotations

import base64
from typing import Any

import openai
import pytest

from tests.sandbox import Sandbox
from tests.unit.openai_sandbox.strict import strict

_HELLO: Any = [{"role": "user", "content": "Hello"}]
_PARAMETERS = {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}
_LOOK: Any = {"type": "function", "name": "look", "parameters": _PARAMETERS, "strict": None}
_TOOLS: Any = [{"type": "function", "function": {"name": "look", "parameters": _PARAMETERS}}]


@pytest.fixture
def client(sandbox: Sandbox) -> openai.OpenAI:
    return strict(sandbox)


def test_a_completion_is_streamed_in_words_with_usage_last(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="gpt-4o", messages=_HELLO)
    options: Any = {"include_usage": True}
    chunks = list(
        client.chat.completions.create(
            model="gpt-4o", messages=_HELLO, stream=True, stream_options=options
        )
    )
    *said, end, last = chunks
    pieces = [one.choices[0].delta.content or "" for one in said]
    assert len(pieces) > 2
    assert "".join(pieces) == whole.choices[0].message.content
    assert end.choices[0].finish_reason == "stop"
    assert last.choices == []
    assert last.usage == whole.usage
    assert not any(one.usage for one in chunks[:-1])


def test_a_completion_without_include_usage_has_no_usage(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(model="gpt-4o", messages=_HELLO, stream=True, n=2)
    chunks = list(stream)
    assert {one.choices[0].index for one in chunks} == {0, 1}
    assert not any(one.usage for one in chunks)


def test_a_streamed_tool_call_can_be_assembled(client: openai.OpenAI) -> None:
    arguments = {"model": "gpt-4o", "messages": _HELLO, "tools": _TOOLS, "tool_choice": "required"}
    with client.chat.completions.stream(**arguments) as stream:  # type: ignore[arg-type]
        (call,) = stream.get_final_completion().choices[0].message.tool_calls or ()
    assert call.function.name == "look"
    assert call.function.arguments == '{"x": 1}'


@pytest.mark.parametrize(
    ("field", "value"), [("stream_options", {"include_usage": True}), ("metadata", {"a": "b"})]
)
def test_an_option_without_its_required_option_is_refused(
    client: openai.OpenAI, field: str, value: Any
) -> None:
    with pytest.raises(openai.BadRequestError, match="is only allowed when") as caught:
        client.chat.completions.create(model="gpt-4o", messages=_HELLO, extra_body={field: value})
    assert caught.value.param == field


def test_a_response_is_streamed_as_events_in_order(client: openai.OpenAI) -> None:
    events = list(client.responses.create(model="gpt-4o", input="Hello", stream=True))
    assert [one.sequence_number for one in events] == list(range(len(events)))
    kinds = [one.type for one in events]
    assert kinds[:4] == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
    ]
    assert kinds[-4:] == [
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    first, last = events[0], events[-1]
    assert first.type == "response.created"
    assert first.response.output == []
    assert last.type == "response.completed"
    said = "".join(one.delta for one in events if one.type == "response.output_text.delta")
    assert said == last.response.output_text
    assert client.responses.retrieve(last.response.id).output_text == said


def test_a_streamed_response_equals_the_response_without_a_stream(client: openai.OpenAI) -> None:
    with client.responses.stream(model="gpt-4o", input="Hello") as stream:
        streamed = stream.get_final_response()
    assert (
        streamed.output_text == client.responses.create(model="gpt-4o", input="Hello").output_text
    )


def test_a_response_that_calls_a_function_is_streamed(client: openai.OpenAI) -> None:
    arguments: Any = {
        "model": "gpt-4o",
        "input": "Hello",
        "tools": [_LOOK],
        "tool_choice": "required",
    }
    events = list(client.responses.create(**arguments, stream=True))
    done = next(one for one in events if one.type == "response.function_call_arguments.done")
    assert (done.name, done.arguments) == ("look", '{"x": 1}')


def test_a_response_at_the_token_limit_ends_as_incomplete(client: openai.OpenAI) -> None:
    arguments: Any = {"model": "gpt-4o", "input": "Hello " * 20, "max_output_tokens": 16}
    assert list(client.responses.create(**arguments, stream=True))[-1].type == "response.incomplete"


def test_a_background_response_can_be_streamed_later(client: openai.OpenAI) -> None:
    created = client.responses.create(model="gpt-4o", input="Hello", background=True)
    events = list(client.responses.retrieve(created.id, stream=True))
    assert events[-1].type == "response.completed"
    assert client.responses.retrieve(created.id).status == "completed"
    rest = list(client.responses.retrieve(created.id, stream=True, starting_after=3))
    assert [one.sequence_number for one in rest] == [one.sequence_number for one in events[4:]]


def test_models_with_streaming_stream_a_transcript(client: openai.OpenAI) -> None:
    speech = client.audio.speech.create(model="tts-1", voice="alloy", input="Good day").content
    sound = ("day.wav", speech)
    events = list(
        client.audio.transcriptions.create(model="gpt-4o-transcribe", file=sound, stream=True)
    )
    *_, last = events
    assert last.type == "transcript.text.done"
    assert last.text == "Good day"
    said = "".join(one.delta for one in events if one.type == "transcript.text.delta")
    assert said == "Good day"


def test_partial_images_come_before_the_finished_image(client: openai.OpenAI) -> None:
    kinds = []
    for one in client.images.generate(
        model="gpt-image-1", prompt="A tree", stream=True, partial_images=2
    ):
        kinds.append(one.type)
        assert base64.b64decode(one.b64_json).startswith(b"\x89PNG")
    assert kinds == ["image_generation.partial_image"] * 2 + ["image_generation.completed"]
    png = ("a.png", base64.b64decode(one.b64_json), "image/png")
    edited = client.images.edit(model="gpt-image-1", image=png, prompt="A tree", stream=True)
    assert [event.type for event in edited] == ["image_edit.completed"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_run_is_streamed_with_its_message(client: openai.OpenAI) -> None:
    assistant = client.beta.assistants.create(model="gpt-4o")
    thread = client.beta.threads.create(messages=_HELLO)
    with client.beta.threads.runs.stream(thread_id=thread.id, assistant_id=assistant.id) as stream:
        events = [event.event for event in stream]
        (message,) = stream.get_final_messages()
    (part,) = message.content
    assert part.type == "text"
    assert part.text.value.endswith("Hello")
    assert events[:3] == ["thread.run.created", "thread.run.queued", "thread.run.in_progress"]
    assert events[-2:] == ["thread.run.step.completed", "thread.run.completed"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_streamed_run_waits_for_outputs_and_continues(client: openai.OpenAI) -> None:
    assistant = client.beta.assistants.create(model="gpt-4o", tools=_TOOLS)
    arguments: Any = {"thread": {"messages": _HELLO}, "tool_choice": "required"}
    with client.beta.threads.create_and_run_stream(
        assistant_id=assistant.id, **arguments
    ) as stream:
        stream.until_done()
        run = stream.current_run
    assert run is not None
    assert run.status == "requires_action"
    assert run.required_action is not None
    outputs: Any = [
        {"tool_call_id": call.id, "output": "1"}
        for call in run.required_action.submit_tool_outputs.tool_calls
    ]
    with client.beta.threads.runs.submit_tool_outputs_stream(
        run_id=run.id, thread_id=run.thread_id, tool_outputs=outputs
    ) as stream:
        assert len(stream.get_final_messages()) == 1
