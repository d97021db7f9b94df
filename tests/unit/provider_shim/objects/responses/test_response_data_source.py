"""The data sources ``openai_response``, ``openai_response_input_items`` and ``openai_response_input_tokens``."""

from __future__ import annotations

from typing import Any

from provider_shim.vocabulary.operations import DataResult
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver

QUESTION = {"model": "gpt-6-luna", "input": "Why?", "instructions": "Be brief."}


def found(result: DataResult) -> dict[str, Any]:
    assert result.diagnostics == []
    assert result.state is not None
    return result.state


def made(sandbox: Sandbox, **more: Any) -> dict[str, Any]:
    answer = sandbox.client.post("/responses", json={**QUESTION, **more})
    assert answer.is_success, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_stored_response_has_its_arguments_and_output(driver: Driver, sandbox: Sandbox) -> None:
    conversation = driver.create("openai_conversation", {})
    response = made(
        sandbox,
        conversation=conversation["id"],
        temperature=0.5,
        metadata={"a": "1"},
        moderation={"model": "omni-moderation-latest"},
        tools=[{"type": "web_search"}],
    )
    state = found(driver.look_up("openai_response", {"id": response["id"]}))
    assert state["output_text"] == "This is the sandbox's answer to: Why?"
    assert state["moderation"].value["input"]["flagged"] is False
    assert state["tools"].value[0]["type"] == "web_search"
    returned = ("model", "instructions", "temperature", "conversation", "metadata", "status")
    assert [state[name] for name in returned] == [
        "gpt-6-luna",
        "Be brief.",
        0.5,
        conversation["id"],
        {"a": "1"},
        "completed",
    ]
    assert "input" not in state
    assert [one["method"] for one in sandbox.requests(path="/responses/*")] == ["GET"]


def test_additional_fields_are_requested(driver: Driver, sandbox: Sandbox) -> None:
    response = made(sandbox)
    arguments = {"include": ["message.output_text.logprobs"]}
    found(driver.look_up("openai_response", {"id": response["id"], **arguments}))
    found(
        driver.look_up("openai_response_input_items", {"response_id": response["id"], **arguments})
    )
    for sent in sandbox.requests(method="GET"):
        assert "message.output_text.logprobs" in str(sent["query"])


def test_a_response_that_is_not_stored_is_not_found(driver: Driver, sandbox: Sandbox) -> None:
    response = made(sandbox, store=False)
    result = driver.look_up("openai_response", {"id": response["id"]})
    assert result.state is None
    assert result.diagnostics[0].summary == "Not found"


def test_input_items_are_listed_page_by_page_up_to_the_limit(
    driver: Driver, sandbox: Sandbox
) -> None:
    items = [{"role": "user", "content": f"{number}"} for number in range(120)]
    response = made(sandbox, input=items)
    arguments = {"response_id": response["id"], "order": "asc"}

    def texts(**more: Any) -> list[str]:
        state = found(driver.look_up("openai_response_input_items", {**arguments, **more}))
        return [item["content"][0]["text"] for item in state["items"].value]

    assert texts() == [item["content"] for item in items]
    assert texts(limit=2) == ["0", "1"]
    assert texts(order="desc", limit=1) == ["119"]


def test_tokens_are_counted_without_a_response(driver: Driver, sandbox: Sandbox) -> None:
    arguments = {
        **QUESTION,
        "tools": [{"type": "function", "name": "f"}],
        "personality": "friendly",
    }
    state = found(driver.look_up("openai_response_input_tokens", arguments))
    [sent] = sandbox.requests()
    function = {"type": "function", "name": "f", "parameters": None, "strict": None}
    assert sent["body"] == {**arguments, "tools": [function]}
    assert sent["path"].endswith("/responses/input_tokens")
    used = made(sandbox, tools=[function])["usage"]
    assert state["input_tokens"] == used["input_tokens"]


def test_a_count_is_requested_again_after_a_failure(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("500:times=1"):
        found(driver.look_up("openai_response_input_tokens", QUESTION))


def test_a_count_without_input_is_an_error(driver: Driver) -> None:
    result = driver.look_up("openai_response_input_tokens", {"model": "gpt-6-luna"})
    assert [one.summary for one in result.diagnostics] == ["Missing input"]
