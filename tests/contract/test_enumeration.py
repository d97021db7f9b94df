"""Every listed object has the state of an import, and only the pages of the list are requested."""

from __future__ import annotations

import pytest

from provider_shim.engine.enumeration import parents_of
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import ProviderError
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.contract.selection import importable, not_importable
from tests.sandbox import Sandbox

_READS_ROLES = {"openai_project_groups"}
"""The roles of each group are in a list of their own."""


@pytest.mark.resources(where=not_importable)
def test_objects_that_cannot_be_imported_are_not_listed(
    provider: Provider, resource_type: str
) -> None:
    assert provider.resources[resource_type].listing is None


@pytest.mark.resources(where=importable)
def test_a_listed_object_has_the_state_of_an_import(
    provider: Provider, another_provider: Provider, sandbox: Sandbox, resource_type: str
) -> None:
    resource = provider.resources[resource_type]
    made = Managed(provider, resource_type)
    config = Samples(provider, resource_type).minimal()
    if "store" in resource.attributes:
        config["store"] = True
    state = made.apply(**config)
    sandbox.clear_requests()
    parents = {name: state[name] for name in parents_of(resource)}
    found = list(another_provider.objects(resource_type, parents))
    pages = -(-len(found) // ((resource.listing and resource.listing.page) or 100))
    others = sum(len(one["groups"]) for one in found) if resource_type in _READS_ROLES else 0
    assert len(sandbox.requests()) <= max(1, pages) + others
    names = resource.endpoint.identity
    mine = [one for one in found if all(one[name] == state[name] for name in names)]
    assert len(mine) == 1

    imported = Managed(another_provider, resource_type)
    identity = "/".join(str(state[name]) for name in names) or "organization"
    expected = imported.import_(identity)
    assert expected is not None
    unread = {*resource.downloaded, "version", "certificate"} if resource.downloaded else set()
    returned = {name for name in expected if name not in unread}
    assert {name: mine[0][name] for name in returned} == {name: expected[name] for name in returned}


def test_a_failed_page_ends_the_list_after_the_objects_before(
    provider: Provider, sandbox: Sandbox
) -> None:
    for number in range(3):
        Managed(provider, "openai_vector_store").apply(name=str(number))
    found: list[str] = []
    with sandbox.faults("repeat-cursor"), pytest.raises(ProviderError, match="List without an end"):
        found.extend(one["name"] for one in provider.objects("openai_vector_store", {}))
    assert set(found) == {"0", "1", "2"}
