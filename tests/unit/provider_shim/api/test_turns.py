"""Requests with the same limit wait in a queue: the first one waits for the pace."""

from __future__ import annotations

import logging
import threading
from typing import cast

import pytest

from provider_shim.api.exchange import Request
from provider_shim.api.pace import Pace
from provider_shim.api.turns import Turns
from provider_shim.vocabulary.diagnostics import CancelledError

PROJECTS = Request(
    method="GET",
    path="/organization/projects",
    template="/organization/projects",
    needed_by="openai_project",
    attempted="list the projects",
    auth="admin",
)


class FixedPace:
    """A pace that tells these waits, one after the other, and then none."""

    def __init__(self, *waits: float) -> None:
        self.waits = list(waits)
        self.calls = 0
        self.closed: list[tuple[str, float]] = []

    def wait(self, name: str, *, admin: bool) -> float:
        self.calls += 1
        return self.waits.pop(0) if self.waits else 0.0

    def close(self, name: str, seconds: float, *, admin: bool) -> None:
        self.closed.append((name, seconds))


def turns(pace: FixedPace, sleep: object, places: int | None = None) -> Turns:
    return Turns(cast("Pace", pace), places, sleep)  # type: ignore[arg-type]


def test_the_log_of_a_wait_contains_the_length_of_the_queue(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "provider_shim.api.turns")
    slept: list[tuple[float, str]] = []
    with turns(FixedPace(2.5, 0.5), lambda *wait: slept.append(wait)).take(PROJECTS):
        pass
    assert slept == [(2.5, "list the projects"), (0.5, "list the projects")]
    returned = [(one.message, vars(one)["seconds"], vars(one)["behind"]) for one in caplog.records]
    assert returned == [
        ("waiting for the rate limit", 2.5, 0),
        ("waiting for the rate limit", 0.5, 0),
    ]


def test_only_the_first_request_of_a_queue_waits_for_the_pace() -> None:
    pace, waits, released = FixedPace(2.5), threading.Event(), threading.Event()

    def sleep(seconds: float, _attempted: str) -> None:
        if seconds:
            waits.set()
            released.wait(5)

    line = turns(pace, sleep)

    def send() -> None:
        with line.take(PROJECTS):
            pass

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    assert waits.wait(5)
    assert pace.calls == 1
    with line.take(PROJECTS.but(auth="project")):  # another queue
        assert pace.calls == 2
    released.set()
    for thread in threads:
        thread.join()
    assert pace.calls == 7


def test_a_rejection_stops_a_request_that_waits_for_a_place() -> None:
    pace, waits = FixedPace(), threading.Event()
    slept: list[float] = []

    def sleep(seconds: float, _attempted: str) -> None:
        slept.append(seconds)
        waits.set()

    line = turns(pace, sleep, places=1)

    def send() -> None:
        with line.take(PROJECTS):
            pass

    with line.take(PROJECTS):
        second = threading.Thread(target=send)
        second.start()
        assert waits.wait(5)
        pace.waits = [2.5]  # the request that is sent is rejected
    second.join()
    assert slept[-1] == 2.5


def test_a_cancelled_request_leaves_the_queue() -> None:
    def sleep(_seconds: float, _attempted: str) -> None:
        raise CancelledError("Cancelled", "Terraform stopped the run.")

    line = turns(FixedPace(2.5), sleep, places=1)
    with pytest.raises(CancelledError), line.take(PROJECTS):
        raise AssertionError("it was not its turn")
    with line.take(PROJECTS):
        pass


def test_a_rejection_closes_the_queue_of_the_request() -> None:
    pace = FixedPace()
    turns(pace, None).refused(PROJECTS, 6.937)
    assert pace.closed == [("admin GET /organization/projects", 6.937)]
