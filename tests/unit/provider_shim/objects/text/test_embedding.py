"""``openai_embedding``: one request, and vectors in the requested form from every server."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from typing import Any

import pytest

from provider_shim.objects.text.embedding import RESULT_NAMES, EphemeralEmbedding
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver, Instance
from tests.unit.provider_shim.odd_server import Say, odd_server

EMBEDDING = "openai_embedding"
ATTRIBUTES = EphemeralEmbedding.schema.attributes


def texts(*given: Any, **more: Any) -> dict[str, Any]:
    return {"model": "text-embedding-3-small", "input": list(given), "dimensions": 8, **more}


def test_the_request_is_sent_once_and_the_vectors_are_kept(
    driver: Driver, sandbox: Sandbox
) -> None:
    made = driver.create(EMBEDDING, texts("Soup", "Pie"))
    assert made.diagnostics == []
    assert [len(vector) for vector in made["embeddings"]] == [8, 8]
    assert made["embedding"] is None
    assert made["usage"]["total_tokens"] > 0
    assert driver.has_no_changes(driver.read(made), texts("Soup", "Pie"))
    assert driver.destroy(made).state is None
    (request,) = sandbox.requests()
    assert request["method"] == "POST"


@pytest.mark.parametrize(
    ("given", "holder"),
    [
        ("Soup", "embedding"),
        ([1, 2, 3], "embedding"),
        (["Soup"], "embeddings"),
        ([[1, 2], [3]], "embeddings"),
    ],
)
@pytest.mark.parametrize("form", [None, "float", "base64"])
def test_only_the_attribute_of_the_requested_format_has_vectors(
    driver: Driver, sandbox: Sandbox, given: Any, holder: str, form: str | None
) -> None:
    if form == "base64":
        holder += "_base64"
    config = {"model": "text-embedding-3-small", "input": given, "encoding_format": form}
    planned = driver.plan(Instance(type_name=EMBEDDING), config).planned or {}
    assert [name for name in RESULT_NAMES if planned[name] is UNKNOWN] == [holder]
    made = driver.create(EMBEDDING, config)
    assert made.errors == []
    assert [name for name in RESULT_NAMES if made[name] is not None] == [holder]
    (request,) = sandbox.requests()
    assert request["body"]["encoding_format"] == (form or "float")
    if holder.startswith("embeddings"):
        assert len(made[holder]) == len(given)
    answers = [
        driver.look_up(EMBEDDING, config).state,
        driver.provider.open_ephemeral(EMBEDDING, configured(ATTRIBUTES, config)).result,
    ]
    assert [answer and answer[holder] for answer in answers] == [made[holder]] * 2


def test_all_results_are_unknown_while_the_input_is_unknown(driver: Driver) -> None:
    planned = driver.plan(
        Instance(type_name=EMBEDDING), {"model": "text-embedding-3-small", "input": UNKNOWN}
    ).planned
    assert planned is not None
    assert all(planned[name] is UNKNOWN for name in RESULT_NAMES)


def test_a_changed_encoding_replaces_the_embedding_but_not_the_default(
    driver: Driver,
) -> None:
    made = driver.create(EMBEDDING, texts("Soup"))
    assert driver.plan(made, texts("Soup", encoding_format="base64")).requires_replace
    assert not driver.plan(made, texts("Soup", encoding_format="float")).requires_replace


def test_a_state_of_an_earlier_version_has_no_changes(driver: Driver) -> None:
    made = driver.create(EMBEDDING, texts("Soup"))
    assert made.state is not None
    before = {**made.state, "embedding": made["embeddings"][0]}
    del before["encoding_format"], before["embedding_base64"], before["embeddings_base64"]
    kept = driver.provider.upgrade_state(EMBEDDING, 0, before)
    whole = {**dict.fromkeys(made.state), **kept}
    instance = Instance(type_name=EMBEDDING, state=whole)
    assert driver.has_no_changes(driver.read(instance), texts("Soup"))


def test_the_provider_encodes_vectors_if_the_server_has_no_base64(
    driver_for: Callable[..., Driver],
) -> None:
    with odd_server(answered({"index": 0, "embedding": [0.5, 0.25]})) as server:
        driver = driver_for(base_url=server.base_url, api_key="sk-x")
        made = driver.create(
            EMBEDDING, {"model": "m", "input": "Soup", "encoding_format": "base64"}
        )
    assert made["embedding_base64"] == base64.b64encode(struct.pack("<2f", 0.5, 0.25)).decode()


def test_a_changed_trigger_replaces_the_embedding(driver: Driver) -> None:
    made = driver.create(EMBEDDING, texts("Soup"))
    planned = driver.plan(made, texts("Soup", triggers={"menu": "winter"}))
    assert planned.requires_replace == [("triggers",)]


def test_an_embedding_cannot_be_imported(driver: Driver) -> None:
    with pytest.raises(ProviderError, match="nothing to import"):
        driver.provider.import_state(EMBEDDING, "x")


def answered(*items: Any) -> Say:
    return Say(body={"object": "list", "data": list(items), "model": "m", "usage": {}})


def test_vectors_are_in_the_order_of_the_input(driver_for: Callable[..., Driver]) -> None:
    packed = base64.b64encode(struct.pack("<2f", 0.5, 0.25)).decode()
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
