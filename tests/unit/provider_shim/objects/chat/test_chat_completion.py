"""``openai_chat_completion`` (resource): one request, a kept answer, and with `store` an object at the API."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.values import UNKNOWN, Typed
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance, configured
from tests.unit.provider_shim.odd_server import Say, odd_server

CHAT = "openai_chat_completion"


def question(text: str = "Why?", **more: Any) -> dict[str, Any]:
    return {"model": "gpt-6-luna", "messages": [{"role": "user", "content": text}], **more}


def secretly(text: str = "Why?", **more: Any) -> dict[str, Any]:
    return {"model": "gpt-6-luna", "messages_wo": [{"role": "user", "content": text}], **more}


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


# --- one request ------------------------------------------------------------------------------------------------


def test_the_request_is_sent_once_and_the_answer_is_kept(driver: Driver, sandbox: Sandbox) -> None:
    answer = driver.create(CHAT, question())
    assert answer.diagnostics == []
    assert answer["content"] == "This is the sandbox's answer to: Why?"
    assert answer["choices"][0]["message"]["content"] == answer["content"]
    assert answer["usage"]["total_tokens"] > 0
    assert (answer["model"], answer["response_model"]) == ("gpt-6-luna", "gpt-6-luna")
    assert driver.has_no_changes(driver.read(answer), question())
    assert driver.destroy(answer).state is None
    assert [one["method"] for one in sandbox.requests()] == ["POST"]


def test_a_stored_answer_is_awaited_when_terraform_stops(driver: Driver, sandbox: Sandbox) -> None:
    made: list[Instance] = []
    asking = threading.Thread(target=lambda: made.append(driver.create(CHAT, question(store=True))))
    with sandbox.faults("latency=500ms:method=POST"):
        asking.start()
        while not sandbox.requests() and asking.is_alive():
            time.sleep(0.01)
        driver.provider.stop()
        asking.join(20)
    (answer,) = made
    assert answer.errors == []
    assert sandbox.client.get(f"/chat/completions/{answer['id']}").is_success


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (question("How?"), "messages"),
        (question(temperature=0.5), "temperature"),
        (question(triggers={"day": "2"}), "triggers"),
        (question(stateless=True), "stateless"),
        ({**question(), "model": "gpt-4o-mini"}, "model"),
    ],
)
def test_a_changed_argument_or_trigger_replaces_the_completion(
    driver: Driver, change: dict[str, Any], path: str
) -> None:
    answer = driver.create(CHAT, question())
    assert driver.plan(answer, change).requires_replace == [(path,)]


def test_the_same_messages_with_a_different_type_are_no_change(driver: Driver) -> None:
    answer = driver.create(CHAT, question())
    message = {"role": "user", "content": "Why?"}
    listed = Typed(["list", ["object", {"role": "string", "content": "string"}]], [message])
    assert driver.has_no_changes(answer, {"model": "gpt-6-luna", "messages": listed})


def test_all_arguments_are_sent_to_the_api(driver: Driver, sandbox: Sandbox) -> None:
    arguments = question(
        temperature=0.5,
        n=2,
        stop=["x"],
        seed=7,
        logit_bias={"50256": -100},
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "f", "schema": {"type": "object", "properties": {}}},
        },
        tools=[
            {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}},
            {
                "type": "function",
                "function": {"name": "g", "parameters": {"type": "object", "required": []}},
            },
        ],
        tool_choice="none",
    )
    answer = driver.create(CHAT, arguments)
    assert answer.errors == []
    [sent] = sandbox.requests(method="POST")
    assert sent["body"] == {**arguments, "stream": False}
    assert len(answer["choices"]) == 2
    assert driver.has_no_changes(driver.read(answer), arguments)


def test_only_a_request_that_stores_nothing_is_retried(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("500:times=1"):
        assert driver.create(CHAT, question()).errors == []
    with sandbox.faults("500"):
        sandbox.clear_requests()
        driver.create(CHAT, question(store=True))
    assert len(sandbox.requests()) == 1


# --- stateless --------------------------------------------------------------------------------------------------


def test_a_stateless_answer_is_not_in_the_state(driver: Driver) -> None:
    arguments = question(stateless=True)
    answer = driver.create(CHAT, arguments)
    assert (answer["content"], answer["choices"], answer["response_moderation"]) == (None,) * 3
    assert "sandbox's answer" not in json.dumps(answer.state, default=str)
    assert answer["id"].startswith("chatcmpl")
    assert len(answer["choices_sha256"]) == 64
    assert answer["usage"]["completion_tokens"] > 0
    assert driver.has_no_changes(driver.read(answer), arguments)


def test_a_stateless_plan_shows_a_null_answer(driver: Driver) -> None:
    planned = driver.plan(Instance(type_name=CHAT), question(stateless=True)).planned
    assert planned is not None
    assert (planned["content"], planned["choices"]) == (None, None)
    assert planned["choices_sha256"] is UNKNOWN


# --- write-only messages ----------------------------------------------------------------------------------------


def test_write_only_messages_are_sent_and_not_stored(driver: Driver, sandbox: Sandbox) -> None:
    answer = driver.create(CHAT, secretly("What is secret?", stateless=True))
    assert answer.errors == []
    assert sandbox.requests()[0]["body"]["messages"][0]["content"] == "What is secret?"
    assert answer["messages_wo"] is None
    assert answer["messages_wo_sha256"] == digest([{"role": "user", "content": "What is secret?"}])
    assert "What is secret?" not in json.dumps(answer.state, default=str) + answer.private.decode()
    assert driver.has_no_changes(driver.read(answer), secretly("What is secret?", stateless=True))


def test_changed_write_only_messages_replace_the_completion(driver: Driver) -> None:
    answer = driver.create(CHAT, secretly("one"))
    assert driver.plan(answer, secretly("two")).requires_replace == [("messages_wo_sha256",)]
    unknown = {"model": "gpt-6-luna", "messages_wo": UNKNOWN}
    assert driver.plan(answer, unknown).requires_replace == [("messages_wo_sha256",)]


def test_exactly_one_form_of_messages_is_required(driver: Driver) -> None:
    attributes = driver.provider.resources[CHAT].attributes
    for values in ({"model": "m"}, {**question(), **secretly()}):
        config = configured(attributes, values)
        assert len(driver.provider.validate_resource(CHAT, config)) == 1


# --- stored -----------------------------------------------------------------------------------------------------


def test_a_stored_answer_is_read_updated_and_deleted(driver: Driver, sandbox: Sandbox) -> None:
    arguments = question(store=True, metadata={"a": "1"})
    answer = driver.create(CHAT, arguments)
    assert driver.has_no_changes(driver.read(answer), arguments)

    changed = driver.update(answer, question(store=True, metadata={"a": "2"}))
    assert changed["id"] == answer["id"]
    assert changed["metadata"] == {"a": "2"}
    assert sandbox.requests(method="POST")[-1]["body"] == {"metadata": {"a": "2"}}
    assert driver.has_no_changes(driver.read(changed), question(store=True, metadata={"a": "2"}))

    assert driver.destroy(changed).state is None
    assert [one["method"] for one in sandbox.requests()][-1] == "DELETE"
    assert driver.read(changed).state is None


def test_metadata_without_store_is_refused_before_a_request(
    driver: Driver,
) -> None:
    attributes = driver.provider.resources[CHAT].attributes
    config = configured(attributes, question(store=False, metadata={"a": "1"}))
    [refused] = driver.provider.validate_resource(CHAT, config)
    assert (refused.path, refused.detail) == (("metadata",), "`metadata` needs `store = true`.")


def test_a_stored_answer_is_imported_without_a_replacement(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = sandbox.client.post("/chat/completions", json=question(store=True)).json()
    adopted = driver.adopt(CHAT, made["id"])
    assert (adopted["store"], adopted["model"]) == (True, "gpt-6-luna")
    wanted = question(store=True, temperature=0.5, triggers={"day": "1"})
    assert driver.plan(adopted, wanted).requires_replace == []
    updated = driver.update(adopted, wanted)
    assert driver.has_no_changes(driver.read(updated), wanted)
    assert len(sandbox.requests(path="/chat/completions")) == 1


def test_an_imported_answer_accepts_an_alias_and_write_only_messages(
    driver_for: Callable[..., Driver],
) -> None:
    returned = {"id": "chatcmpl-1", "model": "gpt-6-luna-2026-09-17", "choices": [], "metadata": {}}
    with odd_server(Say(body=returned)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        adopted = driver.adopt(CHAT, "chatcmpl-1")
        assert driver.plan(adopted, secretly(store=True)).requires_replace == []
        other = driver.plan(adopted, {**question(store=True), "model": "gpt-6.1-sol"})
        assert other.requires_replace == [("model",)]
        wanted = question(store=True, stateless=True)
        updated = driver.update(adopted, wanted)
        assert updated["choices"] is None
        assert driver.has_no_changes(driver.read(updated), wanted)


# --- malformed answers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"choices": []},
        {"choices": None},
        {"choices": [None]},
        {"choices": [{"message": None}]},
        {"choices": ["text"]},
        {"choices": "text"},
        {"choices": [{"message": {"content": [{"type": "text"}]}}]},
        {"usage": {"prompt_tokens": "many"}},
        {},
    ],
)
def test_the_valid_part_of_a_malformed_answer_is_kept(
    driver_for: Callable[..., Driver], more: dict[str, Any]
) -> None:
    with odd_server(Say(body={"id": "x", "model": "m", **more})) as odd:
        answer = driver_for(base_url=odd.base_url, api_key="k").create(CHAT, question())
    assert answer.errors == []
    assert (answer["id"], answer["content"]) == ("x", None)
