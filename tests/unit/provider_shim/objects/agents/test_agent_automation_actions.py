"""Invocations of an automation of agents: delivered, failed, skipped, and never sent twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.diagnostics import Severity
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

PATH = "/v1/agents/automations/auto_1/invocations"


def invocation(status: str, **more: Any) -> Say:
    return Say(body={"id": "inv_1", "status": status, "session_id": None, **more})


@pytest.fixture
def invoked(driver_for: Callable[..., Driver]) -> Callable[..., Any]:
    def invoke(*answers: Say) -> Any:
        with odd_server(*answers) as odd:
            driver = driver_for(base_url=odd.base_url, api_key="sk-test", max_retries=2)
            values = {"automation_id": "auto_1"}
            messages, diagnostics = driver.invoke("openai_agent_automation_invoke", values)
            return messages, diagnostics, odd.heard

    return invoke


def test_invocation_is_followed_until_it_is_delivered(invoked: Callable[..., Any]) -> None:
    messages, diagnostics, heard = invoked(
        invocation("queued"), invocation("completed", session_id="session_1")
    )
    assert messages == [
        "agent automation auto_1: queued",
        "agent automation auto_1: completed",
        "agent automation auto_1: its session is session_1",
    ]
    assert diagnostics == []
    assert [(one.method, one.path) for one in heard] == [("POST", PATH), ("GET", f"{PATH}/inv_1")]


def test_invocation_that_fails_is_an_error_with_the_reason(invoked: Callable[..., Any]) -> None:
    reason = {"code": "gone", "message": "The session is gone."}
    _, [diagnostic], _ = invoked(invocation("failed", error=reason))
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.detail.endswith("The session is gone.")


def test_invocation_that_is_skipped_is_a_warning(invoked: Callable[..., Any]) -> None:
    _, [diagnostic], _ = invoked(invocation("skipped", skip_reason="pending_delivery"))
    assert diagnostic.severity is Severity.WARNING
    assert "pending_delivery" in diagnostic.detail


def test_invocation_whose_answer_is_lost_is_not_sent_again(invoked: Callable[..., Any]) -> None:
    _, [diagnostic], heard = invoked(Say(status=503, body={"error": {"message": "Later."}}))
    assert diagnostic.severity is Severity.ERROR
    assert len(heard) == 1
