"""Responses in the background, with tools, in conversations, token counts, and stored completions."""

from __future__ import annotations

from typing import Any

import openai
import pytest
from openai.types.responses import Response

_LOOK: Any = {
    "type": "function",
    "name": "look",
    "parameters": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
    "strict": None,
}


def respond(client: openai.OpenAI, text: Any = "Hello", **more: Any) -> Response:
    answer = client.responses.create(model="gpt-4o", input=text, **more)
    assert isinstance(answer, Response)
    return answer


def test_reads_finish_a_background_response(client: openai.OpenAI) -> None:
    created = respond(client, background=True)
    assert (created.status, created.output, created.usage) == ("queued", [], None)
    states = [client.responses.retrieve(created.id).status for _ in range(4)]
    assert states == ["in_progress", "in_progress", "completed", "completed"]
    done = client.responses.retrieve(created.id)
    assert done.output_text == respond(client).output_text
    assert done.completed_at is not None
    assert done.usage is not None


def test_a_background_response_must_be_stored(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        respond(client, background=True, store=False)
    assert caught.value.param == "background"


def test_a_cancelled_response_stays_cancelled(client: openai.OpenAI) -> None:
    created = respond(client, background=True)
    assert [client.responses.cancel(created.id).status for _ in range(2)] == ["cancelled"] * 2
    assert client.responses.retrieve(created.id).status == "cancelled"


def test_finished_and_foreground_responses_cannot_be_cancelled(client: openai.OpenAI) -> None:
    done = respond(client, background=True)
    for _ in range(3):
        client.responses.retrieve(done.id)
    for response in (respond(client), done):
        with pytest.raises(openai.BadRequestError, match="Cannot cancel"):
            client.responses.cancel(response.id)


def test_a_response_that_is_not_stored_is_not_found(client: openai.OpenAI) -> None:
    created = respond(client, store=False)
    with pytest.raises(openai.NotFoundError):
        client.responses.retrieve(created.id)


def test_the_output_stops_at_the_token_limit(client: openai.OpenAI) -> None:
    created = respond(client, "Why? " * 50, max_output_tokens=16)
    assert created.status == "incomplete"
    assert created.incomplete_details is not None
    assert created.incomplete_details.reason == "max_output_tokens"


@pytest.mark.parametrize("choice", ["required", {"type": "function", "name": "look"}])
def test_a_required_function_is_called(client: openai.OpenAI, choice: Any) -> None:
    (item,) = respond(client, tools=[_LOOK], tool_choice=choice).output
    assert item.type == "function_call"
    assert (item.name, item.arguments) == ("look", '{"x": "example"}')


def test_a_response_continues_a_previous_one(client: openai.OpenAI) -> None:
    first = respond(client, "My name is Ada.")
    second = respond(client, "Hello", previous_response_id=first.id)
    assert second.previous_response_id == first.id
    assert first.usage is not None
    assert second.usage is not None
    assert second.usage.input_tokens > first.usage.total_tokens
    with pytest.raises(openai.BadRequestError) as caught:
        respond(client, previous_response_id="resp_none")
    assert caught.value.code == "previous_response_not_found"


def test_input_and_output_are_added_to_the_conversation(client: openai.OpenAI) -> None:
    conversation = client.conversations.create()
    created = respond(client, conversation=conversation.id)
    assert created.conversation is not None
    assert created.conversation.id == conversation.id
    items: list[Any] = client.conversations.items.list(conversation.id, order="asc").data
    assert [item.role for item in items] == ["user", "assistant"]
    with pytest.raises(openai.NotFoundError):
        respond(client, conversation="conv_none")


def test_the_counted_tokens_are_the_used_tokens(client: openai.OpenAI) -> None:
    question: Any = {"model": "gpt-4o", "input": "Hello", "instructions": "Be brief."}
    counted = client.responses.input_tokens.count(**question)
    created = client.responses.create(**question)
    assert created.usage is not None
    assert counted.input_tokens == created.usage.input_tokens


def test_a_moderated_response_contains_the_results(client: openai.OpenAI) -> None:
    created = respond(client, "I hate soup.", moderation={"model": "omni-moderation-latest"})
    assert created.moderation is not None
    assert created.moderation.input.type == "moderation_result"
    assert created.moderation.input.flagged
    assert respond(client).moderation is None


def test_an_incomplete_request_is_refused(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.responses.create(model="gpt-4o")
    assert caught.value.param == "input"
    with pytest.raises(openai.NotFoundError, match="Vector store"):
        respond(client, tools=[{"type": "file_search", "vector_store_ids": ["vs_none"]}])


def test_stored_completions_are_listed_by_model_and_metadata(client: openai.OpenAI) -> None:
    hello: Any = [{"role": "user", "content": "Hello"}]
    for model, team, store in (
        ("gpt-4o", "a", True),
        ("gpt-4o-mini", "a", True),
        ("gpt-4o", "b", True),
        ("gpt-4o", "a", False),
    ):
        client.chat.completions.create(
            model=model,
            messages=hello,
            store=store,
            metadata={"team": team} if store else openai.omit,
        )
    every = client.chat.completions.list().data
    assert [one.metadata for one in every] == [{"team": "a"}, {"team": "a"}, {"team": "b"}]
    found = client.chat.completions.list(model="gpt-4o", metadata={"team": "a"}).data
    assert [one.id for one in found] == [every[0].id]
    newest = client.chat.completions.list(order="desc", limit=1).data
    assert [one.id for one in newest] == [every[-1].id]
