"""``openai_moderation``: asked once, kept, and summed up, whatever categories there are."""

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


def test_judgement_is_asked_for_once_and_kept(driver: Driver, sandbox: Sandbox) -> None:
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


def test_texts_and_images_are_judged_together(driver: Driver) -> None:
    made = driver.create(MODERATION, asking([{"type": "text", "text": "Soup"}, IMAGE]))
    [result] = made["results"]
    assert result["category_applied_input_types"]["violence"] == ["image", "text"]
    assert result["category_applied_input_types"]["hate"] == ["text"]
    assert 0 < plain(result["category_scores"]["violence"]) < 0.5
    assert made["flagged_categories"] == []


def test_changed_input_or_trigger_asks_again(driver: Driver) -> None:
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
def test_part_without_what_it_is_called_is_refused(
    driver: Driver, part: dict[str, Any], wrong: str
) -> None:
    attributes = driver.provider.resources[MODERATION].attributes
    diagnostics = driver.provider.validate_resource(
        MODERATION, configured(attributes, asking([part]))
    )
    assert wrong in diagnostics[0].detail


def test_categories_that_a_model_does_not_know_are_left_out(
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


def test_answer_without_a_judgement_is_not_taken_for_harmless(
    driver_for: Callable[..., Driver],
) -> None:
    with odd_server(Say(body={"id": "modr-1", "model": "m", "results": []})) as server:
        made = driver_for(base_url=server.base_url, api_key="k").create(MODERATION, asking("Soup"))
    assert [error.summary for error in made.errors] == ["No moderation result"]
    assert made.state is None
