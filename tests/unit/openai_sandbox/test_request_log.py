"""The log of requests: its size is limited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from openai_sandbox import request_log
from openai_sandbox.request_log import Entry, RequestLog, Response
from tests.sandbox import Sandbox

if TYPE_CHECKING:
    from openai_sandbox.document_operations import Operation


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limit the log to 5 requests, 3 responses, and 100 bytes of each."""
    monkeypatch.setattr(request_log, "KEPT", 5)
    monkeypatch.setattr(request_log, "WITH_RESPONSE", 3)
    monkeypatch.setattr(request_log, "KEPT_BYTES", 100)


def logged(log: RequestLog, *, size: int = 0, response_size: int = 0) -> Entry:
    entry = Entry(
        method="GET", path="/v1", template=None, query={}, key_kind="none", headers={}, t=0
    )
    log.add(entry)
    entry.response = Response(operation=cast("Operation", None), body=None)
    log.finish(entry, size=size, response_size=response_size)
    return entry


def test_only_the_newest_requests_and_responses_are_kept() -> None:
    log = RequestLog()
    entries = [logged(log) for _ in range(8)]
    assert list(log.newest_first()) == entries[:2:-1]
    assert [one.response is not None for one in log.newest_first()] == [True] * 3 + [False] * 2
    assert (log.get(3), log.get(4), log.get(9)) == (None, entries[3], None)


def test_large_bodies_shorten_the_log() -> None:
    log = RequestLog()
    entries = [logged(log, size=40) for _ in range(4)]
    assert list(log.newest_first()) == entries[:1:-1]
    large = logged(log, size=1000)
    assert list(log.newest_first()) == [large]
    small = logged(log, size=40)
    assert list(log.newest_first()) == [small]


def test_large_responses_are_forgotten_before_their_requests() -> None:
    log = RequestLog()
    for size in (40, 40, 1000):
        logged(log, response_size=size)
    assert [one.response is not None for one in log.newest_first()] == [True, False, False]


def test_a_request_that_a_reset_has_forgotten_does_not_count() -> None:
    log = RequestLog()
    forgotten = logged(log)
    log.clear()
    log.finish(forgotten, size=1000, response_size=1000)
    kept = [logged(log, size=40), logged(log, size=40)]
    assert list(log.newest_first()) == kept[::-1]


def test_the_sandbox_limits_its_log_by_the_sizes_of_bodies(sandbox: Sandbox) -> None:
    for name in ("a" * 60, "b" * 60):
        sandbox.client.post("/vector_stores", json={"name": name})
    chunks = iter([b'{"name": "', b"c" * 60, b'"}'])
    json = {"content-type": "application/json"}
    sandbox.client.post("/vector_stores", content=chunks, headers=json)
    upload: Any = {"file": ("a.txt", bytes(1000)), "purpose": (None, "user_data")}
    assert sandbox.client.post("/files", files=upload).is_success
    assert [one["path"] for one in sandbox.requests()] == ["/v1/vector_stores", "/v1/files"]
    assert not {"size", "response", "response_size"} & set(sandbox.requests()[0])
