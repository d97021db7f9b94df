"""Replacing an object by itself: an object with a configured id stays the same object under another address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from provider_shim.provider import Provider
from tests.contract.conftest import REGISTRY
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox

NAMED = [
    name
    for name, kind in REGISTRY["resource"].items()
    if kind.creates and kind().is_named_by_configuration  # type: ignore[attr-defined]
]
SETTINGS = [
    name for name in NAMED if REGISTRY["resource"][name].schema.attributes.keys() & {"on_destroy"}
]

NOT_CREATED = {"openai_project_api_key"}
"""Objects that exist already, and of which there is only one."""


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Terraform's data folder."""
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path))
    return tmp_path


def changed(managed: Managed, samples: Samples) -> dict[str, Any]:
    """Create the object, and return a configuration with a further argument, if there is one."""
    least = samples.minimal()
    created = managed.apply(**least)
    for name, attribute in managed.attributes.items():
        if name in managed.provider.resources[managed.type_name].endpoint.identity:
            continue
        if not attribute.configurable or attribute.replace or attribute.local:
            continue
        for variant in (1, 0):
            other = samples.with_attribute(name, variant)
            if other[name] == created[name] or not managed.takes(**other):
                continue
            if not managed.plan(**other).requires_replace:
                return other
    return least


def restored(managed: Managed, config: dict[str, Any]) -> dict[str, Any]:
    """Return a configuration with which a destroy restores the original setting."""
    return {**config, "on_destroy": "restore"} if "on_destroy" in managed.attributes else config


def test_types_whose_id_is_configured_are_found() -> None:
    assert {
        "openai_vector_store_file",
        "openai_group_role",
        "openai_project_users",
        "openai_certificate_activation",
        "openai_organization_data_retention",
    } <= set(NAMED)
    assert not {"openai_file", "openai_embedding", "openai_conversation_item"} & set(NAMED)
    assert len(NAMED) == 27


@pytest.mark.parametrize("type_name", NAMED)
def test_only_another_id_replaces_the_object(provider: Provider, type_name: str) -> None:
    """Other attributes can be changed in place, or by removing and adding the object in one update."""
    resource = provider.resources[type_name]
    replaced = {name for name, one in resource.attributes.items() if one.replace}
    assert replaced <= {*resource.endpoint.identity, *resource.other_names}


@pytest.mark.parametrize("type_name", NAMED)
def test_an_object_that_replaces_itself_still_exists(provider: Provider, type_name: str) -> None:
    samples, managed = Samples(provider, type_name), Managed(provider, type_name)
    config = changed(managed, samples)
    new = managed.replace(**config)
    assert new.refresh() == new.state is not None
    assert new.plan(**config).planned == new.state
    new.destroy()


@pytest.mark.parametrize("type_name", NAMED)
def test_an_object_that_is_deleted_first_is_deleted_at_the_api(
    provider: Provider, type_name: str, sandbox: Sandbox
) -> None:
    samples, managed = Samples(provider, type_name), Managed(provider, type_name)
    config = restored(managed, changed(managed, samples))
    managed.apply(**config)
    provider.begin_run()
    sandbox.clear_requests()
    managed.delete()
    assert sandbox.requests()


@pytest.mark.parametrize("type_name", sorted({*NAMED} - NOT_CREATED))
def test_an_object_that_was_deleted_first_is_created_again(
    provider: Provider, type_name: str
) -> None:
    samples, managed = Samples(provider, type_name), Managed(provider, type_name)
    config = restored(managed, changed(managed, samples))
    managed.apply(**config)
    provider.begin_run()
    managed.delete()
    new = Managed(provider, type_name)
    new.apply(**config)
    assert new.refresh() == new.state is not None


@pytest.mark.parametrize("type_name", SETTINGS)
def test_a_setting_that_replaces_itself_restores_the_original(
    provider: Provider, type_name: str
) -> None:
    samples, managed = Samples(provider, type_name), Managed(provider, type_name)
    config = {**changed(managed, samples), "on_destroy": "restore"}
    identity = (managed.state or {})["id"]
    managed.destroy()
    original = Managed(provider, type_name).import_(identity)
    managed.apply(**config)
    assert Managed(provider, type_name).import_(identity) != original
    for _ in range(2):
        managed = managed.replace(**config)
    managed.destroy()
    assert Managed(provider, type_name).import_(identity) == original
