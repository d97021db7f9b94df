"""Rules of Terraform for every resource, with an API that checks every request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from provider_shim.engine.resource import Resource
from provider_shim.engine.validation import validate
from provider_shim.patterns.settings import Setting
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import CancelledError, DeadlineError, ProviderError
from provider_shim.vocabulary.rest import fill_path
from provider_shim.vocabulary.schema import Attribute, Collection, MapOf, nested_object
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.contract.sdk_methods import methods, shape
from tests.contract.selection import (
    can_be_removed,
    has_two_values,
    importable,
    not_importable,
    replaces,
    replaces_by_a_part,
    updates,
)
from tests.sandbox import Sandbox

SECRETS = ("value", "api_key", "signing_secret", "secret_version")
"""Attributes that a rotation changes."""

DEACTIVATED = {"openai_certificate_activation", "openai_project_certificate"}
"""Resources without a separate object. The opposite of their create removes them."""


@contextmanager
def removed_out_of_band(sandbox: Sandbox, managed: Managed) -> Iterator[None]:
    """Delete the object without the provider. An object that the API cannot delete is only not found any more."""
    endpoint = managed.provider.resources[managed.type_name].endpoint
    assert managed.state is not None
    path = fill_path(endpoint.item, managed.state)
    if managed.type_name in DEACTIVATED:
        path = endpoint.collection.format(**managed.state).replace("/activate", "/deactivate")
        body = {"certificate_ids": [managed.state["certificate_id"]]}
        sandbox.admin.post(path, json=body).raise_for_status()
        yield
        return
    resource = managed.provider.resources[managed.type_name]
    always_there = isinstance(resource, Setting) or not resource.creates
    if always_there or ("DELETE", shape(endpoint.item)) not in methods():
        listed = f"404:path={endpoint.collection.format(**managed.state)}*"
        with sandbox.faults(listed if endpoint.page else f"404:path={path}*"):
            yield
        return
    client = sandbox.admin if endpoint.auth == "admin" else sandbox.client
    client.delete(sandbox.base_url + path, headers=dict(endpoint.headers)).raise_for_status()
    yield


@pytest.fixture
def managed(provider: Provider, resource_type: str) -> Managed:
    return Managed(provider, resource_type)


@pytest.fixture
def samples(provider: Provider, resource_type: str) -> Samples:
    return Samples(provider, resource_type)


def test_a_created_object_is_read_unchanged_and_has_an_empty_plan(
    managed: Managed, samples: Samples
) -> None:
    config = samples.minimal()
    created = managed.apply(**config)
    assert created["id"]
    assert managed.refresh() == created
    plan = managed.plan(**config)
    assert plan.planned == managed.state
    assert not plan.requires_replace


def reads_after_create(kind: Resource) -> bool:
    return kind.read_after_create


@pytest.mark.parametrize("failure", [CancelledError, DeadlineError, ProviderError])
@pytest.mark.resources(where=reads_after_create)
def test_a_new_object_is_not_tainted_if_the_read_after_its_create_fails(
    managed: Managed,
    provider: Provider,
    resource_type: str,
    monkeypatch: pytest.MonkeyPatch,
    failure: type[ProviderError],
) -> None:
    def fail(*_: object) -> None:
        raise failure("No answer", "The provider tried to read the new object.")

    samples = Samples(provider, resource_type).minimal()
    with monkeypatch.context() as broken:
        broken.setattr(type(provider.resources[resource_type]), "read_alone", fail)
        managed.apply(**samples)
    managed.refresh()
    assert managed.plan(**samples).planned == managed.state


def test_a_destroyed_object_no_longer_exists_and_a_second_destroy_succeeds(
    managed: Managed, samples: Samples
) -> None:
    state = managed.apply(**samples.minimal())
    managed.destroy()
    managed.state = state
    managed.destroy()


@pytest.mark.resources(where=importable)
def test_an_object_deleted_elsewhere_leaves_the_state_and_can_be_destroyed(
    managed: Managed, samples: Samples, sandbox: Sandbox
) -> None:
    config = (
        samples.with_attribute("store", 0) if "store" in managed.attributes else samples.minimal()
    )
    state = managed.apply(**config)
    with removed_out_of_band(sandbox, managed):
        managed.private = b""  # it was created long ago
        assert managed.refresh() is None
        managed.state = state
        managed.destroy()


def test_an_attribute_is_read_unchanged_and_has_an_empty_plan(
    managed: Managed, samples: Samples, attribute_name: str
) -> None:
    config = samples.with_attribute(attribute_name, 0)
    created = managed.apply(**config)
    assert managed.refresh() == created
    plan = managed.plan(**config)
    assert plan.planned == managed.state, "the second plan is not empty"


@pytest.mark.attributes(where=has_two_values)
@pytest.mark.attributes(where=replaces)
def test_a_changed_attribute_replaces_the_object_if_declared(
    managed: Managed, samples: Samples, attribute_name: str
) -> None:
    before, after = (samples.with_attribute(attribute_name, variant) for variant in (0, 1))
    managed.apply(**before)
    assert (attribute_name,) in {path[:1] for path in managed.plan(**after).requires_replace}


def empty(attribute: Attribute) -> Any:
    """Return the empty value of a list or map."""
    return {} if isinstance(attribute, MapOf) else []


def can_be_empty(kind: Resource, name: str) -> bool:
    attribute = kind.schema[name]
    return (
        attribute.optional
        and not attribute.computed  # for these, an empty list can differ from the API's default
        and isinstance(attribute, Collection)
        and not (attribute.exactly_one_of or attribute.conflicts_with or attribute.write_only)
        and not validate({name: attribute}, {name: empty(attribute)})
    )


@pytest.mark.attributes(where=can_be_empty)
def test_an_empty_value_in_place_of_null_neither_replaces_nor_rotates(
    managed: Managed, samples: Samples, attribute_name: str
) -> None:
    without = {**samples.minimal(), attribute_name: None}
    with_empty = {**without, attribute_name: empty(managed.attributes[attribute_name])}
    created = managed.apply(**without)
    for config in (with_empty, without):
        planned = managed.plan(**config)
        assert planned.requires_replace == []
        assert is_wholly_known(planned.planned)
        changed = managed.apply(**config)
        assert [changed.get(name) for name in SECRETS] == [created.get(name) for name in SECRETS]
        assert managed.plan(**config).planned == managed.state


@pytest.mark.attributes(where=has_two_values)
@pytest.mark.attributes(where=updates)
def test_an_attribute_changes_in_place(
    managed: Managed, samples: Samples, attribute_name: str
) -> None:
    before, after = (samples.with_attribute(attribute_name, variant) for variant in (0, 1))
    created = managed.apply(**before)
    assert not managed.plan(**after).requires_replace, "it is declared to change in place"
    updated = managed.apply(**after)
    assert updated["id"] == created["id"]
    assert managed.refresh() == updated
    assert managed.plan(**after).planned == managed.state, "the plan after the update is not empty"


@pytest.mark.attributes(where=replaces_by_a_part)
def test_a_changed_part_or_content_replaces_the_object(
    managed: Managed, samples: Samples, attribute_name: str
) -> None:
    before, after = (samples.with_attribute(attribute_name, variant) for variant in (0, 1))
    managed.apply(**before)
    replaced = {str(path[0]) for path in managed.plan(**after).requires_replace}
    assert replaced
    assert all(name == attribute_name or managed.attributes[name].computed for name in replaced)


@pytest.mark.attributes(where=can_be_removed)
def test_a_removed_attribute_has_an_empty_plan_afterwards(
    managed: Managed, samples: Samples, attribute_name: str
) -> None:
    config = samples.with_attribute(attribute_name, 0)
    managed.apply(**config)
    without = {name: value for name, value in config.items() if name != attribute_name}
    plan = managed.plan(**without)
    assert not plan.requires_replace
    if plan.planned != managed.state:
        managed.apply(**without)
    managed.refresh()
    assert managed.plan(**without).planned == managed.state


def is_not_returned(attribute: Attribute) -> bool:
    """Return whether the API does not return an attribute or a nested one."""
    inner = nested_object(attribute)
    within = inner.attributes.values() if inner else ()
    return attribute.unread or any(is_not_returned(one) for one in within)


@pytest.mark.resources(where=not_importable)
def test_an_object_that_the_api_does_not_store_cannot_be_imported(
    provider: Provider, resource_type: str
) -> None:
    with pytest.raises(ProviderError) as refused:
        provider.import_state(resource_type, "an-id")
    assert refused.value.summary == "Import impossible"


@pytest.mark.resources(where=importable)
def test_an_imported_object_is_not_replaced_and_has_an_empty_plan(
    managed: Managed, samples: Samples, provider: Provider, resource_type: str
) -> None:
    config = (
        samples.with_attribute("store", 0) if "store" in managed.attributes else samples.minimal()
    )
    made = managed.apply(**config)
    names = provider.resources[resource_type].endpoint.identity or ("id",)
    identity = "/".join(made[name] for name in names)
    adopted = Managed(provider, resource_type)
    assert adopted.import_(identity) is not None
    plan = adopted.plan(**config)
    assert not plan.requires_replace
    changed = {
        name
        for name, value in (plan.planned or {}).items()
        if value != (adopted.state or {})[name] and value is not UNKNOWN
    }
    not_returned = {
        name
        for name, attribute in adopted.attributes.items()
        if attribute.local or is_not_returned(attribute)
    }
    assert changed <= not_returned, f"{changed - not_returned} change although the API tells them"
    adopted.apply(**config)
    assert adopted.plan(**config).planned == adopted.state


def is_required_and_can_be_empty(kind: Resource, name: str) -> bool:
    attribute = kind.schema[name]
    return (
        kind.importable
        and attribute.required
        and not attribute.unread
        and isinstance(attribute, Collection)
        and not validate({name: attribute}, {name: empty(attribute)})
    )


@pytest.mark.attributes(where=is_required_and_can_be_empty)
def test_an_empty_required_argument_is_empty_after_import(
    managed: Managed, provider: Provider, samples: Samples, attribute_name: str
) -> None:
    nothing = empty(managed.attributes[attribute_name])
    config = {**samples.minimal(), attribute_name: nothing}
    created = managed.apply(**config)
    names = provider.resources[managed.type_name].endpoint.identity or ("id",)
    adopted = Managed(provider, managed.type_name)
    imported = adopted.import_("/".join(created[name] for name in names))
    assert imported is not None
    assert imported[attribute_name] == nothing
    assert adopted.plan(**config).planned == adopted.state


@pytest.mark.resources(where=importable)
def test_the_generated_configuration_of_an_imported_object_has_an_empty_plan(
    managed: Managed, samples: Samples, provider: Provider, resource_type: str
) -> None:
    resource = provider.resources[resource_type]
    config = (
        samples.with_attribute("store", 0) if "store" in managed.attributes else samples.minimal()
    )
    made = managed.apply(**config)
    adopted = Managed(provider, resource_type)
    adopted.import_("/".join(made[name] for name in resource.endpoint.identity or ("id",)))
    assert adopted.state is not None
    generated = provider.generate_configuration(resource_type, adopted.state)
    plan = adopted.plan(**generated)
    assert plan.planned == adopted.state
    assert not plan.requires_replace


ADMINISTRATION = ("/organization/", "/projects/", "/fine_tuning/checkpoints/")
"""The beginnings of the paths that need the admin key. No other path may get it."""


def test_every_request_is_valid_and_has_the_right_kind_of_key(
    managed: Managed, samples: Samples, sandbox: Sandbox
) -> None:
    managed.apply(**samples.minimal())
    managed.refresh()
    managed.destroy()
    assert [entry for entry in sandbox.requests() if entry["status"] >= 400] == []
    for entry in sandbox.requests():
        administered = f"{entry['template']}/".startswith(ADMINISTRATION)
        assert entry["key_kind"] == ("admin" if administered else "project"), entry
