"""One pace and one cooldown for all requests that share a limit."""

from __future__ import annotations

import dataclasses
import threading
import time

import pytest

from provider_shim.api.client import Api, Settings
from provider_shim.api.exchange import Answer, Request
from provider_shim.api.pace import ADMIN_REQUESTS_PER_MINUTE, Pace
from provider_shim.vocabulary.diagnostics import CancelledError
from tests.sandbox import PROJECT_KEY, Sandbox
from tests.unit.provider_shim.limits import Bucket, Clock, FixedWindow, Limit, SlidingWindow, sent


def sent_in_a_row(pace: Pace, lane: str, *, admin: bool) -> int:
    count = 0
    while count < 1000 and pace.wait(lane, admin=admin) == 0:
        count += 1
    return count


def test_project_requests_are_not_slowed_down_by_default() -> None:
    assert sent_in_a_row(Pace(None, clock=Clock()), "project", admin=False) == 1000


def test_each_admin_endpoint_has_its_own_pace() -> None:
    pace = Pace(None, clock=Clock())
    assert 4 <= sent_in_a_row(pace, "admin GET /a", admin=True) <= ADMIN_REQUESTS_PER_MINUTE
    assert pace.wait("admin GET /a", admin=True) > 0
    assert pace.wait("admin GET /b", admin=True) == 0


def test_each_minute_has_at_most_the_pace_and_a_burst() -> None:
    clock = Clock()
    pace = Pace(60, clock=clock)
    sent = []
    while clock.now < 1300:
        wait = pace.wait("project", admin=False)
        if wait == 0:
            sent.append(clock.now)
        clock.now += wait or 0.001
    busiest = max(sum(1 for other in sent if 0 <= other - start < 60) for start in sent)
    assert busiest <= 60 + 46
    assert len(sent) <= 300 + 46


def test_a_closed_lane_sends_nothing_until_it_opens() -> None:
    clock = Clock()
    pace = Pace(None, clock=clock)
    pace.close("project", 5, admin=False)
    pace.close("project", 2, admin=False)
    assert pace.wait("project", admin=False) == pytest.approx(5)
    assert pace.wait("admin GET /a", admin=True) == 0
    clock.now += 5.1
    assert pace.wait("project", admin=False) == 0


def request(**changes: object) -> Request:
    fields = {
        "method": "GET",
        "path": "/models",
        "template": "/models",
        "needed_by": "x",
        "attempted": "list",
    }
    return Request(**{**fields, **changes})  # type: ignore[arg-type]


def test_one_rejection_delays_all_requests_with_the_same_limit(sandbox: Sandbox) -> None:
    api = Api(Settings(api_key=PROJECT_KEY, base_url=sandbox.base_url))
    api.send(request())
    sandbox.clear_requests()
    with sandbox.faults("429:times=1:retry-after=0.5"):
        first = threading.Thread(target=api.send, args=(request(),))
        first.start()
        while not sandbox.requests():
            time.sleep(0.01)
        time.sleep(0.05)
        api.send(request())
        first.join()
    refusal, *others = sandbox.requests()
    assert refusal["status"] == 429
    assert all(one["t"] - refusal["t"] >= 0.5 for one in others), (
        "a request knocked at a closed door"
    )


def test_the_number_of_concurrent_requests_is_limited(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Api(Settings(api_key=PROJECT_KEY, base_url=sandbox.base_url, max_concurrent_requests=2))
    under_way, most, lock = 0, 0, threading.Lock()

    def attempt(*_: object, **__: object) -> Answer:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.02)
        with lock:
            under_way -= 1
        return Answer(body={}, headers={})

    monkeypatch.setattr(api, "_attempt", attempt)
    threads = [threading.Thread(target=api.send, args=(request(),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_stop_ends_a_wait_for_the_pace(sandbox: Sandbox) -> None:
    api = Api(Settings(api_key=PROJECT_KEY, base_url=sandbox.base_url, requests_per_minute=1))
    api.send(request())
    threading.Timer(0.1, api.stop).start()
    with pytest.raises(CancelledError):
        api.send(request())


def test_a_lane_is_slower_after_a_rejection_until_enough_requests_succeed() -> None:
    clock = Clock()
    pace = Pace(60, clock=clock)
    pace.wait("a", admin=False)
    pace.close("a", 1, admin=False)
    clock.now += 1
    assert sent_in_a_row(pace, "a", admin=False) == 1, "a refusal leaves no burst"
    assert pace.wait("a", admin=False) > 1.2
    assert sent_in_a_row(pace, "b", admin=False) > 1, "other lanes go on as before"
    for _ in range(100):
        clock.now += pace.wait("a", admin=False)
        assert pace.wait("a", admin=False) == 0
    assert pace.wait("a", admin=False) == pytest.approx(1.0)


def test_a_project_lane_does_not_learn_because_rejections_can_be_about_tokens() -> None:
    clock = Clock()
    pace = Pace(None, clock=clock)
    pace.wait("project", admin=False)
    pace.close("project", 1, admin=False)
    clock.now += 1
    assert sent_in_a_row(pace, "project", admin=False) == 1000


def test_an_admin_lane_without_pace_is_slowed_only_by_its_own_rejection() -> None:
    pace = Pace(None, None, Clock())
    assert sent_in_a_row(pace, "admin GET /a", admin=True) == 1000
    pace.close("admin GET /a", 10, admin=True)
    assert sent_in_a_row(pace, "admin GET /b", admin=True) == 1000


def test_rejections_of_concurrent_requests_count_once() -> None:
    one, many = (Pace(None, None, Clock()) for _ in range(2))
    for pace, requests in ((one, 8), (many, 10)):
        for _ in range(requests):
            assert pace.wait("a", admin=True) == 0
        for _ in range(requests - 7):  # seven pass, whatever else is sent
            pace.close("a", 60, admin=True)
        clock = pace._clock
        assert isinstance(clock, Clock)
        clock.now += 60
        assert pace.wait("a", admin=True) == 0
    assert one.wait("a", admin=True) == many.wait("a", admin=True) == pytest.approx(9, rel=0.01)


SERVERS = [kind(limit) for kind in (SlidingWindow, FixedWindow, Bucket) for limit in (6, 7, 8, 10)]


@pytest.mark.parametrize("server", SERVERS, ids=repr)
@pytest.mark.parametrize("per_minute", [ADMIN_REQUESTS_PER_MINUTE, None])
def test_the_pace_approaches_the_limit_of_the_server(
    server: Limit, per_minute: float | None
) -> None:
    """Without a configured pace, as with one: few are refused, no request twice running, and little time is lost."""
    clock = Clock()
    outcome = sent(Pace(None, per_minute, clock), clock, dataclasses.replace(server), 100)  # type: ignore[type-var]
    at_best = (100 - server.limit) * server.span / min(server.limit, per_minute or server.limit)
    assert outcome.refused <= 16
    assert outcome.at_most <= 2
    assert outcome.seconds <= 1.15 * at_best + server.span


@pytest.mark.parametrize("server", SERVERS, ids=repr)
@pytest.mark.parametrize("quiet", [10, 30, 58])
def test_a_pause_before_many_requests_does_not_mislead_the_pace(
    server: Limit, quiet: float
) -> None:
    clock, server = Clock(), dataclasses.replace(server)  # type: ignore[type-var]
    pace = Pace(None, clock=clock)
    assert pace.wait("lane", admin=True) == 0
    assert server.ask(clock.now) is None
    clock.now += quiet
    outcome = sent(pace, clock, server, 30)
    at_best = (30 - server.limit) * server.span / min(server.limit, ADMIN_REQUESTS_PER_MINUTE)
    assert outcome.refused <= 6
    assert outcome.seconds <= 1.5 * at_best + server.span


def test_the_pace_approaches_limits_over_any_period() -> None:
    clock = Clock()
    outcome = sent(Pace(None, None, clock), clock, SlidingWindow(7, span=1.0), 100)
    assert outcome.refused <= 10
    assert outcome.seconds <= 1.3 * 100 / 7
