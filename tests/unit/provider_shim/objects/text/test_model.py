"""``openai_model`` as a resource: it reads a model, and never changes one."""

from __future__ import annotations

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

MODEL = {"model": "gpt-6-luna"}


def test_the_resource_reads_a_model_and_never_changes_it(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create("openai_model", MODEL)
    assert made.diagnostics == []
    assert made["id"] == made["model"] == "gpt-6-luna"
    assert made["owned_by"] == "system"
    assert driver.has_no_changes(driver.read(made), MODEL)
    driver.destroy(made)
    assert {one["method"] for one in sandbox.requests()} == {"GET"}


def test_an_unknown_model_is_an_error_at_the_model_argument(driver: Driver) -> None:
    made = driver.create("openai_model", {"model": "no-such-model"})
    [error] = made.errors
    assert (error.summary, error.path) == ("Model not found", ("model",))
    assert '"no-such-model"' in error.detail
    assert made.state is None


def test_destroy_warns_that_the_model_stays(driver: Driver, sandbox: Sandbox) -> None:
    gone = driver.destroy(driver.create("openai_model", MODEL))
    assert gone.state is None
    [warning] = gone.warnings
    assert warning.summary == "Model left unchanged"
    sandbox.client.get("/models/gpt-6-luna").raise_for_status()


def test_a_model_is_imported_by_its_id(driver: Driver) -> None:
    assert driver.has_no_changes(driver.adopt("openai_model", "gpt-6-luna"), MODEL)
