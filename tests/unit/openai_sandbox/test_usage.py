"""Usage and costs: invented numbers that are the same each time and add up."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox import Sandbox

DAY = 86_400
START = 1_735_689_600  # 1 January 2025
COMPLETIONS = "/organization/usage/completions"


def report(sandbox: Sandbox, path: str = COMPLETIONS, **query: Any) -> Any:
    answer = sandbox.admin.get(path, params={"start_time": START, **query})
    assert answer.is_success, answer.text
    return answer.json()


def test_the_same_request_gets_the_same_answer(sandbox: Sandbox) -> None:
    assert report(sandbox) == report(sandbox)


def test_groups_add_up_to_the_total(sandbox: Sandbox) -> None:
    whole = report(sandbox)["data"][0]["results"]
    groups = report(sandbox, **{"group_by[]": ["model", "batch"]})["data"][0]["results"]
    assert len(whole) == 1
    assert len({(one["model"], one["batch"]) for one in groups}) == len(groups) > 1
    assert sum(one["input_tokens"] for one in groups) == whole[0]["input_tokens"]
    assert whole[0]["model"] is None


def test_filters_select_uses(sandbox: Sandbox) -> None:
    one = report(sandbox, **{"models[]": "gpt-4o"})["data"][0]["results"]
    groups = report(sandbox, **{"group_by[]": "model"})["data"][0]["results"]
    assert one[0]["output_tokens"] == next(
        group["output_tokens"] for group in groups if group["model"] == "gpt-4o"
    )


def test_pages_continue_until_the_end(sandbox: Sandbox) -> None:
    starts: list[int] = []
    query: dict[str, Any] = {"end_time": START + 5 * DAY, "limit": 2}
    while True:
        page = report(sandbox, **query)
        starts += [one["start_time"] for one in page["data"]]
        if not page["has_more"]:
            break
        query["page"] = page["next_page"]
    assert starts == [START + day * DAY for day in range(5)]
    assert page["next_page"] is None


def test_buckets_start_at_the_full_hour_and_end_now(sandbox: Sandbox) -> None:
    page = report(sandbox, start_time=START + 90, bucket_width="1h", end_time=START + 7_000)
    assert [one["start_time"] - START for one in page["data"]] == [0, 3_600]
    assert report(sandbox, start_time=2**40)["data"] == []


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        (COMPLETIONS, {"limit": 32}, "limit"),
        (COMPLETIONS, {"bucket_width": "1h", "limit": 169}, "limit"),
        ("/organization/costs", {"limit": 181}, "limit"),
        (COMPLETIONS, {"end_time": START}, "end_time"),
        (COMPLETIONS, {"page": "elsewhere"}, "page"),
        (COMPLETIONS, {"batch": "perhaps"}, "batch"),
    ],
)
def test_an_invalid_query_is_refused(
    sandbox: Sandbox, path: str, query: dict[str, Any], named: str
) -> None:
    answer = sandbox.admin.get(path, params={"start_time": START, **query})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == named


def test_costs_have_quantities_only_by_line_item(sandbox: Sandbox) -> None:
    path = "/organization/costs"
    assert report(sandbox, path)["data"][0]["results"][0]["quantity"] is None
    item = report(sandbox, path, **{"group_by[]": "line_item"})["data"][0]["results"][0]
    assert (item["quantity_unit"], item["amount"]["currency"]) == ("tokens", "usd")


def test_a_project_key_cannot_read_usage(sandbox: Sandbox) -> None:
    assert sandbox.client.get(COMPLETIONS, params={"start_time": START}).status_code == 401
