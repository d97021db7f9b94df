"""Fine-tuning jobs and batches, which reads advance, with OpenAI's client."""

from __future__ import annotations

import json
from typing import Any

import openai
import pytest

_EXAMPLE = b'{"messages": [{"role": "user", "content": "Hi"}]}\n'


def _file(client: openai.OpenAI, content: bytes, purpose: Any = "fine-tune") -> str:
    return client.files.create(file=("lines.jsonl", content), purpose=purpose).id


def _job_statuses(client: openai.OpenAI, job: str, reads: int = 8) -> list[str]:
    seen: list[str] = []
    for _ in range(reads):
        status = client.fine_tuning.jobs.retrieve(job).status
        if status not in seen:
            seen.append(status)
    return seen


def test_a_job_goes_through_its_stages_and_creates_a_model(client: openai.OpenAI) -> None:
    job = client.fine_tuning.jobs.create(
        model="gpt-4o-mini",
        training_file=_file(client, _EXAMPLE),
        suffix="mine",
        metadata={"a": "1"},
        method={"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 2}}},
    )
    assert (job.status, job.fine_tuned_model) == ("validating_files", None)
    assert job.hyperparameters.n_epochs == 2
    stages = ["validating_files", "queued", "running", "succeeded"]
    assert _job_statuses(client, job.id) == stages
    done = client.fine_tuning.jobs.retrieve(job.id)
    assert done.fine_tuned_model is not None
    assert done.model == "gpt-4o-mini-2024-07-18"
    assert done.fine_tuned_model.startswith("ft:gpt-4o-mini-2024-07-18:sandbox:mine:")
    assert client.models.retrieve(done.fine_tuned_model).owned_by == "org-sandbox"
    assert client.files.retrieve(done.result_files[0]).purpose == "fine-tune-results"
    assert len(client.fine_tuning.jobs.checkpoints.list(job.id).data) == 2
    events = client.fine_tuning.jobs.list_events(job.id).data
    assert events[0].message == "The job has successfully completed"


@pytest.mark.parametrize("content", [b"", b"not json\n"])
def test_a_job_with_an_invalid_training_file_fails_with_a_reason(
    client: openai.OpenAI, content: bytes
) -> None:
    job = client.fine_tuning.jobs.create(model="gpt-4o-mini", training_file=_file(client, content))
    assert _job_statuses(client, job.id) == ["validating_files", "failed"]
    failed = client.fine_tuning.jobs.retrieve(job.id)
    assert failed.error is not None
    assert (failed.error.code, failed.error.param) == ("invalid_training_file", "training_file")


def test_a_job_without_its_training_file_is_refused(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.fine_tuning.jobs.create(model="gpt-4o-mini", training_file="file-none")
    assert caught.value.param == "training_file"


def test_a_cancelled_job_stays_cancelled(client: openai.OpenAI) -> None:
    job = client.fine_tuning.jobs.create(model="gpt-4o-mini", training_file=_file(client, _EXAMPLE))
    assert client.fine_tuning.jobs.cancel(job.id).status == "cancelled"
    assert _job_statuses(client, job.id) == ["cancelled"]
    with pytest.raises(openai.BadRequestError):
        client.fine_tuning.jobs.cancel(job.id)


def test_a_paused_job_resumes(client: openai.OpenAI) -> None:
    job = client.fine_tuning.jobs.create(model="gpt-4o-mini", training_file=_file(client, _EXAMPLE))
    while client.fine_tuning.jobs.retrieve(job.id).status != "running":
        pass
    client.fine_tuning.jobs.pause(job.id)
    assert client.fine_tuning.jobs.resume(job.id).status == "queued"
    assert _job_statuses(client, job.id)[-1] == "succeeded"


def _line(number: int, **body: Any) -> dict[str, Any]:
    return {
        "custom_id": f"request-{number}",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": body,
    }


def _batch(client: openai.OpenAI, content: bytes) -> Any:
    return client.batches.create(
        input_file_id=_file(client, content, "batch"),
        endpoint="/v1/chat/completions",
        completion_window="24h",
        metadata={"a": "1"},
    )


def _finished(client: openai.OpenAI, batch: str) -> Any:
    for _ in range(6):
        read = client.batches.retrieve(batch)
    return read


def test_a_batch_stores_its_answers_in_files(client: openai.OpenAI) -> None:
    hello = [{"role": "user", "content": "Hello"}]
    lines = [_line(1, model="gpt-4o", messages=hello), _line(2, model="gpt-4o", mesages=hello)]
    created = _batch(client, "\n".join(json.dumps(one) for one in lines).encode())
    assert (created.status, created.metadata) == ("validating", {"a": "1"})
    done = _finished(client, created.id)
    assert done.status == "completed"
    assert (done.request_counts.completed, done.request_counts.failed) == (1, 1)
    output = json.loads(client.files.content(done.output_file_id).text)
    assert output["custom_id"] == "request-1"
    assert output["response"]["body"]["object"] == "chat.completion"
    failed = json.loads(client.files.content(done.error_file_id).text)
    assert failed["response"]["body"]["error"]["param"] == "mesages"


@pytest.mark.parametrize("line", [b"not json\n", b"5\n", b"[]"])
def test_a_batch_with_an_invalid_file_fails_and_names_the_line(
    client: openai.OpenAI, line: bytes
) -> None:
    done = _finished(client, _batch(client, line).id)
    assert done.status == "failed"
    assert [(one.line, one.code) for one in done.errors.data] == [(1, "invalid_json_line")]


def test_a_cancelled_batch_becomes_cancelled(client: openai.OpenAI) -> None:
    batch = _batch(client, b"{}")
    assert client.batches.cancel(batch.id).status == "cancelling"
    assert client.batches.retrieve(batch.id).status == "cancelled"
    with pytest.raises(openai.ConflictError):
        client.batches.cancel(batch.id)
