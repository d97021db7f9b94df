"""``openai_chat_completion`` (data source): a request at every read, or a stored answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

CHAT = "openai_chat_completion"
QUESTION = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "Why?"}]}


def test_the_data_source_returns_an_answer(driver: Driver, sandbox: Sandbox) -> None:
    found = driver.look_up(CHAT, {**QUESTION, "temperature": 0.5})
    assert found.diagnostics == []
    assert found.state is not None
    assert found.state["content"] == "This is the sandbox's answer to: Why?"
    assert found.state["messages"].value == QUESTION["messages"]
    [sent] = sandbox.requests()
    assert sent["body"] == {**QUESTION, "temperature": 0.5, "stream": False}


def test_only_a_request_that_stores_nothing_is_retried(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("500:times=1"):
        assert driver.look_up(CHAT, QUESTION).diagnostics == []
    sandbox.clear_requests()
    with sandbox.faults("500:times=1"):
        assert len(driver.look_up(CHAT, {**QUESTION, "store": True}).diagnostics) == 1
    assert len(sandbox.requests()) == 1


def test_a_stored_answer_is_read_by_its_id(driver: Driver, sandbox: Sandbox) -> None:
    made = sandbox.client.post(
        "/chat/completions", json={**QUESTION, "store": True, "metadata": {"a": "1"}}
    ).json()
    state = driver.look_up(CHAT, {"id": made["id"]}).state
    assert state is not None
    assert state["content"] == made["choices"][0]["message"]["content"]
    assert (state["model"], state["metadata"]) == ("gpt-6-luna", {"a": "1"})


@pytest.mark.parametrize(
    "values", [{}, {"id": "x", **QUESTION}, {"messages": QUESTION["messages"]}]
)
def test_contradictory_arguments_are_reported(driver: Driver, values: dict[str, Any]) -> None:
    assert len(driver.look_up(CHAT, values).diagnostics) == 1
