"""``openai_response`` (ephemeral): a response that is not stored."""

from __future__ import annotations

from typing import Any

from provider_shim.vocabulary.operations import OpenResult
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, configured

RESPONSE = "openai_response"
QUESTION = {"model": "gpt-6-luna", "input": "Why?"}


def opened(driver: Driver, **more: Any) -> OpenResult:
    attributes = driver.provider.ephemeral_resources[RESPONSE].attributes
    config = configured(attributes, {**QUESTION, **more})
    assert driver.provider.validate_ephemeral(RESPONSE, config) == []
    return driver.provider.open_ephemeral(RESPONSE, config)


def test_the_response_is_returned_and_not_stored(driver: Driver, sandbox: Sandbox) -> None:
    answer = opened(driver, instructions="Be brief.")
    assert answer.diagnostics == []
    assert answer.result is not None
    assert answer.result["output_text"] == "This is the sandbox's answer to: Why?"
    assert (answer.renew_at, answer.private) == (None, b"")
    [sent] = sandbox.requests()
    assert sent["body"] == {
        **QUESTION,
        "instructions": "Be brief.",
        "stream": False,
        "store": False,
    }
    assert driver.provider.close_ephemeral(RESPONSE, answer.private) == []
    assert sandbox.client.get(f"/responses/{answer.result['id']}").status_code == 404


def test_a_request_can_continue_a_stored_response(driver: Driver) -> None:
    first = driver.create(RESPONSE, QUESTION)
    answer = opened(driver, previous_response_id=first["id"])
    assert answer.result is not None
    assert answer.result["status"] == "completed"


def test_arguments_that_need_storage_are_missing(driver: Driver) -> None:
    attributes = driver.provider.ephemeral_resources[RESPONSE].attributes
    assert not {"store", "metadata", "conversation", "background"} & attributes.keys()


def test_a_failure_is_reported_without_a_result(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("401"):
        answer = opened(driver)
    assert answer.result is None
    assert [one.summary for one in answer.diagnostics] == ["API key refused"]
