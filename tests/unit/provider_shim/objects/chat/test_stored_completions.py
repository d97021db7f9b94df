"""``openai_chat_completions`` and ``openai_chat_completion_messages``: stored completions and their messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

ALL, MESSAGES = "openai_chat_completions", "openai_chat_completion_messages"


@pytest.fixture
def stored(sandbox: Sandbox) -> list[str]:
    """The ids of three stored completions, the oldest first. A fourth completion is not stored."""
    made = []
    for model, team, store in (
        ("gpt-4o", "a", True),
        ("gpt-4o", "a", False),
        ("gpt-4o-mini", "a", True),
        ("gpt-4o", "b", True),
    ):
        body = {
            "model": model,
            "store": store,
            **({"metadata": {"team": team}} if store else {}),
            "messages": [
                {"role": "developer", "content": "Be brief."},
                {"role": "user", "name": "ada", "content": [{"type": "text", "text": "Why?"}]},
            ],
        }
        answer = sandbox.client.post("/chat/completions", json=body).json()
        made += [answer["id"]] * store
    sandbox.clear_requests()
    return made


def listed(driver: Driver, **filters: Any) -> list[dict[str, Any]]:
    result = driver.look_up(ALL, filters)
    assert result.diagnostics == []
    assert result.state is not None
    completions: list[dict[str, Any]] = result.state["chat_completions"].value
    return completions


def test_stored_completions_are_listed_oldest_first(driver: Driver, stored: list[str]) -> None:
    found = listed(driver)
    assert [one["id"] for one in found] == stored
    assert found[0]["content"] == "This is the sandbox's answer to: Why?"
    assert found[0]["metadata"] == {"team": "a"}
    assert found[0]["choices"][0]["finish_reason"] == "stop"


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"model": "gpt-4o"}, [0, 2]),
        ({"metadata": {"team": "a"}}, [0, 1]),
        ({"model": "gpt-4o", "metadata": {"team": "b"}}, [2]),
        ({"order": "desc", "limit": 2}, [2, 1]),
    ],
)
def test_the_api_applies_the_filters(
    driver: Driver, stored: list[str], filters: dict[str, Any], wanted: list[int]
) -> None:
    found = listed(driver, **filters)
    assert [one["id"] for one in found] == [stored[index] for index in wanted]


def test_no_request_is_sent_to_a_model(driver: Driver, stored: list[str], sandbox: Sandbox) -> None:
    listed(driver)
    driver.look_up(MESSAGES, {"completion_id": stored[0]})
    assert [one["method"] for one in sandbox.requests()] == ["GET", "GET"]


def test_the_messages_of_the_request_are_returned(driver: Driver, stored: list[str]) -> None:
    result = driver.look_up(MESSAGES, {"completion_id": stored[0]})
    assert result.state is not None
    first, second = result.state["messages"]
    assert [one["role"] for one in (first, second)] == ["developer", "user"]
    assert (first["content"], first["content_parts"]) == ("Be brief.", None)
    assert second["content_parts"][0]["text"] == "Why?"
    last = driver.look_up(MESSAGES, {"completion_id": stored[0], "order": "desc", "limit": 1})
    assert last.state is not None
    assert [one["id"] for one in last.state["messages"]] == [second["id"]]


def test_messages_have_the_role_and_the_name_of_the_author(
    driver_for: Callable[..., Driver],
) -> None:
    said = {"id": "m-0", "role": "user", "name": "ada", "content": "Why?", "content_parts": None}
    with odd_server(Say(body={"object": "list", "data": [said], "has_more": False})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        state = driver.look_up(MESSAGES, {"completion_id": "chatcmpl-1"}).state
    assert state is not None
    assert [(one["role"], one["name"]) for one in state["messages"]] == [("user", "ada")]


def test_messages_of_an_unknown_completion_are_not_found(driver: Driver) -> None:
    result = driver.look_up(MESSAGES, {"completion_id": "chatcmpl-none"})
    assert [one.summary for one in result.diagnostics] == ["Not found"]
