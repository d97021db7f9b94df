"""Data sources for fine-tuning: jobs by metadata, events with any metrics, and checkpoints of all pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from provider_shim.vocabulary.values import plain
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server


def trained(driver: Driver, **more: Any) -> dict[str, Any]:
    example = json.dumps({"messages": [{"role": "user", "content": "Hi."}]})
    file = driver.create("openai_file", {"purpose": "fine-tune", "content": example})
    made = driver.create(
        "openai_fine_tune", {"model": "gpt-4o-mini", "training_file": file["id"], **more}
    )
    assert made.state is not None
    return made.state


def found(driver: Driver, type_name: str, **config: Any) -> dict[str, Any]:
    result = driver.look_up(type_name, config)
    assert result.diagnostics == []
    assert result.state is not None
    return result.state


def event(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"ftevent-{number}",
        "object": "fine_tuning.job.event",
        "created_at": number,
        "level": "info",
        "message": f"Step {number}",
        **more,
    }


def test_jobs_are_found_by_their_metadata(driver: Driver, sandbox: Sandbox) -> None:
    ours = trained(driver, metadata={"team": "a"})
    trained(driver, metadata={"team": "b"})
    jobs = found(driver, "openai_fine_tuning_jobs", metadata={"team": "a"})["jobs"]
    assert [plain(one)["id"] for one in plain(jobs)] == [ours["id"]]
    assert sandbox.requests()[-1]["query"]["metadata"] == {"team": "a"}


def test_a_job_is_returned_with_its_model(driver: Driver) -> None:
    job = trained(driver)
    result = found(driver, "openai_fine_tuning_job", id=job["id"])
    assert result["fine_tuned_model"] == job["fine_tuned_model"]
    assert result["model"] == "gpt-4o-mini-2024-07-18"
    assert plain(result["resolved_method"])["type"] == "supervised"


def test_events_with_any_metrics_are_returned(driver_for: Callable[..., Driver]) -> None:
    measured = event(2, type="metrics", data={"step": 2, "train_loss": 0.25})
    page = {"object": "list", "data": [measured, event(1, data=None)], "has_more": False}
    with odd_server(Say(body=page)) as server:
        driver = driver_for(base_url=server.base_url, api_key="k")
        result = found(driver, "openai_fine_tuning_job_events", fine_tuning_job_id="ftjob-1")
    events = plain(result["events"])
    assert [one["message"] for one in events] == ["Step 2", "Step 1"]
    assert events[0]["data"] == {"step": 2, "train_loss": 0.25}


def test_events_of_all_pages_are_returned_up_to_the_limit(
    driver_for: Callable[..., Driver],
) -> None:
    pages = [
        Say(body={"object": "list", "data": [event(3), event(2)], "has_more": True}),
        Say(body={"object": "list", "data": [event(1)], "has_more": False}),
    ]
    with odd_server(*pages) as server:
        driver = driver_for(base_url=server.base_url, api_key="k")
        every = found(driver, "openai_fine_tuning_job_events", fine_tuning_job_id="ftjob-1")
        assert len(plain(every["events"])) == 3
        server.answers[:] = pages
        latest = found(
            driver, "openai_fine_tuning_job_events", fine_tuning_job_id="ftjob-1", limit=1
        )
    assert len(plain(latest["events"])) == 1
    assert "after=ftevent-2" in server.heard[1].path


def test_checkpoints_have_the_id_of_a_model(driver: Driver) -> None:
    job = trained(driver)
    result = found(driver, "openai_fine_tuning_job_checkpoints", fine_tuning_job_id=job["id"])
    names = [one["fine_tuned_model_checkpoint"] for one in result["checkpoints"]]
    assert names[0] == job["fine_tuned_model"]
    assert names[1].endswith(":ckpt-step-2")
    assert result["checkpoints"][0]["metrics"]["train_loss"] > 0
