"""Actions that change the status of an object, with answers that the sandbox never returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import Severity
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

CANCEL = "openai_batch_cancel"
PATH = "/v1/batches/batch_1"


def batch(status: str, completed: int = 0, **more: Any) -> Say:
    counts = {"total": 20, "completed": completed, "failed": 0}
    body = {"id": "batch_1", "object": "batch", "status": status, "request_counts": counts}
    return Say(body={**body, **more})


def refusal(status: int) -> Say:
    return Say(status=status, body={"error": {"message": "Not now.", "code": "conflict"}})


@pytest.fixture
def invoked(driver_for: Callable[..., Driver]) -> Callable[..., Any]:
    """Invoke the cancellation of a batch with given answers, and return messages, diagnostics and requests."""

    def invoke(*answers: Say, **values: Any) -> Any:
        with odd_server(*answers) as odd:
            driver = driver_for(base_url=odd.base_url, api_key="sk-test", max_retries=0)
            messages, diagnostics = driver.invoke(CANCEL, {"batch_id": "batch_1", **values})
            return messages, diagnostics, odd.heard

    return invoke


def test_progress_is_reported_once_for_each_change(invoked: Callable[..., Any]) -> None:
    messages, diagnostics, heard = invoked(
        batch("in_progress", 3),
        batch("cancelling", 3),
        batch("cancelling", 3),
        batch("cancelling", 5),
        batch("cancelled", 5),
    )
    assert messages == [
        "batch batch_1: cancelling, 3 of 20 requests done",
        "batch batch_1: cancelling, 5 of 20 requests done",
        "batch batch_1: cancelled, 5 of 20 requests done",
    ]
    assert diagnostics == []
    assert [(one.method, one.path) for one in heard] == [
        ("GET", PATH),
        ("POST", f"{PATH}/cancel"),
        ("GET", PATH),
        ("GET", PATH),
        ("GET", PATH),
    ]


def test_the_action_only_waits_for_an_object_that_is_cancelling(
    invoked: Callable[..., Any],
) -> None:
    messages, diagnostics, heard = invoked(batch("cancelling"), batch("cancelled"))
    assert [one.partition(": ")[2][:10] for one in messages] == ["cancelling", "cancelled,"]
    assert diagnostics == []
    assert {one.method for one in heard} == {"GET"}


def test_the_action_succeeds_if_the_object_ends_before_the_request(
    invoked: Callable[..., Any],
) -> None:
    messages, diagnostics, _ = invoked(batch("finalizing"), refusal(400), batch("completed", 20))
    assert messages == ["batch batch_1: completed, 20 of 20 requests done"]
    assert diagnostics == []


def test_a_refusal_for_a_running_object_is_an_error(invoked: Callable[..., Any]) -> None:
    messages, [diagnostic], heard = invoked(
        batch("in_progress"), refusal(400), batch("in_progress")
    )
    assert messages == []
    assert diagnostic.severity is Severity.ERROR
    assert "Not now." in diagnostic.detail
    assert len(heard) == 3


def test_a_rejected_key_is_an_error_without_a_second_read(
    invoked: Callable[..., Any],
) -> None:
    _, [diagnostic], heard = invoked(batch("in_progress"), refusal(403))
    assert diagnostic.severity is Severity.ERROR
    assert len(heard) == 2


def test_the_action_uses_the_configured_project(invoked: Callable[..., Any]) -> None:
    _, diagnostics, heard = invoked(batch("in_progress"), batch("cancelled"), project_id="proj_1")
    assert diagnostics == []
    assert {one.headers["openai-project"] for one in heard} == {"proj_1"}
