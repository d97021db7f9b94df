"""``openai_fine_tune`` with both names: wait, errors, cancellation, and deletion of the model."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.engine.waiting import Wait
from provider_shim.objects.training.jobs import Training
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Severity
from provider_shim.vocabulary.values import plain, typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import Say, odd_server

JOB = "openai_fine_tune"
EXAMPLE = {
    "messages": [
        {"role": "user", "content": "Where is my order?"},
        {"role": "assistant", "content": "I look for it."},
    ]
}
SAMPLE = "{{sample.output_text}}"
CHECK = {
    "type": "string_check",
    "name": "same",
    "input": SAMPLE,
    "reference": "{{item.answer}}",
    "operation": "eq",
}
SIMILAR = {
    "type": "text_similarity",
    "name": "near",
    "input": SAMPLE,
    "reference": "{{item.answer}}",
    "evaluation_metric": "rouge_l",
}
PYTHON = {
    "type": "python",
    "name": "short",
    "source": "def grade(sample, item):\n    return 1.0\n",
    "image_tag": "2025-05-08",
}
JUDGE = {
    "type": "score_model",
    "name": "judge",
    "model": "o4-mini",
    "input": [
        {"role": "developer", "content": "Score the answer."},
        {"role": "user", "content": [{"type": "input_text", "text": SAMPLE}]},
    ],
    "range": [0, 10],
    "sampling_params": {"seed": 1, "temperature": 1, "reasoning_effort": "low"},
}
MULTI = {
    "type": "multi",
    "name": "both",
    "graders": CHECK,  # OpenAI's API document has only one grader here; its guide has several by name
    "calculate_output": "same",
}


def values(driver: Driver, content: str = json.dumps(EXAMPLE), **more: Any) -> dict[str, Any]:
    file = driver.create("openai_file", {"purpose": "fine-tune", "content": content})
    return {"model": "gpt-4o-mini", "training_file": file["id"], **more}


def reinforcement(grader: Any, **more: Any) -> dict[str, Any]:
    return {"type": "reinforcement", "reinforcement": {"grader": typed(grader), **more}}


def status(sandbox: Sandbox, job: Instance) -> str:
    return str(sandbox.client.get(f"/fine_tuning/jobs/{job['id']}").json()["status"])


def model_exists(sandbox: Sandbox, model: str) -> bool:
    return any(one["id"] == model for one in sandbox.client.get("/models").json()["data"])


def unfinished(driver: Driver, sandbox: Sandbox, **more: Any) -> Instance:
    with sandbox.faults("slow=9"):
        return driver.create(JOB, values(driver, wait_for_completion=False, **more))


def later(driver: Driver, job: Instance) -> Instance:
    """Refresh as in the next Terraform command, with a new provider whose cache of lists is empty."""
    driver.provider._run.listings.drop()
    return driver.read(job)


def faults(driver: Driver, config: dict[str, Any]) -> list[str]:
    attributes = driver.provider.resources[JOB].attributes
    return [
        one.detail
        for one in driver.provider.validate_resource(JOB, configured(attributes, config))
        if one.severity is Severity.ERROR
    ]


# --- training ---------------------------------------------------------------------------------------------------


def test_a_create_waits_for_the_job_and_returns_its_model(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(JOB, values(driver, suffix="support"))
    assert made.errors == []
    assert made["status"] == "succeeded"
    assert ":support:" in made["fine_tuned_model"]
    assert model_exists(sandbox, made["fine_tuned_model"])
    assert made["trained_tokens"] > 0
    assert len(made["result_files"]) == 1
    assert made["error"] is None


def test_resolved_auto_values_are_not_a_change(driver: Driver) -> None:
    numbers = {"n_epochs": typed("auto"), "beta": typed(0.2)}
    wanted = values(driver, method={"type": "dpo", "dpo": {"hyperparameters": numbers}})
    made = driver.create(JOB, wanted)
    assert plain(made["method"])["dpo"]["hyperparameters"]["n_epochs"] == "auto"
    resolved = plain(made["resolved_method"])["dpo"]["hyperparameters"]
    assert (resolved["n_epochs"], resolved["beta"]) == (3, 0.2)
    assert plain(made["resolved_hyperparameters"]["n_epochs"]) == 3
    assert driver.has_no_changes(driver.read(made), wanted)


@pytest.mark.parametrize(
    "grader", [CHECK, SIMILAR, PYTHON, JUDGE, MULTI], ids=lambda one: one["type"]
)
def test_reinforcement_accepts_every_kind_of_grader(driver: Driver, grader: Any) -> None:
    numbers = {"compute_multiplier": typed(2), "reasoning_effort": "high"}
    wanted = values(driver, method=reinforcement(grader, hyperparameters=numbers))
    wanted["model"] = "o4-mini"
    made = driver.create(JOB, wanted)
    assert made.errors == []
    result = plain(made["resolved_method"])["reinforcement"]
    assert result["grader"]["name"] == grader["name"]
    assert result["hyperparameters"]["reasoning_effort"] == "high"
    assert driver.has_no_changes(driver.read(made), wanted)


@pytest.mark.parametrize(
    ("method", "wrong"),
    [
        ({"type": "reinforcement"}, "`reinforcement` must be set"),
        ({"type": "dpo", "supervised": {}}, "`supervised` must not be set"),
        (reinforcement({**CHECK, "operation": None}), "`operation` must be set"),
        (reinforcement({**CHECK, "input": JUDGE["input"]}), "`input` must be a text"),
        (reinforcement({**JUDGE, "input": "Score it."}), "`input` must be a list of messages"),
        (reinforcement({**JUDGE, "range": [1, 0]}), "must begin with the lowest"),
        (reinforcement({**PYTHON, "source": None}), "`source` must be set"),
        (reinforcement({**MULTI, "graders": None}), "`graders` must be set"),
        (
            {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": typed(51)}}},
            "at most 50",
        ),
    ],
)
def test_a_contradictory_method_is_refused(
    driver: Driver, method: dict[str, Any], wrong: str
) -> None:
    config = {"model": "o4-mini", "training_file": "file-1", "method": method}
    [diagnostic] = faults(driver, config)
    assert wrong in diagnostic


def test_hyperparameters_and_method_exclude_each_other(driver: Driver) -> None:
    config = {
        "model": "gpt-4o-mini",
        "training_file": "file-1",
        "method": {"type": "supervised"},
        "hyperparameters": {"n_epochs": typed(2)},
    }
    [diagnostic] = faults(driver, config)
    assert "cannot be set together" in diagnostic


# --- models -----------------------------------------------------------------------------------------------------


def test_an_alias_and_its_snapshot_are_the_same_model(driver: Driver) -> None:
    wanted = values(driver)
    made = driver.create(JOB, wanted)
    assert (made["model"], made["base_model"]) == ("gpt-4o-mini", "gpt-4o-mini-2024-07-18")
    assert made.warnings == []
    assert driver.has_no_changes(made, {**wanted, "model": "gpt-4o-mini-2024-07-18"})


def test_a_different_snapshot_replaces_the_job(driver: Driver) -> None:
    wanted = values(driver)
    made = driver.create(JOB, wanted)
    plan = driver.plan(made, {**wanted, "model": "gpt-4o-mini-2025-01-01"})
    assert plan.requires_replace == [("model",)]


def test_an_imported_job_is_not_replaced_because_of_an_alias(driver: Driver) -> None:
    wanted = values(driver)
    made = driver.create(JOB, wanted)
    adopted = driver.adopt(JOB, made["id"])
    assert adopted["model"] == "gpt-4o-mini-2024-07-18"
    assert driver.plan(adopted, wanted).requires_replace == []


# --- failures ---------------------------------------------------------------------------------------------------


def test_a_failed_job_reports_the_reason_at_the_invalid_argument(driver: Driver) -> None:
    made = driver.create(JOB, values(driver, f"{json.dumps(EXAMPLE)}\nnonsense\n"))
    [error] = made.errors
    assert error.summary == "Fine-tuning job failed"
    assert "Invalid file format. Line 2 is not valid JSON." in error.detail
    assert error.path == ("training_file",)
    assert (made["status"], made["error"]["code"]) == ("failed", "invalid_training_file")


def test_a_job_that_fails_after_the_apply_causes_one_warning(driver: Driver) -> None:
    job = driver.create(JOB, values(driver, "nonsense", wait_for_completion=False))
    assert job.diagnostics == []
    warnings = []
    for _ in range(4):
        job = later(driver, job)
        warnings += job.warnings
    [warning] = warnings
    assert "Line 1 is not valid JSON" in warning.detail
    assert job["status"] == "failed"


def test_a_refusal_of_new_jobs_has_an_explanation(driver: Driver, sandbox: Sandbox) -> None:
    given = values(driver)
    refusal = "403:code=training_not_available:message=Not for you:path=/fine_tuning/jobs"
    with sandbox.faults(refusal):
        made = driver.create(JOB, given)
    [error] = made.errors
    assert made.state is None
    assert error.summary == "Fine-tuning is not available"
    assert "Not for you" in error.detail
    assert "2027-01-06" in error.detail


def test_a_refused_key_is_reported_as_a_refused_key(driver: Driver, sandbox: Sandbox) -> None:
    given = values(driver)
    with sandbox.faults("403:message=Missing scopes:path=/fine_tuning/jobs"):
        [error] = driver.create(JOB, given).errors
    assert error.summary == "Permission denied"
    assert "Missing scopes" in error.detail


def test_other_refusals_have_no_explanation(driver: Driver) -> None:
    [error] = driver.create(JOB, {"model": "gpt-4o-mini", "training_file": "file-none"}).errors
    assert error.path == ("training_file",)
    assert "closing" not in error.detail


# --- waiting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "is_pending"),
    [
        ("validating_files", True),
        ("queued", True),
        ("running", True),
        ("paused", True),
        ("a status of tomorrow", True),
        ("succeeded", False),
        ("failed", False),
        ("cancelled", False),
        (None, False),
    ],
)
def test_only_a_final_status_ends_the_wait(status: str | None, is_pending: bool) -> None:  # noqa: FBT001 - a parameter
    assert Training.wait is not None
    assert Training.wait.is_pending(status) is is_pending


def test_an_unknown_status_ends_a_wait_without_a_success_status() -> None:
    assert not Wait(pending=("in_progress",)).is_pending("a status of tomorrow")


def test_refreshes_update_a_job_without_a_wait(driver: Driver) -> None:
    wanted = values(driver, wait_for_completion=False)
    job = driver.create(JOB, wanted)
    seen = [job["status"]]
    while job["status"] != "succeeded":
        job = later(driver, job)
        seen.append(job["status"])
        assert driver.has_no_changes(job, wanted)
    assert [one for i, one in enumerate(seen) if one not in seen[:i]] == [
        "validating_files",
        "queued",
        "running",
        "succeeded",
    ]
    assert job["fine_tuned_model"] is not None


def test_a_job_that_exceeds_the_timeout_stays_in_the_state(
    driver: Driver, sandbox: Sandbox
) -> None:
    wanted = values(driver, timeouts={"create": "1s"})
    with sandbox.faults("slow=9999"):
        made = driver.create(JOB, wanted)
    [error] = made.errors
    assert (error.summary, error.path) == ("Timeout", ("timeouts",))
    assert "terraform untaint" in error.detail
    assert status(sandbox, made) == "validating_files"


def test_an_interrupted_wait_keeps_the_job(driver_for: Callable[..., Driver]) -> None:
    running = {
        "id": "ftjob-1",
        "object": "fine_tuning.job",
        "status": "running",
        "model": "gpt-4o-mini",
        "training_file": "file-1",
    }
    with odd_server(Say(body=running, headers={"openai-poll-after-ms": "60000"})) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-1")
        interrupted = threading.Timer(1.0, driver.provider.stop)
        interrupted.start()
        made = driver.create(JOB, {"model": "gpt-4o-mini", "training_file": "file-1"})
    assert made.errors == []
    assert "continues to work" in made.warnings[0].detail
    assert (made["id"], made["status"], made["fine_tuned_model"]) == ("ftjob-1", "running", None)


# --- the end ----------------------------------------------------------------------------------------------------


def test_an_unfinished_job_is_cancelled_on_destroy(driver: Driver, sandbox: Sandbox) -> None:
    job = unfinished(driver, sandbox)
    assert driver.destroy(job).state is None
    assert status(sandbox, job) == "cancelled"


def test_a_finished_job_and_its_model_stay_after_destroy(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(JOB, values(driver))
    assert driver.destroy(made).state is None
    assert sandbox.requests(path="/fine_tuning/jobs/*/cancel") == []
    assert model_exists(sandbox, made["fine_tuned_model"])


def test_the_model_is_deleted_if_the_configuration_requests_it(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(JOB, values(driver, delete_model_on_destroy=True))
    assert driver.destroy(made).state is None
    assert not model_exists(sandbox, made["fine_tuned_model"])
    assert driver.destroy(made).state is None


def test_a_model_created_since_the_last_refresh_is_deleted(
    driver: Driver, sandbox: Sandbox
) -> None:
    job = driver.create(
        JOB, values(driver, wait_for_completion=False, delete_model_on_destroy=True)
    )
    while status(sandbox, job) != "succeeded":
        pass
    response = sandbox.client.get(f"/fine_tuning/jobs/{job['id']}").json()
    assert driver.destroy(job).state is None
    assert not model_exists(sandbox, response["fine_tuned_model"])


def test_a_model_that_cannot_be_deleted_is_an_error(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(JOB, values(driver, delete_model_on_destroy=True))
    with sandbox.faults("403:message=Owners only:method=DELETE"):
        done = driver.destroy(made)
    assert "delete the fine-tuned model" in done.errors[0].detail
    assert done.state is not None


def test_no_model_is_deleted_if_the_job_has_none(driver: Driver, sandbox: Sandbox) -> None:
    job = unfinished(driver, sandbox, delete_model_on_destroy=True)
    assert driver.destroy(job).errors == []
    assert sandbox.requests(method="DELETE") == []


def test_provider_options_change_in_place_without_a_request(
    driver: Driver, sandbox: Sandbox
) -> None:
    wanted = values(driver)
    made = driver.create(JOB, wanted)
    sandbox.clear_requests()
    changed = driver.update(made, {**wanted, "delete_model_on_destroy": True})
    assert (changed["id"], changed["delete_model_on_destroy"]) == (made["id"], True)
    assert sandbox.requests() == []


# --- two names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["openai_fine_tune", "openai_fine_tuning_job"])
@pytest.mark.parametrize("other", ["openai_fine_tune", "openai_fine_tuning_job"])
def test_each_name_accepts_the_state_of_the_other_name(name: str, other: str) -> None:
    state = {"id": "ftjob-1"}
    moved = Provider().move_state("registry/openai", other, 0, state, b"", name)
    assert moved.state == state
