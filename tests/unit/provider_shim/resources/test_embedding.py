"""``openai_embedding``: asked once, kept, and vectors whatever the server makes of them."""

from __future__ import annotations

import array
import base64
from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.diagnostics import ProviderError
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver
from tests.unit.provider_shim.odd_server import Say, odd_server

EMBEDDING = "openai_embedding"


def texts(*given: Any, **more: Any) -> dict[str, Any]:
    return {"model": "text-embedding-3-small", "input": list(given), "dimensions": 8, **more}


def test_vectors_are_asked_for_once_and_kept(driver: Driver, sandbox: Sandbox) -> None:
    made = driver.create(EMBEDDING, texts("Soup", "Pie"))
    assert made.diagnostics == []
    assert [len(vector) for vector in made["embeddings"]] == [8, 8]
    assert made["embedding"] == made["embeddings"][0]
    assert made["usage"]["total_tokens"] > 0
    assert driver.is_settled(driver.read(made), texts("Soup", "Pie"))
    assert driver.destroy(made).state is None
    (request,) = sandbox.requests()
    assert request["method"] == "POST"


@pytest.mark.parametrize("given", ["Soup", [1, 2, 3], [[1, 2], [3]], ["Soup"]])
def test_every_form_of_input_is_embedded(driver: Driver, given: Any) -> None:
    made = driver.create(EMBEDDING, {"model": "text-embedding-3-small", "input": given})
    assert made.errors == []
    expected = 2 if given == [[1, 2], [3]] else 1
    assert len(made["embeddings"]) == expected


def test_changed_trigger_asks_again(driver: Driver) -> None:
    made = driver.create(EMBEDDING, texts("Soup"))
    planned = driver.plan(made, texts("Soup", triggers={"menu": "winter"}))
    assert planned.requires_replace == [("triggers",)]


def test_cannot_be_imported(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="nothing to import"):
        driver.provider.import_state(EMBEDDING, "x")


def answered(*items: Any) -> Say:
    return Say(body={"object": "list", "data": list(items), "model": "m", "usage": {}})


def test_vectors_stand_in_the_order_of_the_input(driver_for: Callable[..., Driver]) -> None:
    packed = base64.b64encode(array.array("f", [0.5, 0.25]).tobytes()).decode()
    one, two = {"index": 0, "embedding": packed}, {"index": 1, "embedding": [1.0, 0.0]}
    with odd_server(answered(two, one)) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-x")
        made = driver.create(EMBEDDING, texts("Soup", "Pie"))
    assert made["embeddings"] == [[0.5, 0.25], [1.0, 0.0]]


@pytest.mark.parametrize("item", [None, {"index": 0}, {"embedding": "no base64"}])
def test_an_answer_without_vectors_is_an_error(
    driver_for: Callable[..., Driver], item: Any
) -> None:
    with odd_server(answered(item)) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-x")
        made = driver.create(EMBEDDING, texts("Soup"))
    assert [one.summary for one in made.errors] == ["No embedding"]
    assert made.state is None
