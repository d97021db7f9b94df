"""Files, batches and chat completions of another project than the provider's. Every request names this project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.values import typed
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Heard, Say, odd_server

FILE = {
    "id": "file-1",
    "object": "file",
    "bytes": 2,
    "created_at": 1,
    "filename": "a.txt",
    "purpose": "user_data",
    "status": "processed",
}
PAGE = {
    "object": "list",
    "data": [FILE],
    "has_more": False,
    "first_id": "file-1",
    "last_id": "file-1",
}
GIVEN: dict[str, Any] = {"content": "a\n", "filename": "a.txt", "purpose": "user_data"}
COMPLETION = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1,
    "model": "gpt-6-luna",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "Hi.", "refusal": None},
        }
    ],
}
QUESTION: dict[str, Any] = {
    "model": "gpt-6-luna",
    "messages": typed([{"role": "user", "content": "Say hi."}]),
}
DriverFor = Callable[..., Driver]


def projects(heard: list[Heard]) -> set[str | None]:
    return {
        {name.lower(): value for name, value in one.headers.items()}.get("openai-project")
        for one in heard
    }


@pytest.mark.parametrize("project", ["proj_other", None])
def test_every_request_for_a_file_names_its_project(
    driver_for: DriverFor, project: str | None
) -> None:
    with odd_server(Say(body=FILE)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", project="proj_own")
        made = driver.create("openai_file", {**GIVEN, "project_id": project})
        assert made.errors == []
        assert made["project_id"] == project
        driver.read(made)
        driver.destroy(made)
        assert len(odd.heard) >= 3
        assert projects(odd.heard) == {project or "proj_own"}


@pytest.mark.parametrize(
    ("type_name", "given", "answer"),
    [
        ("openai_file", {"id": "file-1"}, FILE),
        ("openai_file", {"filename": "a.txt"}, PAGE),
        ("openai_files", {}, PAGE),
        ("openai_batches", {}, {**PAGE, "data": []}),
        ("openai_chat_completion", {"id": "chatcmpl-1"}, COMPLETION),
        ("openai_chat_completion", QUESTION, COMPLETION),
        ("openai_chat_completions", {}, {**PAGE, "data": []}),
        ("openai_chat_completion_messages", {"completion_id": "chatcmpl-1"}, {**PAGE, "data": []}),
    ],
)
def test_data_sources_use_the_configured_project(
    driver_for: DriverFor, type_name: str, given: dict[str, Any], answer: Any
) -> None:
    with odd_server(Say(body=answer)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", project="proj_own")
        found = driver.look_up(type_name, {**given, "project_id": "proj_other"})
        assert [one.summary for one in found.diagnostics] == []
        assert projects(odd.heard) == {"proj_other"}
        assert not any("project_id" in one.path for one in odd.heard)


def test_a_change_of_the_project_replaces_the_file(driver_for: DriverFor) -> None:
    with odd_server(Say(body=FILE)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        made = driver.create("openai_file", GIVEN)
        planned = driver.plan(made, {**GIVEN, "project_id": "proj_other"})
        assert planned.requires_replace == [("project_id",)]


@pytest.mark.parametrize("project", ["proj_other", None])
def test_every_request_for_a_chat_completion_names_its_project(
    driver_for: DriverFor, project: str | None
) -> None:
    with odd_server(Say(body=COMPLETION)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", project="proj_own")
        made = driver.create(
            "openai_chat_completion", {**QUESTION, "store": True, "project_id": project}
        )
        assert made.errors == []
        assert made["project_id"] == project
        driver.read(made)
        driver.destroy(made)
        assert [one.method for one in odd.heard] == ["POST", "GET", "DELETE"]
        assert projects(odd.heard) == {project or "proj_own"}
        assert not any("project_id" in str(one) for one in odd.heard)
