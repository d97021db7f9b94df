"""Programs that users write with OpenAI's client, which need several requests or several parts of the API."""

from __future__ import annotations

import base64
import io
import time
import types
import wave
from typing import TYPE_CHECKING, Any

import openai
import pytest

from openai_sandbox import Sandbox
from tests.sandbox import Sandbox as SharedSandbox
from tests.unit.openai_sandbox.strict import strict

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def typed(sandbox: SharedSandbox) -> Iterator[openai.OpenAI]:
    with strict(sandbox) as created:
        yield created


def test_a_run_of_an_eval_grades_the_answer_to_each_item() -> None:
    answers = [{"when": {"endpoint": "chat", "input": "*France?"}, "text": "It is Paris."}]
    schema: Any = {"type": "custom", "item_schema": {"type": "object"}}
    criterion: Any = {
        "type": "string_check", "name": "Right", "operation": "ilike",
        "input": "{{ sample.output_text }}", "reference": "{{item.capital}}",
    }  # fmt: skip
    items = [
        {"item": {"country": "France", "capital": "paris"}},
        {"item": {"country": "Chad", "capital": "N'Djamena"}},
    ]
    template = {"role": "user", "content": "What is the capital of {{item.country}}?"}
    source: Any = {
        "type": "completions", "model": "gpt-5.5",
        "input_messages": {"type": "template", "template": [template]},
        "source": {"type": "file_content", "content": items},
    }  # fmt: skip
    with Sandbox(answers=answers) as sandbox:
        client = openai.OpenAI(
            base_url=sandbox.base_url, api_key="sk-sandbox", _strict_response_validation=True
        )
        evaluation = client.evals.create(
            name="Capitals", data_source_config=schema, testing_criteria=[criterion]
        )
        place: Any = {"eval_id": evaluation.id}
        run = client.evals.runs.create(**place, name="First", data_source=source)
        while run.status != "completed":
            run = client.evals.runs.retrieve(run.id, **place)  # type: ignore[assignment]
        assert run.result_counts.to_dict() == {"total": 2, "errored": 0, "failed": 1, "passed": 1}
        (result,) = run.per_testing_criteria_results
        assert (result.testing_criteria, result.passed, result.failed) == ("Right", 1, 1)
        outputs = client.evals.runs.output_items
        found = list(outputs.list(run.id, **place))
        assert [one.status for one in found] == ["pass", "fail"]
        assert found[0].sample.output[0].content == "It is Paris."
        assert [one.id for one in outputs.list(run.id, **place, status="fail")] == [found[1].id]
        assert outputs.retrieve(found[0].id, run_id=run.id, **place).status == "pass"
        file = client.files.create(
            file=("a.jsonl", b'{"item": {"capital": "Oslo"}, "sample": {"output_text": "oslo"}}'),
            purpose="evals",
        )
        by_file: Any = {"type": "jsonl", "source": {"type": "file_id", "id": file.id}}
        run = client.evals.runs.create(**place, data_source=by_file)
        sandbox.advance(f"/evals/{evaluation.id}/runs/{run.id}")
        assert (
            sandbox.advance(f"/evals/{evaluation.id}/runs/{run.id}")["result_counts"]["passed"] == 1
        )
        assert client.evals.runs.delete(run.id, **place).run_id == run.id
        assert client.evals.delete(evaluation.id).eval_id == evaluation.id


def test_a_grader_scores_an_answer(typed: openai.OpenAI) -> None:
    grader: Any = {
        "type": "text_similarity", "name": "Near", "evaluation_metric": "cosine",
        "input": "{{sample.output_text}}", "reference": "{{item.text}}",
    }  # fmt: skip
    run = typed.fine_tuning.alpha.graders.run
    same = run(grader=grader, model_sample="Trees are green.", item={"text": "Trees are green."})
    other = run(grader=grader, model_sample="Trees are green.", item={"text": "Buy milk"})
    assert same.reward == 1.0 > other.reward
    assert same.metadata.scores == {"Near": 1.0}


def test_the_oldest_completions_have_choices_and_streams(
    typed: openai.OpenAI, client: openai.OpenAI
) -> None:
    options: Any = {"model": "gpt-3.5-turbo-instruct", "n": 2, "stop": "to:"}
    answer = typed.completions.create(prompt=["One", "Two"], echo=True, **options)
    texts = [one.text for one in answer.choices]
    assert [one.index for one in answer.choices] == [0, 1, 2, 3]
    assert (texts[0], texts[2][:3]) == ("OneThis is the sandbox's answer ", "Two")
    usage: Any = {"include_usage": True}
    stream = client.completions.create(prompt="One", stream=True, stream_options=usage, **options)
    *chunks, last = stream
    first = [one.choices[0] for one in chunks if one.choices[0].index == 0]
    assert "".join(one.text for one in first) == "This is the sandbox's answer "
    assert [one.finish_reason for one in first][-2:] == [None, "stop"]
    assert last.usage is not None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # old endpoints
def test_a_model_speaks_and_its_speech_is_understood(typed: openai.OpenAI) -> None:
    options: Any = {
        "model": "gpt-audio", "modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "wav"},
        "messages": [{"role": "user", "content": "Good morning"}],
    }  # fmt: skip
    message = typed.chat.completions.create(**options).choices[0].message
    assert message.audio is not None
    sound = base64.b64decode(message.audio.data)
    with wave.open(io.BytesIO(sound)) as opened:
        assert opened.getnframes() > 0
    translated = typed.audio.translations.create(model="whisper-1", file=("a.wav", sound))
    assert translated.text == message.audio.transcript
    verbose = typed.audio.translations.create(
        model="whisper-1", file=("a.wav", sound), response_format="verbose_json"
    )
    assert (verbose.language, verbose.text) == ("english", translated.text)
    chunks = typed.chat.completions.create(**options, stream=True)
    parts = [one.choices[0].delta.audio for one in chunks if one.choices[0].delta.audio]
    assert "".join(one.transcript or "" for one in parts) == translated.text
    assert message.audio.data in {one.data for one in parts}
    speech: Any = {"model": "gpt-4o-mini-tts", "voice": "alloy", "input": "Hello"}
    with typed.audio.speech.with_streaming_response.create(**speech, stream_format="sse") as sent:
        assert [line for line in sent.iter_lines() if line.startswith("event")] == [
            "event: speech.audio.delta", "event: speech.audio.done",
        ]  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # old endpoints
def test_an_image_has_variations(typed: openai.OpenAI) -> None:
    answer = typed.images.create_variation(
        image=("a.png", _PIXEL, "image/png"), n=2, response_format="b64_json"
    )
    first, second = (base64.b64decode(one.b64_json or "") for one in answer.data or ())
    assert first[:4] == second[:4] == b"\x89PNG"
    assert first != second


def test_a_compacted_context_continues_a_conversation(client: openai.OpenAI) -> None:
    given: Any = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    compacted = client.responses.compact(model="gpt-5.5", input=given)
    assert [one.type for one in compacted.output] == ["message", "compaction"]
    assert compacted.usage.input_tokens > 0
    following: Any = [
        compacted.output[-1].to_dict(),
        {"role": "user", "content": "Bye"},
    ]
    assert client.responses.create(model="gpt-5.5", input=following).output_text.endswith("Bye")


def test_the_client_retries_and_waits_as_long_as_the_errors_say(
    sandbox: SharedSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    clock = types.SimpleNamespace(sleep=waits.append, time=time.time)
    monkeypatch.setattr("openai._base_client.time", clock)
    with (
        sandbox.faults("429:times=1:retry-after=7", "500:times=1:retry-after-ms=30"),
        openai.OpenAI(base_url=sandbox.base_url, api_key="sk-sandbox", max_retries=2) as client,
    ):
        client.models.list()
    assert waits == [7, 0.03]
    assert [one["status"] for one in sandbox.requests()] == [429, 500, 200]


def test_clients_of_azure_use_the_sandbox_with_their_paths_and_keys(sandbox: SharedSandbox) -> None:
    azure = openai.AzureOpenAI(
        azure_endpoint=sandbox.origin, api_key="azure", api_version="2025-04-01-preview"
    )
    hello: Any = [{"role": "user", "content": "Hello"}]
    completion = azure.chat.completions.create(model="gpt-5.5", messages=hello)
    assert (completion.choices[0].message.content or "").endswith("Hello")
    assert azure.responses.create(model="gpt-5.5", input="Hello").output_text.endswith("Hello")
    file = azure.files.create(file=("a.txt", b"a"), purpose="assistants")
    assert [one.id for one in azure.files.list(limit=1)] == [file.id]
    without_model = sandbox.client.post(
        f"{sandbox.origin}/openai/deployments/gpt-5.5/chat/completions?api-version=2024-10-21",
        json={"messages": hello},
    )
    assert without_model.json()["model"] == "gpt-5.5"
    newer = openai.OpenAI(base_url=f"{sandbox.origin}/openai/v1/", api_key="token")
    assert newer.embeddings.create(model="text-embedding-3-small", input="a").data
    with pytest.raises(openai.NotFoundError, match="no-model"):
        azure.chat.completions.create(model="no-model", messages=hello)
    assert {one["path"].split("/")[1] for one in sandbox.requests()} == {"v1"}


@pytest.mark.parametrize(
    ("tool", "stages"),
    [
        ({"type": "web_search"}, ["in_progress", "searching", "completed"]),
        (
            {"type": "code_interpreter", "container": {"type": "auto"}},
            ["in_progress", "interpreting", "completed"],
        ),
        (
            {"type": "image_generation", "partial_images": 2},
            ["in_progress", "generating", "partial_image", "partial_image", "completed"],
        ),
    ],
)
def test_a_required_tool_of_openai_is_used(
    typed: openai.OpenAI, tool: dict[str, Any], stages: list[str]
) -> None:
    request: Any = {"model": "gpt-5.5", "input": "The news of today", "tools": [tool]}
    assert [one.type for one in typed.responses.create(**request).output] == ["message"]
    kind = f"{tool['type']}_call"
    stream = typed.responses.create(**request, tool_choice="required", stream=True)
    events: list[Any] = list(stream)
    names = [one.type for one in events]
    assert [
        one.rpartition(".")[2] for one in names if one.startswith(f"response.{kind}.")
    ] == stages
    output = events[-1].response.output
    assert [one.type for one in output] == [kind, "message"]
    following: Any = [*(one.to_dict() for one in output), {"role": "user", "content": "Thanks"}]
    again = typed.responses.create(model="gpt-5.5", input=following)
    assert again.output_text.endswith("Thanks")
