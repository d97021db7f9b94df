"""Rules for every resource if a server confuses objects: values of another object never get into the state."""

from __future__ import annotations

from typing import Any

import pytest

from openai_sandbox.app import FAULT
from provider_shim.engine.resource import Resource
from provider_shim.objects import DATA_SOURCES, RESOURCES
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import OtherObjectError, has_errors
from provider_shim.vocabulary.object_names import KINDS
from provider_shim.vocabulary.operations import ApplyResult, ReadResult
from provider_shim.vocabulary.rest import fill_path
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.contract.selection import updated, updated_attributes
from tests.sandbox import Sandbox
from tests.terraform_core import configured

HTTP_ERROR = 400
OTHER = "Answer about another object"
MIXED_UP = "other-id:method=GET"


def has_kind_and_identity(kind: Resource) -> bool:
    return kind.importable and bool(kind.endpoint.identity)


@pytest.fixture
def managed(provider: Provider, resource_type: str) -> Managed:
    return Managed(provider, resource_type)


@pytest.fixture
def config(provider: Provider, resource_type: str) -> dict[str, Any]:
    samples = Samples(provider, resource_type)
    stored = "store" in samples.attributes
    return samples.with_attribute("store", 0) if stored else samples.minimal()


def read(managed: Managed) -> ReadResult:
    assert managed.state is not None
    return managed.provider.read(managed.type_name, managed.state, managed.private)


def apply(managed: Managed, config: dict[str, Any]) -> ApplyResult:
    planned = managed.plan(**config)
    assert not planned.requires_replace
    full = configured(managed.attributes, config)
    return managed.provider.apply(
        managed.type_name, managed.state, planned.planned, full, planned.private
    )


def was_answered(sandbox: Sandbox, managed: Managed) -> bool:
    """Return whether the answer is the object itself and not a list, and contains an id."""
    assert managed.state is not None
    endpoint = managed.provider.resources[managed.type_name].endpoint
    path = fill_path(endpoint.item, managed.state)
    if not any(one["status"] < HTTP_ERROR for one in sandbox.requests(path=path)):
        return False
    client = sandbox.admin if endpoint.auth == "admin" else sandbox.client
    right, wrong = (
        client.get(sandbox.base_url + path, headers={**endpoint.headers, FAULT: spec}).json()
        for spec in ("", "other-id")
    )
    return bool(right != wrong)


def test_a_read_that_returns_another_object_fails_and_keeps_the_state(
    managed: Managed, config: dict[str, Any], sandbox: Sandbox
) -> None:
    made = managed.apply(**config)
    endpoint = managed.provider.resources[managed.type_name].endpoint
    no_list = f"500:method=GET:path={fill_path(endpoint.collection, made)}"
    for faults in ((MIXED_UP,), (MIXED_UP, no_list)):
        sandbox.clear_requests()
        with sandbox.faults(*faults):
            result = read(managed)
        assert result.state == made
        if was_answered(sandbox, managed):
            assert [one.summary for one in result.diagnostics] == [OTHER]
    assert managed.refresh() == made


def test_a_create_keeps_its_id_if_a_poll_returns_another_object(
    managed: Managed, config: dict[str, Any], sandbox: Sandbox
) -> None:
    managed.plan(**config)  # creates the parents of the object
    sandbox.clear_requests()
    with sandbox.faults(MIXED_UP, "slow=2"):
        result = apply(managed, config)
        sent = [one["path"] for one in sandbox.requests(method="POST")]
        if has_errors(result.diagnostics):
            assert [one.summary for one in result.diagnostics] == [OTHER]
        managed.state, managed.private = result.state, result.private
        again = read(managed).state if result.state else None
    assert len(set(sent)) == len(sent), "created twice"
    if result.state is None:
        assert not sent, "something was created and is not in the state"
    else:
        assert again is not None, "a later run would create it again"
        assert again["id"] == result.state["id"]
        found = managed.refresh()
        assert found is not None, "the id in the state is not that of the object"
        assert found["id"] == result.state["id"]


@pytest.mark.resources(where=updated)
def test_an_update_that_returns_another_object_fails_and_keeps_the_id(
    managed: Managed, provider: Provider, sandbox: Sandbox, resource_type: str
) -> None:
    samples = Samples(provider, resource_type)
    name = updated_attributes(provider.resources[resource_type])[0]
    before, after = (samples.with_attribute(name, variant) for variant in (0, 1))
    made = managed.apply(**before)
    sandbox.clear_requests()
    with sandbox.faults("other-id"):
        result = apply(managed, after)
    assert result.state is not None
    assert result.state["id"] == made["id"]
    if was_answered(sandbox, managed):
        assert OTHER in [one.summary for one in result.diagnostics]
    found = managed.refresh()
    assert found is not None
    assert found["id"] == made["id"]


def test_an_object_of_another_kind_is_never_accepted(
    managed: Managed, config: dict[str, Any], resource_type: str
) -> None:
    made = managed.apply(**config)
    short = resource_type.removeprefix("openai_")
    for name, types in KINDS.items():
        if short in types or not any(short in ones for ones in KINDS.values()):
            continue
        with pytest.raises(OtherObjectError, match=name):
            managed.provider.resources[resource_type].state({"object": name}, made)


def test_names_of_objects_belong_to_declarations() -> None:
    known = {*RESOURCES, *DATA_SOURCES}
    assert {f"openai_{one}" for types in KINDS.values() for one in types} <= known


@pytest.mark.resources(where=has_kind_and_identity)
def test_every_object_name_of_the_api_is_known(
    managed: Managed, config: dict[str, Any], sandbox: Sandbox, resource_type: str
) -> None:
    resource = managed.provider.resources[resource_type]
    made = managed.apply(**config)
    client = sandbox.admin if resource.endpoint.auth == "admin" else sandbox.client
    answer = client.get(
        sandbox.base_url + fill_path(resource.endpoint.item, made),
        headers=dict(resource.endpoint.headers),
    )
    if answer.is_success and (named := answer.json().get("object")) not in {None, "list"}:
        assert resource_type.removeprefix("openai_") in KINDS[named]
