"""Chat completions, responses, embeddings and models, with OpenAI's client."""

from __future__ import annotations

import json
import math
from typing import Any

import openai
import pytest

_HELLO: Any = [{"role": "user", "content": "Hello"}]
_TOOL: Any = {
    "type": "function",
    "function": {
        "name": "weather",
        "parameters": {
            "type": "object",
            "properties": {
                "city": {"type": "string"},
                "unit": {"enum": ["c", "f"]},
                "days": {"$ref": "#/$defs/Days"},
            },
            "required": ["city", "unit", "days"],
            "$defs": {"Days": {"type": "integer", "minimum": 2}},
        },
    },
}


def test_the_same_request_gets_the_same_answer(client: openai.OpenAI) -> None:
    answers = [
        client.chat.completions.create(model="gpt-4o", messages=_HELLO).choices[0].message.content
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    other: Any = [{"role": "user", "content": "Goodbye"}]
    answer = client.chat.completions.create(model="gpt-4o", messages=other)
    assert answer.choices[0].message.content != answers[0]


def test_a_completion_has_n_choices_and_counts_tokens(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="gpt-4o", messages=_HELLO, n=3)
    texts = [choice.message.content for choice in answer.choices]
    assert len(set(texts)) == 3
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


def test_a_completion_stops_at_the_token_limit(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="gpt-4o", messages=_HELLO, max_completion_tokens=2
    )
    assert answer.choices[0].finish_reason == "length"
    assert answer.choices[0].message.content == "This is "


def test_the_answer_to_a_json_schema_is_an_instance_of_it(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="gpt-4o",
        messages=_HELLO,
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "weather", "schema": _TOOL["function"]["parameters"]},
        },
    )
    content = answer.choices[0].message.content
    assert content is not None
    assert json.loads(content) == {"city": "Paris", "unit": "c", "days": 2}


@pytest.mark.parametrize(
    "choice", ["required", {"type": "function", "function": {"name": "weather"}}]
)
def test_a_required_tool_is_called(client: openai.OpenAI, choice: Any) -> None:
    answer = client.chat.completions.create(
        model="gpt-4o", messages=_HELLO, tools=[_TOOL], tool_choice=choice
    )
    assert answer.choices[0].finish_reason == "tool_calls"
    calls: Any = answer.choices[0].message.tool_calls
    assert calls[0].function.name == "weather"
    assert json.loads(calls[0].function.arguments)["days"] == 2


def test_a_stored_completion_can_be_read_updated_listed_and_deleted(client: openai.OpenAI) -> None:
    created = [
        client.chat.completions.create(
            model="gpt-4o", messages=_HELLO, store=True, metadata={"n": str(number)}
        )
        for number in range(2)
    ]
    assert client.chat.completions.retrieve(created[0].id) == created[0]
    assert [one.id for one in client.chat.completions.list()] == [one.id for one in created]
    found = client.chat.completions.list(metadata={"n": "1"}).data
    assert [one.id for one in found] == [created[1].id]
    changed = client.chat.completions.update(created[0].id, metadata={"k": "v"})
    assert changed.metadata == {"k": "v"}
    messages = client.chat.completions.messages.list(created[0].id).data
    assert [(one.role, one.content) for one in messages] == [("user", "Hello")]
    assert client.chat.completions.delete(created[0].id).deleted
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.retrieve(created[0].id)


def test_a_completion_that_is_not_stored_cannot_be_read(client: openai.OpenAI) -> None:
    created = client.chat.completions.create(model="gpt-4o", messages=_HELLO)
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.retrieve(created.id)


def test_a_streamed_completion_has_the_same_text(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="gpt-4o", messages=_HELLO)
    with client.chat.completions.create(model="gpt-4o", messages=_HELLO, stream=True) as stream:
        pieces = [chunk.choices[0].delta.content or "" for chunk in stream]
    assert "".join(pieces) == whole.choices[0].message.content


def test_an_unknown_model_is_not_found(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model="ft:gpt-4o:nobody::none", messages=_HELLO)
    assert caught.value.code == "model_not_found"


def test_a_response_is_stored_with_its_input(client: openai.OpenAI) -> None:
    created = client.responses.create(model="gpt-4o", input="Hello", metadata={"a": "1"})
    assert created.output_text
    assert client.responses.retrieve(created.id).output_text == created.output_text
    (item,) = client.responses.input_items.list(created.id).data
    assert getattr(item, "role", None) == "user"
    client.responses.delete(created.id)
    with pytest.raises(openai.NotFoundError):
        client.responses.retrieve(created.id)


def test_a_conversation_keeps_its_items(client: openai.OpenAI) -> None:
    message: Any = {"type": "message", "role": "user", "content": "Hello"}
    created = client.conversations.create(metadata={"a": "1"}, items=[message])
    added = client.conversations.items.create(created.id, items=[message])
    items = list(client.conversations.items.list(created.id, order="asc"))
    assert len(items) == 2
    assert items[1].id == added.data[0].id
    client.conversations.items.delete(str(items[0].id), conversation_id=created.id)
    assert len(client.conversations.items.list(created.id).data) == 1
    assert client.conversations.update(created.id, metadata={"b": "2"}).metadata == {"b": "2"}
    assert client.conversations.delete(created.id).deleted


@pytest.mark.parametrize(
    ("model", "dimensions", "expected"),
    [
        ("text-embedding-3-small", None, 1536),
        ("text-embedding-3-large", None, 3072),
        ("text-embedding-3-small", 8, 8),
    ],
)
def test_an_embedding_is_a_unit_vector_of_the_requested_size(
    client: openai.OpenAI, model: str, dimensions: int | None, expected: int
) -> None:
    answer = client.embeddings.create(
        model=model, input=["one", "two"], dimensions=dimensions or openai.omit
    )
    first, second = (one.embedding for one in answer.data)
    assert len(first) == expected
    assert math.isclose(sum(one * one for one in first), 1, abs_tol=1e-5)
    assert first != second


def test_an_embedding_is_the_same_in_both_encodings(client: openai.OpenAI) -> None:
    packed = client.embeddings.create(model="text-embedding-3-small", input="one")
    plain = client.embeddings.create(
        model="text-embedding-3-small", input="one", encoding_format="float"
    )
    assert packed.data[0].embedding == pytest.approx(plain.data[0].embedding, abs=1e-7)


@pytest.mark.parametrize(
    ("arguments", "param"),
    [
        ({"model": "text-embedding-3-small", "input": ""}, "input"),
        ({"model": "text-embedding-ada-002", "input": "a", "dimensions": 8}, "dimensions"),
        ({"model": "text-embedding-3-small", "input": "a", "dimensions": 9999}, "dimensions"),
    ],
)
def test_an_invalid_embedding_request_is_refused(
    client: openai.OpenAI, arguments: Any, param: str
) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.embeddings.create(**arguments)
    assert caught.value.param == param


def test_models_of_all_kinds_are_listed(client: openai.OpenAI) -> None:
    models = {one.id: one for one in client.models.list()}
    for name in ("gpt-4o", "o3", "text-embedding-3-small", "dall-e-3", "omni-moderation-latest"):
        assert models[name].created > 1_600_000_000
    assert [one.owned_by for one in models.values() if one.id.startswith("ft:")] == ["org-sandbox"]
    assert client.models.retrieve("gpt-4o") == models["gpt-4o"]


def test_only_models_of_the_organization_can_be_deleted(client: openai.OpenAI) -> None:
    (own,) = (one.id for one in client.models.list() if one.id.startswith("ft:"))
    assert client.models.delete(own).deleted
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve(own)
    with pytest.raises(openai.PermissionDeniedError):
        client.models.delete("gpt-4o")


def test_moderation_flags_the_categories_of_the_words(client: openai.OpenAI) -> None:
    judged = client.moderations.create(input=["I hate you", "Soup"])
    assert judged.model == "omni-moderation-2024-09-26"
    assert [one.flagged for one in judged.results] == [True, False]
    assert judged.results[0].categories.hate
    assert judged.results[0].category_scores.hate > judged.results[1].category_scores.hate


def test_moderation_returns_one_result_for_all_parts(client: openai.OpenAI) -> None:
    parts: Any = [
        {"type": "text", "text": "Soup"},
        {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}},
    ]
    [judged] = client.moderations.create(input=parts).results
    assert judged.category_applied_input_types.violence == ["image", "text"]
    assert judged.category_applied_input_types.hate == ["text"]
