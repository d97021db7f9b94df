"""The data sources that read the content of files and vector stores: limits, binary content, filters."""

from __future__ import annotations

import base64

from provider_shim.vocabulary.values import plain
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, Instance


def uploaded(driver: Driver, content: str, **more: str) -> Instance:
    encoded = base64.b64encode(content.encode("latin-1")).decode()
    return driver.create("openai_file", {"purpose": "batch", "content_base64": encoded, **more})


def test_content_is_read_as_text_and_as_base64(driver: Driver) -> None:
    file = uploaded(driver, "one\n")
    found = driver.look_up("openai_file_content", {"file_id": file["id"]}).state
    assert found is not None
    assert (found["content"], found["content_base64"]) == ("one\n", "b25lCg==")


def test_binary_content_is_read_as_base64_only(driver: Driver) -> None:
    file = uploaded(driver, "\xff\x00")
    found = driver.look_up("openai_file_content", {"file_id": file["id"]}).state
    assert found is not None
    assert (found["content"], found["content_base64"]) == (None, "/wA=")


def test_content_above_the_limit_is_not_downloaded(driver: Driver, sandbox: Sandbox) -> None:
    file = uploaded(driver, "12345")
    read = driver.look_up("openai_file_content", {"file_id": file["id"], "max_bytes": 4})
    [error] = read.diagnostics
    assert (error.summary, error.path) == ("Content too large", ("max_bytes",))
    assert sandbox.requests(path="/files/*/content") == []


def test_a_file_is_found_by_name_and_files_by_purpose(driver: Driver) -> None:
    file = uploaded(driver, "one", filename="one.jsonl")
    uploaded(driver, "two", filename="two.jsonl")
    found = driver.look_up("openai_file", {"filename": "one.jsonl"}).state
    assert found is not None
    assert found["id"] == file["id"]
    several = driver.look_up("openai_files", {"purpose": "batch", "order": "asc"}).state
    assert several is not None
    assert [one["filename"] for one in several["files"]] == ["one.jsonl", "two.jsonl"]
    none = driver.look_up("openai_files", {"purpose": "vision"}).state
    assert none is not None
    assert none["files"] == []


def test_a_search_finds_text_in_files_that_match_the_filter(driver: Driver) -> None:
    store = driver.create("openai_vector_store", {"name": "library"})
    for language in ("en", "de"):
        file = driver.create(
            "openai_file",
            {"purpose": "assistants", "content": "ask early", "filename": f"{language}.md"},
        )
        member = {"vector_store_id": store["id"], "file_id": file["id"]}
        driver.create("openai_vector_store_file", {**member, "attributes": {"lang": language}})
    found = driver.look_up(
        "openai_vector_store_search",
        {
            "vector_store_id": store["id"],
            "query": ["ask", "early"],
            "filters": {"type": "eq", "key": "lang", "value": "de"},
        },
    )
    assert found.diagnostics == []
    assert found.state is not None
    assert [one["filename"] for one in plain(found.state["results"])] == ["de.md"]
    listed = driver.look_up(
        "openai_vector_store_files", {"vector_store_id": store["id"], "filter": "completed"}
    ).state
    assert listed is not None
    assert len({one["file_id"] for one in plain(listed["files"])}) == 2
