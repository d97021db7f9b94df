"""The number of requests for many objects: a plan does not send one request for each object."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from provider_shim.provider import Provider
from tests.contract.conftest import REGISTRY
from tests.contract.managed import Managed, no_errors
from tests.contract.samples import Samples
from tests.sandbox import Sandbox

LISTED = [name for name, kind in REGISTRY["resource"].items() if kind.endpoint.page]


def made(provider: Provider, type_name: str, count: int) -> list[Managed]:
    samples = Samples(provider, type_name)
    objects = [Managed(provider, type_name) for _ in range(count)]
    arguments = [samples.another(number) for number in range(count)]
    with ThreadPoolExecutor(10) as pool:  # like Terraform: some wait for the API's work
        list(pool.map(lambda one, given: one.apply(**given), objects, arguments))
    return objects


def refresh(provider: Provider, objects: list[Managed]) -> None:
    with ThreadPoolExecutor(10) as pool:
        results = list(
            pool.map(lambda one: provider.read(one.type_name, one.state or {}, b""), objects)
        )
    for one, result in zip(objects, results, strict=True):
        no_errors(result.diagnostics)
        assert result.state == one.state


@pytest.mark.parametrize("type_name", LISTED)
def test_refreshing_forty_objects_needs_at_most_three_requests(
    provider: Provider, sandbox: Sandbox, type_name: str
) -> None:
    objects = made(provider, type_name, 40)
    sandbox.clear_requests()
    refresh(provider, objects)
    assert len(sandbox.requests()) <= 3


def test_a_single_object_is_read_without_a_list(provider: Provider, sandbox: Sandbox) -> None:
    (one,) = made(provider, "openai_vector_store", 1)
    sandbox.clear_requests()
    one.refresh()
    assert [entry["template"] for entry in sandbox.requests()] == [
        "/vector_stores/{vector_store_id}"
    ]


def test_the_next_read_after_a_write_sends_a_request(provider: Provider, sandbox: Sandbox) -> None:
    objects = made(provider, "openai_vector_store", 3)
    refresh(provider, objects)
    objects[0].apply(name="renamed")
    assert (objects[0].refresh() or {})["name"] == "renamed"


def test_an_object_missing_in_the_list_is_read_alone_before_its_removal(
    provider: Provider, sandbox: Sandbox
) -> None:
    objects = made(provider, "openai_vector_store", 3)
    gone = objects[1].state or {}
    sandbox.client.delete(f"{sandbox.base_url}/vector_stores/{gone['id']}").raise_for_status()
    sandbox.clear_requests()
    states = [provider.read(one.type_name, one.state or {}, b"").state for one in objects]
    assert [state is None for state in states] == [False, True, False]
    requests = [entry["path"] for entry in sandbox.requests()]
    assert any(path.endswith(gone["id"]) for path in requests)


def test_each_object_is_read_alone_from_a_server_without_the_list(
    provider: Provider, sandbox: Sandbox
) -> None:
    objects = made(provider, "openai_vector_store", 3)
    with sandbox.faults("404:method=GET:path=/vector_stores"):
        refresh(provider, objects)
