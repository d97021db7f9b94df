"""Answers from a script, and plausible values for schemas, with OpenAI's client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import openai
import pytest
import yaml

import openai_sandbox
from openai_sandbox import FileError, scripted_answers
from openai_sandbox.behaviours.chat import json_for
from openai_sandbox.errors import ApiError
from openai_sandbox.scripted_answers import AnswerBook, Prompt, Scripted
from openai_sandbox.yaml_files import published_schema
from tests.sandbox import DOCUMENT

_SCRIPT = """
answers:
  - when: {model: gpt-4o*, input: "*weather in {city}?"}
    tool_call: {name: weather, arguments: {city: "{{ city }}"}}
  - when: {tool_output: "*"}
    text: "It is {{ tool_output }}."
  - when: {input: break}
    error: {status: 500, message: Broken.}
  - when: {instructions: "*pirate*"}
    text: Ahoy!
    pace: 1ms
  - when: {input: secret}
    refusal: I cannot say this.
  - when: {input: person}
    value: {name: Ada, age: 36}
  - when: {input: again}
    delay: 1ms
    sequence:
      - error: {status: 429, code: rate_limit_exceeded, message: Not yet.}
      - text: "Attempt {{ number }}: {{input}}"
"""
_WEATHER: Any = {"type": "function", "name": "weather", "parameters": {}, "strict": None}


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[openai.OpenAI]:
    file = tmp_path_factory.mktemp("script") / "answers.yaml"
    file.write_text(_SCRIPT)
    with (
        openai_sandbox.Sandbox(document=DOCUMENT, strict=True, answers=file) as sandbox,
        openai.OpenAI(
            base_url=sandbox.base_url, api_key=openai_sandbox.API_KEY, max_retries=0
        ) as client,
    ):
        yield client


def respond(client: openai.OpenAI, text: Any, **more: Any) -> Any:
    return client.responses.create(model="gpt-4o", input=text, **more)


def chat(client: openai.OpenAI, *messages: Any, **more: Any) -> Any:
    return client.chat.completions.create(model="gpt-4o-mini", messages=list(messages), **more)


def user(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def test_a_response_calls_the_tool_of_the_script_and_uses_its_output(
    scripted: openai.OpenAI,
) -> None:
    first = respond(scripted, "What is the weather in Rome?", tools=[_WEATHER])
    (call,) = first.output
    assert (call.type, call.name, json.loads(call.arguments)) == (
        "function_call",
        "weather",
        {"city": "Rome"},
    )
    output = {"type": "function_call_output", "call_id": call.call_id, "output": "sunny"}
    second = respond(scripted, [output], previous_response_id=first.id, tools=[_WEATHER])
    assert second.output_text == "It is sunny."


def test_a_completion_calls_the_tool_of_the_script_and_uses_its_output(
    scripted: openai.OpenAI,
) -> None:
    question = user("the WEATHER in Oslo?")
    choice = chat(scripted, question).choices[0]
    assert choice.finish_reason == "tool_calls"
    (call,) = choice.message.tool_calls
    assert json.loads(call.function.arguments) == {"city": "Oslo"}
    output = {"role": "tool", "tool_call_id": call.id, "content": "rainy"}
    answer = chat(scripted, question, choice.message.to_dict(), output)
    assert answer.choices[0].message.content == "It is rainy."


def test_instructions_choose_the_answer_also_in_streams(scripted: openai.OpenAI) -> None:
    assert respond(scripted, "Hello", instructions="Talk like a pirate.").output_text == "Ahoy!"
    chunks = chat(scripted, {"role": "system", "content": "A pirate"}, user("Hello"), stream=True)
    assert "".join(one.choices[0].delta.content or "" for one in chunks) == "Ahoy!"


def test_a_refusal_is_returned_also_in_streams(scripted: openai.OpenAI) -> None:
    (part,) = respond(scripted, "secret").output[0].content
    assert (part.type, part.refusal) == ("refusal", "I cannot say this.")
    events = list(respond(scripted, "secret", stream=True))
    said = [one.delta for one in events if one.type == "response.refusal.delta"]
    assert "".join(said) == "I cannot say this."
    message = chat(scripted, user("secret")).choices[0].message
    assert (message.content, message.refusal) == (None, "I cannot say this.")
    chunks = list(chat(scripted, user("secret"), stream=True))
    assert "".join(one.choices[0].delta.refusal or "" for one in chunks) == "I cannot say this."


def test_a_structured_value_is_returned_as_json(scripted: openai.OpenAI) -> None:
    assert json.loads(respond(scripted, "person").output_text) == {"name": "Ada", "age": 36}


def test_an_agent_gives_the_scripted_answer_or_fails(scripted: openai.OpenAI) -> None:
    sessions = scripted.beta.agents.sessions
    agent: Any = {"model": "gpt-5", "instructions": "A pirate"}

    def finished(text: str) -> Any:
        created = sessions.create(agent=agent, environment={"type": "none"}, input=text)
        return [sessions.retrieve(created.id) for _ in range(2)][-1]

    done = finished("Hello")
    items: list[Any] = list(sessions.items.list(done.id, order="asc"))
    assert [one.content[0].text for one in items] == ["Hello", "Ahoy!"]
    failed = finished("break")
    assert (failed.status, failed.error) == ("failed", "Broken.")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_run_of_an_assistant_follows_the_script(scripted: openai.OpenAI) -> None:
    threads = scripted.beta.threads
    assistant = scripted.beta.assistants.create(model="gpt-4o")

    def finished(text: str) -> Any:
        thread: Any = {"messages": [user(text)]}
        run = threads.create_and_run(assistant_id=assistant.id, thread=thread)
        return threads.runs.poll(run.id, thread_id=run.thread_id)

    def said(run: Any) -> str:
        message: Any = threads.messages.list(run.thread_id).data[0]
        return str(message.content[0].text.value)

    run = finished("What is the weather in Lima?")
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    assert json.loads(call.function.arguments) == {"city": "Lima"}
    outputs: Any = [{"tool_call_id": call.id, "output": "foggy"}]
    run = threads.runs.submit_tool_outputs_and_poll(
        run_id=run.id, thread_id=run.thread_id, tool_outputs=outputs
    )
    assert (run.status, said(run)) == ("completed", "It is foggy.")
    failed = finished("break")
    assert (failed.status, failed.last_error.message) == ("failed", "Broken.")


def test_a_sequence_gives_an_error_and_then_an_answer(scripted: openai.OpenAI) -> None:
    with pytest.raises(openai.RateLimitError, match="Not yet") as caught:
        respond(scripted, "again")
    assert caught.value.code == "rate_limit_exceeded"
    assert respond(scripted, "again").output_text == "Attempt 2: again"
    assert respond(scripted, "again").output_text == "Attempt 3: again"


def test_an_input_without_an_answer_is_repeated(scripted: openai.OpenAI) -> None:
    assert respond(scripted, "Hello").output_text.endswith("Hello")


def test_a_reset_starts_sequences_again() -> None:
    book = AnswerBook([{"sequence": [{"text": "one"}, {"text": "two"}]}])
    prompt = Prompt(endpoint="chat", model="gpt-4o", input="Hello")
    said = [book.answer_to(prompt) for _ in range(3)]
    book.reset()
    assert [one.text for one in [*said, book.answer_to(prompt)] if one] == [
        "one",
        "two",
        "two",
        "one",
    ]


def test_delay_and_pace_are_read_as_seconds() -> None:
    book = AnswerBook([{"when": {"endpoint": "chat"}, "text": "x", "delay": "250ms", "pace": "2s"}])
    prompt = Prompt(endpoint="chat", model="gpt-4o", input="Hello")
    assert book.answer_to(prompt) == Scripted(text="x", delay=0.25, pace=2)
    assert book.answer_to(Prompt(endpoint="responses", model="gpt-4o", input="Hello")) is None
    failing = AnswerBook([{"error": {"status": 503}, "delay": "1s"}])
    with pytest.raises(ApiError) as caught:
        failing.answer_to(prompt)
    assert (caught.value.kind, caught.value.delay) == ("server_error", 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("answers:\n  - when: {}\n", ":2: answers[0]: An answer needs exactly one of text,"),
        ("answers:\n  - text: a\n    refusal: b\n", ":2: answers[0]: An answer needs exactly one"),
        ("answers:\n  - text: a\n\n    txt: b\n", ":4: answers[0].txt: .*'txt' was unexpected"),
        ("answers:\n  - text: a\n    delay: 5\n", ":3: answers[0].delay: "),
        ("answers:\n  - text: a\n    pace: soon\n", ":3: answers[0].pace: A duration is written"),
        ("answers:\n  - text: '{{ city }}'\n", ":2: answers[0].text: There is no value 'city'"),
        ("answers:\n  - error: {status: 200}\n", ":2: answers[0].error.status: 200 is less than"),
        ("answers: [\n", ":2: "),
        (
            "answer: []\n",
            ':1: answer: Additional properties are not allowed .*: did you mean "answers"?',
        ),
        ("- text: Hi\n", ":1: The content must be a mapping. Its keys can be: "),
    ],
)
def test_a_mistake_in_a_script_is_reported_with_its_line(
    tmp_path: Path, content: str, message: str
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(content)
    expected = f"answers.yaml{message}".replace("[", r"\[").replace("]", r"\]")
    with pytest.raises(FileError, match=expected):
        AnswerBook(file)


def test_a_missing_script_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none\.yaml cannot be read: No such file"):
        AnswerBook(tmp_path / "none.yaml")


def test_the_published_schema_accepts_the_script() -> None:
    schema = published_schema("answers")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(_SCRIPT), schema)
    assert Path(scripted_answers.__file__).with_name("answers.schema.json").is_file()


def test_structured_output_has_plausible_values() -> None:
    schema = {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "home_city": {"type": ["string", "null"]},
            "email": {"type": "string", "format": "email"},
            "age": {"type": "integer", "minimum": 0, "maximum": 30},
            "unitPrice": {"type": "number"},
            "sentiment": {"enum": ["good", "bad"]},
            "tags": {"type": "array", "items": {"type": "string"}, "minItems": 2},
            "zip": {"type": "string", "pattern": "^[0-9]{5}$"},
            "is_member": {"type": "boolean"},
            "friends": {"type": "array", "items": {"$ref": "#/$defs/Friend"}},
        },
        "required": ["name"],
        "$defs": {"Friend": {"type": "object", "properties": {"id": {"type": "string"}}}},
    }
    value = json.loads(json_for(schema))
    jsonschema.validate(value, schema)
    assert value == {
        "name": "Ada Lovelace",
        "home_city": "Paris",
        "email": "ada@example.com",
        "age": 30,
        "unitPrice": 19.99,
        "sentiment": "good",
        "tags": ["example", "example"],
        "zip": "12345",
        "is_member": True,
        "friends": [{"id": "item-1"}],
    }


def test_a_schema_that_contains_itself_ends() -> None:
    tree = {
        "type": "object",
        "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}},
        "required": ["children"],
    }
    value = json.loads(json_for({"$ref": "#/$defs/Tree", "$defs": {"Tree": tree}}))
    assert value["children"]
