"""A provider that uses the sandbox, and that is called like Terraform calls it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provider_shim.api import refusals
from provider_shim.api.retries import wait_before
from provider_shim.engine import boundary, waiting
from provider_shim.journal import note_files
from provider_shim.objects import ACTIONS, RESOURCES
from provider_shim.patterns.status_changes import Waiting
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import has_errors
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

VARIABLES = (
    "OPENAI_API_KEY",
    "OPENAI_ADMIN_KEY",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
    "OPENAI_BASE_URL",
    "TF_DATA_DIR",
)


@pytest.fixture(autouse=True)
def own_notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Store the notes of creates in the folder of the test, and do not wait for the disk."""
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path / ".terraform"))
    monkeypatch.setattr(note_files, "sync", lambda _: None)


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the waits that a server asks for, and shorten those that the provider chooses."""

    def wait(attempt: int, headers: Any, text: str, **options: Any) -> float | None:
        seconds = wait_before(attempt, headers, text, **options)
        return seconds / 100 if seconds is not None and 0.3 < seconds < 10 else seconds

    monkeypatch.setattr(refusals, "wait_before", wait)
    for module in (waiting, boundary):
        monkeypatch.setattr(module, "LOOKS", (0.01,) * 5)
    for kind in RESOURCES.values():
        if kind.wait is not None:
            monkeypatch.setattr(kind, "wait", kind.wait.but(interval=0.01))
    for action in ACTIONS.values():
        if issubclass(action, Waiting):
            monkeypatch.setattr(action, "work", action.work.but(interval=0.01))


@pytest.fixture
def driver_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, short_waits: None
) -> Callable[..., Driver]:
    """Creates drivers of providers with a configuration, in an empty working directory."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)

    def make(**configuration: Any) -> Driver:
        made = Provider()
        config = {name: configuration.get(name) for name, _ in made.schema.items()}
        diagnostics = made.configure(config, terraform_version="1.11.4")
        assert not has_errors(diagnostics), diagnostics
        return Driver(provider=made)

    return make


@pytest.fixture
def driver(driver_for: Callable[..., Driver], sandbox: Sandbox) -> Driver:
    """A driver of a provider that uses the sandbox."""
    environment = sandbox.environment
    return driver_for(
        base_url=environment["OPENAI_BASE_URL"],
        api_key=environment["OPENAI_API_KEY"],
        admin_api_key=environment["OPENAI_ADMIN_KEY"],
        max_retries=2,
    )


@pytest.fixture
def project(sandbox: Sandbox) -> str:
    """The id of a project."""
    made = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()
    sandbox.clear_requests()
    return str(made["id"])
