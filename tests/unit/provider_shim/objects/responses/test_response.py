"""``openai_response`` (resource): one request, storage at OpenAI, work in the background, and secrets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.values import UNKNOWN, Typed
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance, configured
from tests.unit.provider_shim.odd_server import Say, odd_server

RESPONSE = "openai_response"
FUNCTION = {"type": "function", "name": "look", "parameters": {"type": "object", "properties": {}}}
SECRET_MCP = {
    "type": "mcp",
    "server_label": "shop",
    "server_url": "https://shop.example",
    "authorization": "token-of-the-shop",
}


def request(prompt: Any = "Why?", **more: Any) -> dict[str, Any]:
    return {"model": "gpt-6-luna", "input": prompt, **more}


def server_response(**more: Any) -> dict[str, Any]:
    """A response of a server that is not the sandbox."""
    said = [{"type": "output_text", "text": "Because."}]
    message = {"type": "message", "id": "msg_1", "role": "assistant", "content": said}
    return {
        "id": "resp_1",
        "model": "gpt-6-luna-2024-08-06",
        "status": "completed",
        "created_at": 1_795_000_000.0,
        "output": [message],
        **more,
    }


def validated(driver: Driver, values: dict[str, Any]) -> list[str]:
    config = configured(driver.provider.resources[RESPONSE].attributes, values)
    return [
        f"{one.summary}: {one.detail}"
        for one in driver.provider.validate_resource(RESPONSE, config)
    ]


def test_a_response_that_is_not_stored_changes_only_in_the_state(
    driver: Driver, sandbox: Sandbox
) -> None:
    answer = driver.create(RESPONSE, request(store=False))
    sandbox.clear_requests()
    changed = driver.update(answer, request(store=False, wait_for_completion=False))
    assert changed["wait_for_completion"] is False
    assert sandbox.requests() == []


# --- one request, and storage ------------------------------------------------------------------------------------


def test_a_response_is_requested_once_and_deleted_with_the_resource(
    driver: Driver, sandbox: Sandbox
) -> None:
    answer = driver.create(RESPONSE, request())
    assert answer.diagnostics == []
    assert answer["output_text"] == "This is the sandbox's answer to: Why?"
    assert answer["output"].value[0]["content"][0]["text"] == answer["output_text"]
    assert (answer["status"], answer["store"], answer["response_model"]) == (
        "completed",
        True,
        "gpt-6-luna",
    )
    assert answer["usage"]["total_tokens"] > 0
    assert driver.has_no_changes(driver.read(answer), request())
    assert driver.destroy(answer).state is None
    assert [one["method"] for one in sandbox.requests()] == ["POST", "GET", "DELETE"]


def test_a_response_that_is_not_stored_is_not_read_or_deleted(
    driver: Driver, sandbox: Sandbox
) -> None:
    arguments = request(store=False)
    answer = driver.create(RESPONSE, arguments)
    assert driver.has_no_changes(driver.read(answer), arguments)
    assert driver.destroy(answer).state is None
    assert [one["method"] for one in sandbox.requests()] == ["POST"]


def test_a_response_that_the_organization_cannot_store_is_never_read(
    driver_for: Callable[..., Driver],
) -> None:
    with odd_server(Say(body=server_response(store=False))) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        answer = driver.create(RESPONSE, request())
        assert answer["store"] is False
        assert driver.has_no_changes(driver.read(answer), request())
        assert driver.destroy(answer).state is None
    assert [one.method for one in odd.heard] == ["POST"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (request("How?"), "input"),
        (request([{"role": "user", "content": "How?"}]), "input"),
        (request(temperature=0.5), "temperature"),
        (request(tools=[FUNCTION]), "tools"),
        (request(metadata={"a": "1"}), "metadata"),
        (request(background=True), "background"),
        (request(store=False), "store"),
        (request(triggers={"day": "2"}), "triggers"),
        (request(stateless=True), "stateless"),
        ({**request(), "model": "gpt-6.1-terra"}, "model"),
    ],
)
def test_a_changed_argument_or_trigger_sends_a_new_request(
    driver: Driver, change: dict[str, Any], path: str
) -> None:
    answer = driver.create(RESPONSE, request())
    assert driver.plan(answer, change).requires_replace == [(path,)]


def test_the_same_items_as_another_type_change_nothing(driver: Driver) -> None:
    message = {"role": "user", "content": "Why?"}
    answer = driver.create(RESPONSE, request([message]))
    listed = Typed(["list", ["object", {"role": "string", "content": "string"}]], [message])
    assert driver.has_no_changes(answer, request(listed))


def test_all_arguments_are_sent_to_the_api(driver: Driver, sandbox: Sandbox) -> None:
    shell = {"type": "container_auto", "memory_limit": "4g"}
    arguments = request(
        [{"role": "user", "content": [{"type": "input_text", "text": "Why? In JSON."}]}],
        instructions="Be brief.",
        temperature=0.5,
        text={"format": {"type": "json_object"}, "verbosity": "low"},
        reasoning={"effort": "low", "summary": "auto"},
        tools=[
            FUNCTION,
            {"type": "custom", "name": "say", "asynchronous": True, "format": {"type": "text"}},
            {"type": "web_search", "filters": {"allowed_domains": ["a.example"]}},
            {"type": "image_generation", "size": "1024x1024", "frame_count": 4},
            {"type": "shell", "environment": shell},
            {"type": "code_interpreter", "container": "cntr_1"},
            SECRET_MCP,
        ],
        tool_choice={"type": "allowed_tools", "mode": "auto", "tools": [{"type": "web_search"}]},
        context_management=[{"type": "compaction", "compact_threshold": 1000}],
        include=["web_search_call.results"],
    )
    answer = driver.create(RESPONSE, arguments)
    assert answer.errors == []
    [sent] = sandbox.requests(method="POST")
    function, custom, *others = arguments["tools"]
    said = {name: value for name, value in custom.items() if name != "asynchronous"}
    tools = [{**function, "strict": None}, {**said, "async": True}, *others]
    assert sent["body"] == {**arguments, "tools": tools, "stream": False}
    assert driver.has_no_changes(driver.read(answer), arguments)
    assert "include" in sandbox.requests(method="GET")[-1]["query"]


def test_a_response_continues_a_response_or_a_conversation(
    driver: Driver, sandbox: Sandbox
) -> None:
    first = driver.create(RESPONSE, request())
    second = driver.create(RESPONSE, request(previous_response_id=first["id"]))
    assert second.errors == []
    conversation = driver.create(
        "openai_conversation", {"items": [{"role": "user", "content": "Who?"}]}
    )
    arguments = {"model": "gpt-6-luna", "conversation": conversation["id"]}
    third = driver.create(RESPONSE, arguments)
    assert third["output_text"] == "This is the sandbox's answer to: Who?"
    assert driver.has_no_changes(driver.read(third), arguments)


def test_a_stored_request_is_not_sent_twice_after_a_failure(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("500"):
        driver.create(RESPONSE, request())
    assert len(sandbox.requests()) == 1
    sandbox.clear_requests()
    with sandbox.faults("500:times=1"):
        assert driver.create(RESPONSE, request(store=False)).errors == []
    assert len(sandbox.requests()) == 2


def test_an_incomplete_response_is_kept_with_a_warning(driver: Driver) -> None:
    answer = driver.create(RESPONSE, request("Why? " * 50, max_output_tokens=16))
    [warning] = answer.warnings
    assert "max_output_tokens" in warning.detail
    assert answer["status"] == "incomplete"
    assert answer["output_text"]


# --- after a while ----------------------------------------------------------------------------------------------


def expired_response(driver: Driver, *, days: int, conversation: str | None = None) -> Instance:
    """A response of that age, which the API does not have any more."""
    answer = driver.create(RESPONSE, request())
    driver.destroy(answer)
    assert answer.state is not None
    created = answer["created_at"] - days * 86_400
    return Instance(
        type_name=RESPONSE,
        state={**answer.state, "created_at": created, "conversation": conversation},
    )


def test_an_expired_response_stays_in_the_state(driver: Driver) -> None:
    old = expired_response(driver, days=40)
    found = driver.read(old)
    assert (found.state, found.diagnostics) == (old.state, [])
    assert driver.destroy(old).state is None


def test_a_response_deleted_before_it_expired_is_removed_from_the_state(driver: Driver) -> None:
    assert driver.read(expired_response(driver, days=20)).state is None
    assert driver.read(expired_response(driver, days=40, conversation="conv_1")).state is None


def test_a_stored_response_is_imported(driver: Driver, sandbox: Sandbox) -> None:
    body = request("Why?", instructions="Be brief.", metadata={"a": "1"})
    made = sandbox.client.post("/responses", json=body).json()
    adopted = driver.adopt(RESPONSE, made["id"])
    assert (adopted["store"], adopted["model"], adopted["metadata"]) == (
        True,
        "gpt-6-luna",
        {"a": "1"},
    )
    wanted = request("Why?", instructions="Be brief.", metadata={"a": "1"}, triggers={"day": "1"})
    assert driver.plan(adopted, wanted).requires_replace == []
    updated = driver.update(adopted, wanted)
    assert driver.has_no_changes(driver.read(updated), wanted)
    assert len(sandbox.requests(path="/responses")) == 1


def test_an_imported_response_accepts_an_alias_and_write_only_arguments(
    driver_for: Callable[..., Driver],
) -> None:
    with odd_server(Say(body=server_response())) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        adopted = driver.adopt(RESPONSE, "resp_1")
        secretly = {"model": "gpt-6-luna", "input_wo": "Why?"}
        assert driver.plan(adopted, secretly).requires_replace == []
        other = driver.plan(adopted, {**request(), "model": "gpt-4"})
        assert other.requires_replace == [("model",)]


def test_a_state_of_another_provider_is_accepted_without_a_new_request(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = sandbox.client.post("/responses", json=request()).json()
    address = "registry.terraform.io/mkdev-me/openai"
    theirs = {
        "id": made["id"],
        "model": "gpt-6-luna",
        "input": "Why?",
        "content": "Because.",
        "reasoning_effort": "low",
        "tools": [{"type": "function", "function": {"name": "look", "parameters": "{}"}}],
    }
    moved = driver.provider.move_state(address, RESPONSE, 0, theirs, b"", RESPONSE)
    ours = driver.read(Instance(type_name=RESPONSE, state=moved.state, private=moved.private))
    assert ours["output_text"] == "This is the sandbox's answer to: Why?"
    wanted = request(reasoning={"effort": "low"}, tools=[FUNCTION])
    updated = driver.update(ours, wanted)
    assert driver.has_no_changes(driver.read(updated), wanted)
    assert len(sandbox.requests(path="/responses")) == 1


# --- in the background ------------------------------------------------------------------------------------------


def test_a_create_waits_for_a_response_in_the_background(driver: Driver, sandbox: Sandbox) -> None:
    arguments = request(background=True)
    answer = driver.create(RESPONSE, arguments)
    assert answer.diagnostics == []
    assert (answer["status"], answer["output_text"]) == (
        "completed",
        "This is the sandbox's answer to: Why?",
    )
    assert driver.has_no_changes(driver.read(answer), arguments)
    assert driver.destroy(answer).state is None
    assert sandbox.requests(path="/responses/*/cancel") == []


def test_without_waiting_a_refresh_reads_the_response(driver: Driver) -> None:
    arguments = request(background=True, wait_for_completion=False)
    answer = driver.create(RESPONSE, arguments)
    assert (answer["status"], answer["output_text"], answer["output_sha256"]) == (
        "queued",
        None,
        None,
    )
    for _ in range(3):
        answer = driver.read(answer)
    assert answer["output_text"] == "This is the sandbox's answer to: Why?"
    assert driver.has_no_changes(answer, arguments)


def test_a_running_response_is_cancelled_and_deleted_by_a_destroy(
    driver: Driver, sandbox: Sandbox
) -> None:
    with sandbox.faults("slow=9"):
        answer = driver.create(RESPONSE, request(background=True, wait_for_completion=False))
    assert driver.destroy(answer).state is None
    assert [one["method"] for one in sandbox.requests()[-2:]] == ["POST", "DELETE"]
    assert sandbox.requests(path="/responses/*/cancel")
    assert driver.read(answer).state is None


def test_a_failure_in_the_background_is_an_error_with_the_argument(
    driver_for: Callable[..., Driver],
) -> None:
    failure = {"code": "invalid_image", "message": "No image there.", "param": "input[0]"}
    answers = [Say(body=server_response(status="queued", output=[], background=True))]
    answers += [
        Say(body=server_response(status="failed", output=[], background=True, error=failure))
    ]
    with odd_server(*answers) as odd:
        answer = driver_for(base_url=odd.base_url, api_key="k").create(
            RESPONSE, request([{"role": "user", "content": "Why?"}], background=True)
        )
    [error] = answer.errors
    assert error.summary == "Response failed"
    assert "No image there." in error.detail
    assert error.path == ("input", 0)
    assert answer["id"] == "resp_1"


def test_without_waiting_a_failure_is_a_warning_of_the_refresh(
    driver_for: Callable[..., Driver],
) -> None:
    failure = {"code": "server_error", "message": "Out of order."}
    answers = [Say(body=server_response(status="queued", output=[], background=True))]
    answers += [
        Say(body=server_response(status="failed", output=[], background=True, error=failure))
    ]
    with odd_server(*answers) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        answer = driver.create(RESPONSE, request(background=True, wait_for_completion=False))
        found = driver.read(answer)
        assert [one.summary for one in found.warnings] == ["Response failed"]
        assert "Out of order." in found.warnings[0].detail
        assert driver.read(found).warnings == []


# --- kept out of the state --------------------------------------------------------------------------------------


def test_a_stateless_response_is_not_in_the_state(driver: Driver) -> None:
    arguments = request(stateless=True, moderation={"model": "omni-moderation-latest"})
    answer = driver.create(RESPONSE, arguments)
    assert (answer["output_text"], answer["output"], answer["response_moderation"]) == (None,) * 3
    assert "sandbox's answer" not in json.dumps(answer.state, default=str)
    assert len(answer["output_sha256"]) == 64
    assert driver.has_no_changes(driver.read(answer), arguments)


def test_write_only_arguments_are_sent_and_not_stored(driver: Driver, sandbox: Sandbox) -> None:
    arguments = {
        "model": "gpt-6-luna",
        "input_wo": "What is secret?",
        "instructions_wo": "Keep it to yourself.",
        "tools_wo": [SECRET_MCP],
        "stateless": True,
    }
    answer = driver.create(RESPONSE, arguments)
    assert answer.diagnostics == []
    sent = sandbox.requests()[0]["body"]
    assert (sent["input"], sent["instructions"], sent["tools"]) == (
        "What is secret?",
        "Keep it to yourself.",
        [SECRET_MCP],
    )
    kept = json.dumps(answer.state, default=str) + answer.private.decode()
    assert not any(secret in kept for secret in ("secret?", "yourself", "token-of-the-shop"))
    digest = hashlib.sha256(json.dumps("What is secret?").encode()).hexdigest()
    assert answer["input_wo_sha256"] == digest
    assert driver.has_no_changes(driver.read(answer), arguments)


@pytest.mark.parametrize("name", ["input", "instructions", "tools"])
def test_a_changed_write_only_argument_sends_a_new_request(driver: Driver, name: str) -> None:
    one, other = ([FUNCTION], []) if name == "tools" else ("one", "two")
    rest = request() if name != "input" else {"model": "gpt-6-luna"}
    answer = driver.create(RESPONSE, {**rest, f"{name}_wo": one})
    for changed in (other, UNKNOWN):
        plan = driver.plan(answer, {**rest, f"{name}_wo": changed})
        assert plan.requires_replace == [(f"{name}_wo_sha256",)]


def test_secrets_of_tools_are_a_warning_unless_write_only(driver: Driver) -> None:
    secret = {"domain": "a.example", "name": "T", "value": "v"}
    policy = {"type": "allowlist", "allowed_domains": ["a.example"], "domain_secrets": [secret]}
    container = {"type": "auto", "network_policy": policy}
    interpreter = {"type": "code_interpreter", "container": container}
    [warning] = validated(driver, request(tools=[SECRET_MCP, interpreter]))
    assert "`authorization` and `domain_secrets`" in warning
    assert "tools_wo" in warning
    assert validated(driver, request(tools_wo=[SECRET_MCP])) == []


def test_secrets_of_tools_are_in_no_message(driver: Driver, sandbox: Sandbox) -> None:
    for name in ("tools", "tools_wo"):
        with sandbox.faults("400:message=The server refused token-of-the-shop"):
            refused = driver.create(RESPONSE, request(**{name: [SECRET_MCP]}))
        assert "The server refused (key)" in refused.errors[0].detail


# --- refused before anything is sent ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"model": "m"}, "Set at least one of `input`"),
        (request(input_wo="Why?"), "Conflicting arguments"),
        (request([]), "at least one item"),
        (request([{"role": "user"}]), "needs `content`"),
        (request(previous_response_id="r", conversation="c"), "Conflicting arguments"),
        (request(background=True, store=False), "Remove `store = false`"),
        (request(background_options={"completion_window": "2h"}), "`background`"),
        (request(tools=[{"type": "function"}]), "`name` must be set if `type` is"),
        (request(tools=[{"type": "computer", "name": "x"}]), "`name` must not be set"),
        (request(text={"format": {"type": "json_schema", "name": "x"}}), "`schema` must be set"),
        (request(max_output_tokens=3), "at least 16"),
    ],
)
def test_conflicting_arguments_are_an_error(
    driver: Driver, values: dict[str, Any], wrong: str
) -> None:
    found = validated(driver, values)
    assert len(found) == 1
    assert wrong in found[0]


def test_an_unknown_input_is_valid(driver: Driver) -> None:
    assert validated(driver, request(UNKNOWN)) == []
    assert validated(driver, {"model": "m", "conversation": UNKNOWN}) == []
    assert validated(driver, request(tools=UNKNOWN, background=UNKNOWN, store=False)) == []
    search = {"type": "file_search", "vector_store_ids": [UNKNOWN]}
    assert validated(driver, request(tools=[search, UNKNOWN])) == []
    assert len(validated(driver, request(tools=[{**SECRET_MCP, "authorization": UNKNOWN}]))) == 1


# --- odd answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"output": []},
        {"output": None},
        {"output": ["text"]},
        {"output": "text"},
        {"output": [{"type": "message"}]},
        {"output": [{"type": "message", "content": [None, {"text": 3}]}]},
        {"output": [{"type": "reasoning", "content": [{"text": "Hm."}]}]},
        {"conversation": "conv_1", "usage": {"input_tokens": "many"}},
        {"status": None, "error": "none"},
        {},
    ],
)
def test_the_readable_part_of_an_unusual_answer_is_kept(
    driver_for: Callable[..., Driver], more: dict[str, Any]
) -> None:
    with odd_server(Say(body={"id": "x", "model": "m", **more})) as odd:
        answer = driver_for(base_url=odd.base_url, api_key="k").create(RESPONSE, request())
    assert answer.errors == []
    assert (answer["id"], answer["output_text"]) == ("x", None)
