"""``openai_moderation``: one request, and a summary of any categories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.vocabulary.values import plain, typed
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

MODERATION = "openai_moderation"
IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}


def asking(given: Any, **more: Any) -> dict[str, Any]:
    return {"input": typed(given), **more}


def test_the_request_is_sent_once_and_the_results_are_kept(
    driver: Driver, sandbox: Sandbox
) -> None:
    wanted = asking(["I kill you", "Soup"])
    made = driver.create(MODERATION, wanted)
    assert made.diagnostics == []
    assert made["id"].startswith("modr-")
    assert made["response_model"] == "omni-moderation-2024-09-26"
    assert made["flagged"] is True
    assert made["flagged_categories"] == ["harassment/threatening", "violence"]
    assert [one["flagged"] for one in made["results"]] == [True, False]
    assert driver.has_no_changes(driver.read(made), wanted)
    assert driver.destroy(made).state is None
    (request,) = sandbox.requests()
    assert request["method"] == "POST"


def test_text_and_image_parts_have_one_result(driver: Driver) -> None:
    made = driver.create(MODERATION, asking([{"type": "text", "text": "Soup"}, IMAGE]))
    [result] = made["results"]
    assert result["category_applied_input_types"]["violence"] == ["image", "text"]
    assert result["category_applied_input_types"]["hate"] == ["text"]
    assert 0 < plain(result["category_scores"]["violence"]) < 0.5
    assert made["flagged_categories"] == []


def test_a_changed_input_or_trigger_replaces_the_moderation(driver: Driver) -> None:
    made = driver.create(MODERATION, asking("Soup"))
    assert driver.plan(made, asking("Pie")).requires_replace == [("input",)]
    assert driver.plan(made, asking("Soup", triggers={"a": "b"})).requires_replace == [
        ("triggers",)
    ]


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ({"type": "text"}, "`text` must be set"),
        ({"type": "image_url", "text": "Soup"}, "`image_url` must be set"),
        ({"type": "image_url"}, "`image_url` must be set"),
        ({**IMAGE, "type": "text", "text": "Soup"}, "`image_url` must not be set"),
    ],
)
def test_a_part_without_the_member_of_its_type_is_refused(
    driver: Driver, part: dict[str, Any], wrong: str
) -> None:
    attributes = driver.provider.resources[MODERATION].attributes
    diagnostics = driver.provider.validate_resource(
        MODERATION, configured(attributes, asking([part]))
    )
    assert wrong in diagnostics[0].detail


def test_categories_that_the_model_does_not_know_are_omitted(
    driver_for: Callable[..., Driver],
) -> None:
    result = {
        "flagged": True,
        "categories": {"sly": True, "illicit": None},
        "category_scores": {"sly": 0.9, "illicit": None},
        "category_applied_input_types": {"sly": ["text"], "illicit": None},
    }
    returned = {"id": "modr-1", "model": "text-moderation-007", "results": [result]}
    with odd_server(Say(body=returned)) as server:
        made = driver_for(base_url=server.base_url, api_key="k").create(MODERATION, asking("Soup"))
    assert made["flagged_categories"] == ["sly"]
    assert made["results"][0]["categories"] == {"sly": True}


def test_an_answer_without_results_is_an_error(
    driver_for: Callable[..., Driver],
) -> None:
    with odd_server(Say(body={"id": "modr-1", "model": "m", "results": []})) as server:
        made = driver_for(base_url=server.base_url, api_key="k").create(MODERATION, asking("Soup"))
    assert [error.summary for error in made.errors] == ["No moderation result"]
    assert made.state is None
