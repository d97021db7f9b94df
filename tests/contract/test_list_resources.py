"""Rules for every list resource: it finds the existing objects, page by page, with the state of an import."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from typing import Any

import pytest

from provider_shim.api.client import Api, Settings
from provider_shim.engine.call import Call
from provider_shim.engine.enumeration import can_be_enumerated, listed, whole
from provider_shim.objects import LIST_RESOURCES
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import has_errors
from provider_shim.vocabulary.identities import object_identity
from provider_shim.vocabulary.operations import ListResult
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox

MANY = 1000

NAMELESS = {
    "openai_agent_environment",
    "openai_agent_session",
    "openai_batch",
    "openai_certificate_activation",
    "openai_conversation_item",
    "openai_external_storage",
    "openai_fine_tuning_checkpoint_permission",
    "openai_message",
    "openai_organization_spend_alert",
    "openai_project_certificate",
    "openai_project_spend_alert",
    "openai_vector_store_file",
}
"""Types whose objects have no name, or no name in the samples. Their ids are displayed."""

ONE_EACH = {"openai_project_rate_limit"}
"""Types whose objects exist without a create, so that a test cannot create several."""


@pytest.fixture(params=list(LIST_RESOURCES))
def type_name(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def create(provider: Provider, type_name: str, count: int = 1) -> list[dict[str, Any]]:
    """Create objects with the same parents, and return their states."""
    samples = Samples(provider, type_name)
    stored = {"store": True} if "store" in samples.attributes else {}
    return [
        Managed(provider, type_name).apply(**{**samples.another(number), **stored})
        for number in range(count)
    ]


def find(
    provider: Provider,
    type_name: str,
    state: dict[str, Any],
    *,
    include: bool = False,
    limit: int = MANY,
    **filters: Any,
) -> Generator[ListResult, None, None]:
    one = provider.list_resources[type_name]
    config = {
        **dict.fromkeys(one.schema.attributes),
        **{name: state[name] for name in one.parents},
        **filters,
    }
    assert not has_errors(provider.validate_list(type_name, config))
    return provider.list_objects(type_name, config, include=include, limit=limit)


def own(provider: Provider, type_name: str, states: list[dict[str, Any]]) -> list[Any]:
    names = provider.resources[type_name].identity_names
    return [object_identity(names, state) for state in states]


def test_every_type_that_the_api_lists_has_a_list_resource() -> None:
    expected = {
        name
        for name, one in Provider().resources.items()
        if can_be_enumerated(one) and name == one.type_name
    }
    assert set(LIST_RESOURCES) == expected, (
        "the LIST_RESOURCES of an area name the data source that lists the objects of each type"
    )


def test_list_resources_are_known_without_loading_a_declaration() -> None:
    provider = Provider()
    assert list(provider.list_resources) == sorted(LIST_RESOURCES)


def test_filters_are_those_of_the_data_source(type_name: str) -> None:
    one = Provider().list_resources[type_name]
    arguments = one.source.schema.attributes
    for name, attribute in one.schema.items():
        assert attribute.configurable
        assert attribute.required == (name in one.parents)
        assert name in arguments
    assert not {"limit", "after", "before"} & set(one.schema.attributes)


def test_objects_are_found_with_distinct_identities(
    provider: Provider, another_provider: Provider, type_name: str
) -> None:
    states = create(provider, type_name, 1 if type_name in ONE_EACH else 3)
    found = list(find(another_provider, type_name, states[0]))
    assert not [one.diagnostics for one in found if one.diagnostics]
    identities = [one.identity for one in found]
    assert None not in identities
    assert len({tuple((one or {}).items()) for one in identities}) == len(found)
    for identity in own(provider, type_name, states):
        assert identity in identities


def test_an_included_object_has_the_state_of_an_import(
    provider: Provider, another_provider: Provider, type_name: str
) -> None:
    (state,) = create(provider, type_name)
    (identity,) = own(provider, type_name, [state])
    found = find(another_provider, type_name, state, include=True)
    (mine,) = [one for one in found if one.identity == identity]
    assert mine.state is not None
    assert identity is not None
    adopted = another_provider.import_identity(type_name, identity)
    imported = another_provider.read(type_name, adopted.state, adopted.private).state
    assert imported is not None
    downloaded = another_provider.resources[type_name].downloaded
    of_content = {*downloaded, "certificate", "version"} if downloaded else set()
    for name in imported.keys() - of_content:
        assert mine.state[name] == imported[name], name


def test_including_objects_needs_no_further_request(
    provider: Provider, another_provider: Provider, sandbox: Sandbox, type_name: str
) -> None:
    states = create(provider, type_name, 1 if type_name in ONE_EACH else 3)
    sandbox.clear_requests()
    list(find(another_provider, type_name, states[0]))
    without = len(sandbox.requests())
    list(find(another_provider, type_name, states[0], include=True))
    assert len(sandbox.requests()) == 2 * without


def test_objects_are_displayed_by_a_name(
    provider: Provider, another_provider: Provider, type_name: str
) -> None:
    samples = Samples(provider, type_name)
    named = "name" in samples.attributes and samples.attributes["name"].configurable
    config = samples.with_attribute("name", 0) if named else samples.minimal()
    if "store" in samples.attributes:
        config["store"] = True
    state = Managed(provider, type_name).apply(**config)
    (identity,) = own(provider, type_name, [state])
    found = find(another_provider, type_name, state)
    (mine,) = [one for one in found if one.identity == identity]
    assert mine.display_name
    is_id = mine.display_name in (mine.identity or {}).values()
    assert is_id == (type_name in NAMELESS)


def test_limit_ends_the_paging(
    provider: Provider, another_provider: Provider, sandbox: Sandbox
) -> None:
    create(provider, "openai_vector_store", 5)
    sandbox.clear_requests()
    found = list(find(another_provider, "openai_vector_store", {}, limit=2))
    assert len(found) == 2
    (request,) = sandbox.requests()
    assert request["query"]["limit"] == "2"


def test_a_limit_of_zero_requests_nothing(
    provider: Provider, sandbox: Sandbox, type_name: str
) -> None:
    sandbox.clear_requests()
    parents = dict.fromkeys(provider.list_resources[type_name].parents, "x")
    assert list(find(provider, type_name, parents, limit=0)) == []
    assert not sandbox.requests()


def test_a_cancelled_list_requests_no_further_page(
    provider: Provider,
    another_provider: Provider,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("provider_shim.patterns.list_resources._LARGEST_PAGE", 2)
    create(provider, "openai_vector_store", 6)
    sandbox.clear_requests()
    with closing(find(another_provider, "openai_vector_store", {})) as found:
        for _ in range(3):
            next(found)
    assert len(sandbox.requests()) == 2


def test_a_failed_page_is_an_error_after_the_objects_before_it(
    provider: Provider,
    another_provider: Provider,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("provider_shim.patterns.list_resources._LARGEST_PAGE", 2)
    create(provider, "openai_vector_store", 4)
    found = find(another_provider, "openai_vector_store", {})
    first = next(found)
    with sandbox.faults("500:method=GET:path=/vector_stores"):
        *others, last = found
    assert first.identity is not None
    assert len(others) == 1
    assert last.identity is None
    assert has_errors(last.diagnostics)


def test_a_list_of_service_account_keys_has_no_keys_of_users(provider: Provider) -> None:
    resource = provider.resources["openai_project_service_account_api_key"]
    listing = resource.listing
    assert listing is not None
    of_account = {"type": "service_account", "service_account": {"id": "svc_1"}}
    of_user = {"type": "user", "user": {"id": "user-1"}}
    items = [
        {"id": f"key_{number}", "object": "organization.project.api_key", "owner": owner}
        for number, owner in enumerate((of_account, of_user))
    ]
    call = Call(api=Api(Settings()), type_name=resource.type_name)
    found = [
        whole(resource, call, one)
        for one in listed(resource, listing, {"project_id": "proj_1"}, items)
    ]
    assert [one and one["service_account_id"] for one in found] == ["svc_1", None]


def test_a_list_of_user_roles_has_no_roles_from_groups(provider: Provider) -> None:
    resource = provider.resources["openai_user_role"]
    values = {"user_id": "user-1", "role_id": "role-1"}
    assert resource.is_own({"assignment_sources": [{"principal_id": "user-1"}]}, values)
    assert not resource.is_own({"assignment_sources": [{"principal_id": "group-1"}]}, values)


@pytest.mark.parametrize("type_name", ["openai_role", "openai_project_role"])
def test_predefined_roles_are_not_listed(provider: Provider, type_name: str) -> None:
    (state,) = create(provider, type_name)
    found = list(find(provider, type_name, state, include=True))
    assert [one.identity for one in found] == own(provider, type_name, [state])
    assert provider.list_resources[type_name].resource.not_own


def test_a_filter_is_sent_to_the_api(provider: Provider, another_provider: Provider) -> None:
    for name in "ab":
        Managed(provider, "openai_container").apply(name=name)
    (found,) = find(another_provider, "openai_container", {}, name="b")
    assert found.display_name == "b"


def test_a_removed_api_is_a_warning_before_the_objects(
    provider: Provider, another_provider: Provider
) -> None:
    (state,) = create(provider, "openai_assistant")
    first, *others = find(another_provider, "openai_assistant", state)
    if not first.diagnostics:  # the sandbox is not OpenAI, so it may still have the API
        others = [first]
    assert all(one.identity for one in others)
