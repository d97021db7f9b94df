"""``openai_model`` and ``openai_models`` (data sources): models by id, or by filters that the API does not have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server


def test_a_model_is_found_by_its_id(driver: Driver) -> None:
    state = driver.look_up("openai_model", {"id": "gpt-4o"}).state
    assert state is not None
    assert (state["id"], state["owned_by"], state["created"]) == ("gpt-4o", "system", 1715367049)


def test_the_newest_model_that_passes_all_filters_is_returned(driver: Driver) -> None:
    state = driver.look_up("openai_model", {"kind": "gpt", "prefix": "gpt-4.1"}).state
    assert state is not None
    assert state["id"] == "gpt-4.1-nano"


def test_a_missing_model_is_an_error(driver: Driver) -> None:
    [by_id] = driver.look_up("openai_model", {"id": "no-such-model"}).diagnostics
    assert by_id.summary == "Not found"
    [by_filter] = driver.look_up("openai_model", {"prefix": "none"}).diagnostics
    assert by_filter.summary == "Model not found"


def test_id_and_filters_exclude_each_other(driver: Driver) -> None:
    [error] = driver.look_up("openai_model", {"id": "gpt-4o", "owner": "system"}).diagnostics
    assert (error.summary, error.path) == ("Conflicting arguments", ("id",))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (
            {"kind": "embedding"},
            {"text-embedding-3-large", "text-embedding-3-small", "text-embedding-ada-002"},
        ),
        ({"owner": "openai-internal", "kind": "audio"}, {"tts-1", "whisper-1"}),
        ({"regex": "^o[0-9]$"}, {"o1", "o3"}),
        ({"created_after": 1790726400}, {"gpt-6.1-terra"}),
        ({"created_after": 1790726401}, set()),
        ({"created_before": 1671217300}, {"text-embedding-ada-002"}),
    ],
)
def test_models_are_filtered(driver: Driver, filters: dict[str, Any], expected: set[str]) -> None:
    state = driver.look_up("openai_models", filters).state
    assert state is not None
    assert set(state["ids"]) == expected
    assert [model["id"] for model in state["models"]] == state["ids"]


def test_models_are_listed_newest_first(driver: Driver, sandbox: Sandbox) -> None:
    state = driver.look_up("openai_models", {}).state
    assert state is not None
    times = [model["created"] for model in state["models"]]
    assert times == sorted(times, reverse=True)
    assert len(times) == len(sandbox.client.get("/models").json()["data"])


@pytest.mark.parametrize(
    ("values", "path"), [({"regex": "("}, ("regex",)), ({"kind": "chat"}, ("kind",))]
)
def test_an_invalid_filter_is_reported_at_its_attribute(
    driver: Driver, values: dict[str, Any], path: Any
) -> None:
    found = driver.look_up("openai_models", values).diagnostics
    source = driver.provider.data_sources["openai_models"]
    diagnostics = found or driver.provider.validate_data_source(
        "openai_models", {name: values.get(name) for name in source.attributes}
    )
    assert [one.path for one in diagnostics] == [path]


def test_incomplete_answers_of_compatible_servers_are_accepted(
    driver_for: Callable[..., Driver],
) -> None:
    models = [{"id": "b"}, {"id": "a", "created": "2024"}, {"created": 5}, "c", {"id": 7}, None]
    with odd_server(Say(body={"object": "list", "data": models})) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        state = driver.look_up("openai_models", {}).state
    assert state is not None
    assert state["ids"] == ["a", "b"]
    assert state["models"][0]["created"] is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        "",
        {"error": {"message": "Try later."}},
        {"object": "list"},
        {"data": None},
        {"data": "none"},
        {"data": {}},
        {"data": ["gpt-4o"]},
    ],
)
def test_an_answer_without_a_list_is_an_error(driver_for: Callable[..., Driver], body: Any) -> None:
    with odd_server(Say(body=body)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k", max_retries=1)
        found = driver.look_up("openai_models", {})
    assert len(odd.heard) == 2, "the answer may be valid the next time"
    assert found.state is None
    [error] = found.diagnostics
    assert error.summary == "Malformed answer"
    assert "list the models. The answer is" in error.detail
    assert ("Try later." in error.detail) == ("error" in body)


@pytest.mark.parametrize("body", [{"data": []}, {"object": "list", "data": None}])
def test_a_server_without_models_returns_an_empty_list(
    driver_for: Callable[..., Driver], body: Any
) -> None:
    with odd_server(Say(body=body)) as odd:
        found = driver_for(base_url=odd.base_url, api_key="k").look_up("openai_models", {})
    assert found.state is not None
    assert found.state["ids"] == []


@pytest.mark.parametrize(
    "page",
    [
        {"data": [{"id": "a"}], "has_more": True, "last_id": "a"},
        {"data": [{"id": "a"}], "has_more": True},
        {"data": [{"name": "a"}], "has_more": True},
    ],
)
def test_an_endless_list_is_an_error(
    driver_for: Callable[..., Driver], page: dict[str, Any]
) -> None:
    with odd_server(Say(body=page)) as odd:
        driver = driver_for(base_url=odd.base_url, api_key="k")
        [error] = driver.look_up("openai_models", {}).diagnostics
    assert error.summary == "List without an end"
    assert len(odd.heard) <= 2
