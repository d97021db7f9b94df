"""``openai_chat_completion`` (ephemeral resource): an answer that is not stored."""

from __future__ import annotations

from provider_shim.vocabulary.operations import OpenResult
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, configured

CHAT = "openai_chat_completion"
QUESTION = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "Why?"}]}


def opened(driver: Driver) -> OpenResult:
    attributes = driver.provider.ephemeral_resources[CHAT].attributes
    config = configured(attributes, QUESTION)
    assert driver.provider.validate_ephemeral(CHAT, config) == []
    return driver.provider.open_ephemeral(CHAT, config)


def test_the_answer_is_returned_and_not_stored(driver: Driver, sandbox: Sandbox) -> None:
    answer = opened(driver)
    assert answer.diagnostics == []
    assert answer.result is not None
    assert answer.result["content"] == "This is the sandbox's answer to: Why?"
    assert (answer.renew_at, answer.private) == (None, b"")
    [sent] = sandbox.requests()
    assert sent["body"] == {**QUESTION, "stream": False, "store": False}
    assert driver.provider.close_ephemeral(CHAT, answer.private) == []
    assert len(sandbox.requests()) == 1


def test_a_failure_is_reported_without_a_result(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("401"):
        answer = opened(driver)
    assert answer.result is None
    assert [one.summary for one in answer.diagnostics] == ["API key refused"]
