"""``openai_message``: the forms of its content, and the reply of an assistant or the error in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.objects.assistants import message
from provider_shim.objects.assistants.messages import readable
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import OddServer, Say, odd_server

MESSAGE = "openai_message"


@pytest.fixture(autouse=True)
def short_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message, "_RUN_WAIT", message._RUN_WAIT.but(interval=0.01))


def config_of(thread_id: Any, content: Any = "Anything hot?", **more: Any) -> dict[str, Any]:
    return {"thread_id": thread_id, "role": "user", "content": content, **more}


@pytest.fixture
def thread(driver: Driver) -> Instance:
    return driver.create(
        "openai_thread", {"messages": [{"role": "assistant", "content": "Welcome."}]}
    )


def test_text_and_text_parts_plan_no_change(driver: Driver, thread: Instance) -> None:
    parts = [{"type": "text", "text": "Anything hot?"}]
    one = driver.create(MESSAGE, config_of(thread["id"]))
    assert one.diagnostics == []
    assert one["text"] == "Anything hot?"
    for form in ("Anything hot?", parts):
        assert driver.has_no_changes(driver.read(one), config_of(thread["id"], form))
    other = driver.create(MESSAGE, config_of(thread["id"], parts))
    assert driver.has_no_changes(driver.read(other), config_of(thread["id"], parts))
    assert driver.plan(one, config_of(thread["id"], "Pie?")).requires_replace == [("content",)]


def test_a_message_with_an_image_is_read_as_parts() -> None:
    image = {"type": "image_url", "image_url": {"url": "https://x/y.png", "detail": "auto"}}
    text = {"type": "text", "text": {"value": "Look!", "annotations": [{"type": "file_path"}]}}
    body = readable({"content": [text, image]})
    assert body["content"] == [{"type": "text", "text": "Look!"}, image]
    assert body["text"] == "Look!"
    assert body["annotations"] == [{"type": "file_path"}]


def test_the_assistant_replies_only_once(
    driver: Driver, sandbox: Sandbox, thread: Instance
) -> None:
    waiter = driver.create("openai_assistant", {"model": "gpt-4o-mini"})
    sandbox.clear_requests()
    config = config_of(thread["id"], assistant_id=waiter["id"])
    made = driver.create(MESSAGE, config)
    assert made.diagnostics == []
    assert made["reply"].endswith("Anything hot?")
    assert made["reply_run_id"].startswith("run_")
    assert len(made["reply_message_ids"]) == 1
    assert driver.has_no_changes(driver.read(made), config)
    posts = [one["template"] for one in sandbox.requests() if one["method"] == "POST"]
    assert posts == ["/threads/{thread_id}/messages", "/threads/{thread_id}/runs"]
    changed = driver.update(made, {**config, "metadata": {"Table": "7"}})
    assert changed["reply"] == made["reply"]


_CREATED = Say(body={"id": "msg_1", "thread_id": "thread_1", "status": "completed", "role": "user"})


def run(status: str, **more: Any) -> Say:
    return Say(body={"id": "run_1", "status": status, **more})


def created(driver_for: Callable[..., Driver], odd: OddServer, **more: Any) -> Instance:
    driver = driver_for(base_url=odd.base_url, api_key="k")
    return driver.create(MESSAGE, config_of("thread_1", assistant_id="asst_1", **more))


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (run("failed", last_error={"code": "server_error", "message": "No steam."}), "No steam."),
        (run("incomplete", incomplete_details={"reason": "max_tokens"}), "max_tokens."),
        (run("expired"), "the API gives no reason."),
    ],
)
def test_a_failed_run_is_an_error_but_keeps_the_message(
    driver_for: Callable[..., Driver], end: Say, reason: str
) -> None:
    with odd_server(_CREATED, run("queued"), run("in_progress"), end) as odd:
        made = created(driver_for, odd)
    (failure,) = made.errors
    assert failure.summary == "Assistant did not reply"
    assert reason in failure.detail
    assert made["id"] == "msg_1"


def test_a_run_that_needs_a_function_is_cancelled(driver_for: Callable[..., Driver]) -> None:
    with odd_server(_CREATED, run("requires_action"), run("cancelling")) as odd:
        made = created(driver_for, odd)
    assert [one.summary for one in made.errors] == ["Assistant needs a function's result"]
    assert odd.heard[-1].path.endswith("/threads/thread_1/runs/run_1/cancel")


def test_a_run_that_takes_too_long_is_cancelled(driver_for: Callable[..., Driver]) -> None:
    with odd_server(_CREATED, run("queued")) as odd:
        made = created(driver_for, odd, timeouts={"create": "0.1s"})
    assert [one.summary for one in made.errors] == ["Timeout"]
    # An abandoned request for the state of the run may arrive after the cancellation.
    assert [one.path for one in odd.heard if one.path.endswith("/runs/run_1/cancel")]
    assert made["id"] == "msg_1"


def test_the_reply_has_only_messages_of_its_run(driver_for: Callable[..., Driver]) -> None:
    def message(text: str, run_id: str | None) -> dict[str, Any]:
        content = [{"type": "text", "text": {"value": text, "annotations": []}}]
        return {"id": f"msg_{text}", "run_id": run_id, "content": content}

    listed = Say(
        body={"data": [message("Old", "run_0"), message("Soup.", "run_1"), message("Hi", None)]}
    )
    with odd_server(_CREATED, run("completed"), listed) as odd:
        made = created(driver_for, odd)
    assert made.errors == []
    assert (made["reply"], made["reply_message_ids"]) == ("Soup.", ["msg_Soup."])
