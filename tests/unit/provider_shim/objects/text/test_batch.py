"""``openai_batch``: the wait for a batch, and its cancellation on destroy."""

from __future__ import annotations

import json
from typing import Any

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance

BATCH = "openai_batch"
REQUEST = {
    "custom_id": "one",
    "method": "POST",
    "url": "/v1/chat/completions",
    "body": {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi."}]},
}


def values(driver: Driver, content: str = "", **more: Any) -> dict[str, Any]:
    file = driver.create(
        "openai_file", {"purpose": "batch", "content": content or json.dumps(REQUEST)}
    )
    return {"input_file_id": file["id"], "endpoint": "/v1/chat/completions", **more}


def status(sandbox: Sandbox, batch: Instance) -> str:
    return str(sandbox.client.get(f"/batches/{batch['id']}").json()["status"])


def test_a_create_waits_for_the_batch_and_returns_its_results(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(BATCH, values(driver))
    assert made.errors == []
    assert (made["status"], made["request_counts"]["completed"]) == ("completed", 1)
    assert "one" in sandbox.client.get(f"/files/{made['output_file_id']}/content").text


def test_a_batch_with_an_invalid_file_reports_the_line(driver: Driver) -> None:
    made = driver.create(BATCH, values(driver, f"{json.dumps(REQUEST)}\nnonsense\n"))
    [error] = made.errors
    assert error.summary == "Batch failed"
    assert "line 2: This line is not parseable as valid JSON." in error.detail
    assert made["id"]


def test_an_unfinished_batch_is_cancelled_on_destroy(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("slow=9"):
        made = driver.create(BATCH, values(driver, wait_for_completion=False))
    assert driver.destroy(made).state is None
    assert status(sandbox, made) in {"cancelling", "cancelled"}


def test_a_finished_batch_is_not_cancelled_on_destroy(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(BATCH, values(driver))
    assert driver.destroy(made).state is None
    assert status(sandbox, made) == "completed"
    assert sandbox.requests(path="/batches/*/cancel") == []


def test_a_refused_cancellation_is_an_error_while_the_batch_runs(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("slow=9"):
        made = driver.create(BATCH, values(driver, wait_for_completion=False))
    with sandbox.faults("400:message=Not now:path=/batches/*/cancel"):
        done = driver.destroy(made)
    assert "Not now" in done.errors[0].detail
    assert done.state is not None


def test_a_batch_that_finishes_before_its_cancellation_is_not_an_error(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(BATCH, values(driver, wait_for_completion=False))
    with sandbox.faults("409:message=Too late:path=/batches/*/cancel"):
        states = [driver.destroy(made).state for _ in range(3)]
    assert None in states, "each destroy reads the batch twice, and each read advances the batch"
