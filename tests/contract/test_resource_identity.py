"""Rules for the identity of every resource: it is in the state, and never changes for an object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from provider_shim.engine.resource import Resource
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.launch import DESCRIPTIONS
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.identities import object_identity
from tests.contract.conftest import REGISTRY, configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.contract.selection import importable
from tests.sandbox import Sandbox

WITHOUT = {
    "openai_audio_transcription",
    "openai_embedding",
    "openai_image_edit",
    "openai_image_generation",
    "openai_moderation",
    "openai_text_to_speech",
}
"""Answers that the API does not store, so they have no identity."""

IMPORTABLE = [name for name, kind in REGISTRY["resource"].items() if kind.importable]


def has_identity(kind: Resource) -> bool:
    return kind.type_name not in WITHOUT


@pytest.fixture
def managed(provider: Provider, resource_type: str) -> Managed:
    return Managed(provider, resource_type)


@pytest.fixture
def config(provider: Provider, resource_type: str) -> dict[str, Any]:
    samples = Samples(provider, resource_type)
    stored = "store" in samples.attributes
    return samples.with_attribute("store", 0) if stored else samples.minimal()


def identity(managed: Managed) -> dict[str, str] | None:
    names = managed.provider.resources[managed.type_name].identity_names
    return object_identity(names, managed.state)


def test_only_answers_that_are_not_stored_have_no_identity() -> None:
    resources = Provider().resources
    without = {name for name in REGISTRY["resource"] if not resources[name].identity_names}
    assert without == WITHOUT


def test_identity_attributes_are_strings_that_no_update_changes(resource_type: str) -> None:
    resource = Provider().resources[resource_type]
    for name in resource.identity_names:
        attribute = resource.attributes[name]
        assert attribute.type == "string"
        assert not attribute.sensitive
        assert attribute.replace or not attribute.configurable


def test_identity_schemas_are_sent_from_prepared_bytes() -> None:
    content = Path(DESCRIPTIONS["GetResourceIdentitySchemas"]).read_bytes()
    reported = pb.GetResourceIdentitySchemas.Response.FromString(content).identity_schemas
    resources = Provider().resources
    assert {
        name: [one.name for one in reported[name].identity_attributes] for name in reported
    } == {name: list(one.identity_names) for name, one in resources.items() if one.identity_names}


@pytest.mark.parametrize("type_name", sorted(WITHOUT))
def test_an_answer_that_is_not_stored_has_no_identity(provider: Provider, type_name: str) -> None:
    managed = Managed(provider, type_name)
    managed.apply(**Samples(provider, type_name).minimal())
    assert identity(managed) is None


@pytest.mark.resources(where=has_identity)
def test_identity_is_the_same_after_create_and_refresh(
    managed: Managed, config: dict[str, Any]
) -> None:
    managed.apply(**config)
    made = identity(managed)
    assert made is not None
    managed.refresh()
    assert identity(managed) == made


@pytest.mark.resources(where=importable)
def test_identity_is_the_same_after_import(
    managed: Managed, config: dict[str, Any], resource_type: str
) -> None:
    managed.apply(**config)
    made = identity(managed)
    assert made is not None
    result = managed.provider.import_identity(resource_type, made)
    by_id = managed.provider.import_state(resource_type, "/".join(made.values()))
    assert result == by_id
    managed.state, managed.private = result.state, result.private
    assert identity(managed) == made
    managed.refresh()
    assert identity(managed) == made


def test_no_update_changes_the_identity(sandbox: Sandbox, resource_type: str) -> None:
    for name, attribute in Provider().resources[resource_type].attributes.items():
        if not attribute.configurable or attribute.replace or attribute.local:
            continue
        sandbox.reset()
        managed = Managed(configured_provider(sandbox), resource_type)
        samples = Samples(managed.provider, resource_type)
        before, after = (samples.with_attribute(name, variant) for variant in (0, 1))
        managed.apply(**before)
        made = identity(managed)
        if managed.plan(**after).requires_replace:
            continue
        managed.apply(**after)
        assert identity(managed) == made, name


@pytest.mark.parametrize("type_name", IMPORTABLE)
def test_an_identity_that_is_not_an_id_is_an_error(provider: Provider, type_name: str) -> None:
    names = provider.resources[type_name].identity_names
    for wrong in ("", "a/b"):
        with pytest.raises(ProviderError):
            provider.import_identity(type_name, dict.fromkeys(names, wrong))


@pytest.mark.parametrize(
    "type_name", ["openai_invite", "openai_organization_user", "openai_project_user"]
)
def test_an_email_address_is_an_import_id_but_not_an_identity(
    provider: Provider, type_name: str
) -> None:
    names = provider.resources[type_name].identity_names
    given = {name: "ada@example.com" if name == names[-1] else "proj_1" for name in names}
    provider.import_state(type_name, "/".join(given.values()))
    with pytest.raises(ProviderError, match="is not a valid `"):
        provider.import_identity(type_name, given)
