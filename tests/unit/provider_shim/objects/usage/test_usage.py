"""Data sources for usage and costs: all forms of time, all pages, and an error for an endless list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.values import typed
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

START, DAY = 1_735_689_600, 86_400
USAGE = "openai_usage_completions"


def arguments(start: Any = "2025-01-01", **config: Any) -> dict[str, Any]:
    if "end_time" in config:
        config["end_time"] = typed(config["end_time"])
    return {"start_time": typed(start), **config}


def found(driver: Driver, type_name: str = USAGE, **config: Any) -> dict[str, Any]:
    result = driver.look_up(type_name, arguments(**config))
    assert result.diagnostics == []
    assert result.state is not None
    return result.state


def refused(driver: Driver, type_name: str = USAGE, **config: Any) -> tuple[str, Any]:
    (fault,) = driver.look_up(type_name, arguments(**config)).diagnostics
    return fault.detail, fault.path


@pytest.mark.parametrize("start", [START, "2025-01-01", "2025-01-01T01:00:00+01:00"])
def test_times_are_accepted_in_all_forms(driver: Driver, sandbox: Sandbox, start: Any) -> None:
    result = found(driver, start=start, end_time="2025-01-03")
    query = sandbox.requests()[-1]["query"]
    assert (query["start_time"], query["end_time"]) == (str(START), str(START + 2 * DAY))
    assert [one["start_time"] for one in result["buckets"]] == [START, START + DAY]
    assert result["buckets"][0]["end_time_rfc3339"] == "2025-01-02T00:00:00Z"


def test_the_whole_range_is_read_with_the_fewest_requests(driver: Driver, sandbox: Sandbox) -> None:
    result = found(driver, end_time="2025-03-01")
    assert len(result["buckets"]) == 59
    assert [one["query"]["limit"] for one in sandbox.requests()] == ["31", "31"]
    assert {one["key_kind"] for one in sandbox.requests()} == {"admin"}


def test_one_request_returns_the_costs_of_half_a_year(driver: Driver, sandbox: Sandbox) -> None:
    assert len(found(driver, "openai_costs", end_time="2025-06-30")["buckets"]) == 180
    assert len(sandbox.requests()) == 1


def test_the_limit_is_sent_to_the_api(driver: Driver, sandbox: Sandbox) -> None:
    result = found(driver, bucket_width="1h", limit=200)
    assert result["has_more"] is True
    assert len(result["buckets"]) == 200
    assert len(sandbox.requests()) == 2
    three = found(driver, limit=3)
    assert (len(three["buckets"]), three["has_more"]) == (3, True)
    assert sandbox.requests()[-1]["query"]["limit"] == "3"


def test_a_range_with_too_many_buckets_is_refused_before_a_request(
    driver: Driver, sandbox: Sandbox
) -> None:
    detail, path = refused(driver, bucket_width="1m", end_time="2025-02-01")
    assert "44,641 buckets" in detail
    assert "`limit`" in detail
    assert path == ("start_time",)
    assert sandbox.requests() == []


def test_the_api_refuses_a_range_that_ends_before_it_begins(driver: Driver) -> None:
    detail, path = refused(driver, end_time="2024-12-31")
    assert "'end_time' must be after 'start_time'" in detail
    assert path == ("end_time",)


def test_a_text_that_is_not_a_time_is_refused_at_its_argument(
    driver: Driver, sandbox: Sandbox
) -> None:
    detail, path = refused(driver, start="last week")
    assert '"last week" is not a time' in detail
    assert path == ("start_time",)
    assert sandbox.requests() == []


def test_groups_and_filters_are_sent_and_applied(driver: Driver, sandbox: Sandbox) -> None:
    asked_for = {"project_ids": ["proj_a", "proj_b"], "group_by": ["model", "project_id"]}
    result = found(driver, limit=1, batch=False, **asked_for)
    query = sandbox.requests()[-1]["query"]
    assert (query["project_ids"], query["batch"]) == (["proj_a", "proj_b"], "false")
    results = result["buckets"][0]["results"]
    assert {one["project_id"] for one in results} == {"proj_a", "proj_b"}
    assert {one["batch"] for one in results} == {None}


def test_each_kind_has_its_own_result_fields(driver: Driver) -> None:
    for kind, counted in {
        "images": "images",
        "audio_speeches": "characters",
        "audio_transcriptions": "seconds",
        "vector_stores": "usage_bytes",
        "code_interpreter_sessions": "num_sessions",
        "file_search_calls": "num_requests",
        "decisions": "output_tokens",
    }.items():
        buckets = found(driver, f"openai_usage_{kind}", limit=7)["buckets"]
        assert sum(one[counted] for bucket in buckets for one in bucket["results"]) > 0


def test_line_items_have_an_amount_and_a_quantity(driver: Driver) -> None:
    result = found(driver, "openai_costs", limit=2, group_by=["line_item"])
    item = result["buckets"][1]["results"][0]
    assert item["amount"]["value"] > 0
    assert (item["line_item"], item["quantity_unit"]) == ("gpt-4o, input", "tokens")


def bucket(day: int) -> dict[str, Any]:
    start = START + day * DAY
    return {"object": "bucket", "start_time": start, "end_time": start + DAY, "results": []}


def test_repeated_pages_are_an_error(driver: Driver, sandbox: Sandbox) -> None:
    with sandbox.faults("repeat-cursor"):
        detail, _ = refused(driver, end_time="2026-01-01")
    assert "sends the same page again" in detail
    assert len(sandbox.requests()) == 2


def test_an_unknown_width_is_sent_to_the_api(driver_for: Callable[..., Driver]) -> None:
    page = {"object": "page", "data": [bucket(0)], "has_more": False, "next_page": None}
    with odd_server(Say(body=page)) as server:
        driver = driver_for(base_url=server.base_url, admin_api_key="k")
        result = driver.look_up(USAGE, arguments(bucket_width="1w"))
    assert [one.summary for one in result.diagnostics] == []
    assert result.state is not None
    assert len(result.state["buckets"]) == 1
    assert "bucket_width=1w" in server.heard[0].path
    assert "limit" not in server.heard[0].path
