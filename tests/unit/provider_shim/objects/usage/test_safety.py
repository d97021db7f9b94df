"""Data sources for safety alerts and cases, which are read by id with the project's key."""

from __future__ import annotations

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver


def test_alerts_and_cases_are_read_by_id(driver: Driver, sandbox: Sandbox) -> None:
    alert = driver.look_up("openai_safety_alert", {"id": "alert_abc123"}).state
    case = driver.look_up("openai_safety_case", {"id": "case_abc123"}).state
    assert alert is not None
    assert (alert["error_type"], alert["request_paused"]) == (
        "potentially_unintended_data_transfer",
        True,
    )
    assert alert["detailed_explanation"] is None
    assert case is not None
    assert (case["notice"], case["entity_identifier"]) == ({"type": "warning"}, "visitor-1")
    assert {one["key_kind"] for one in sandbox.requests()} == {"project"}


def test_the_error_about_an_unknown_alert_names_it(driver: Driver) -> None:
    (fault,) = driver.look_up("openai_safety_alert", {"id": "alert_gone"}).diagnostics
    assert "alert_gone" in fault.detail
