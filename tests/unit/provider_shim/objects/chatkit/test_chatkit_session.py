"""``openai_chatkit_session``: created when it is opened, and cancelled when it is closed unless it has expired."""

from __future__ import annotations

from typing import Any

import pytest

from provider_shim.provider import Provider
from provider_shim.vocabulary.operations import OpenResult
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

NAME = "openai_chatkit_session"
CANCEL = "/chatkit/sessions/{session_id}/cancel"


def opened(provider: Provider, **more: Any) -> OpenResult:
    config = {"user": "visitor-1", "workflow": {"id": "wf_1"}, **more}
    result = provider.open_ephemeral(
        NAME, configured(provider.ephemeral_resources[NAME].attributes, config)
    )
    assert result.diagnostics == []
    return result


def test_effective_values_are_returned_beside_the_configured_values(driver: Driver) -> None:
    result = opened(driver.provider, rate_limits={"max_requests_per_1_minute": 3}).result
    assert result is not None
    assert result["status"] == "active"
    assert result["max_requests_per_1_minute"] == 3
    assert result["effective_workflow"]["tracing"] == {"enabled": True}
    assert result["effective_configuration"]["file_upload"]["max_files"] == 10
    assert result["workflow"].value == {"id": "wf_1"}


def test_close_cancels_the_session_without_having_stored_its_secret(
    driver: Driver, sandbox: Sandbox
) -> None:
    result = opened(driver.provider)
    assert result.result is not None
    assert result.result["client_secret"].encode() not in result.private
    assert driver.provider.close_ephemeral(NAME, result.private) == []
    (cancelled,) = sandbox.requests(path=CANCEL)
    assert cancelled["status"] == 200
    assert cancelled["path"].endswith(f"/{result.result['id']}/cancel")


def test_close_does_not_cancel_an_expired_session(
    driver: Driver, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = opened(driver.provider)
    assert result.result is not None
    monkeypatch.setattr("time.time", lambda: result.result["expires_at"] + 1)  # type: ignore[index]
    assert driver.provider.close_ephemeral(NAME, result.private) == []
    assert sandbox.requests(path=CANCEL) == []


def test_close_accepts_that_the_session_does_not_exist(driver: Driver, sandbox: Sandbox) -> None:
    result = opened(driver.provider)
    with sandbox.faults("404:path=/chatkit/sessions/*"):
        assert driver.provider.close_ephemeral(NAME, result.private) == []
