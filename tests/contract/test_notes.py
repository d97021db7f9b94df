"""Rules for the note of every create: it has no secret, has the import id, and is removed when Terraform knows the object."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provider_shim.api.masking import secrets_in
from provider_shim.engine.private_data import unpack
from provider_shim.engine.resource import Resource
from provider_shim.journal import note_files
from provider_shim.patterns.restoring import RestoresOriginal
from provider_shim.provider import Provider
from tests.contract.conftest import configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.contract.test_replacement import changed
from tests.sandbox import Sandbox
from tests.terraform_core import configured

Notes = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def notes_of_creates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Store the notes in the folder of the test, and do not wait for the disk."""
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path / ".terraform"))
    monkeypatch.setattr(note_files, "sync", lambda _: None)


@pytest.fixture
def notes(resource_type: str, tmp_path: Path) -> Notes:
    """Returns the notes about objects of the type."""

    def read() -> list[dict[str, Any]]:
        files = (tmp_path / ".terraform/openai-cdktf/created").glob("*.json")
        found = [json.loads(file.read_text()) for file in files]
        return [one for one in found if one["type"] == resource_type]

    return read


def is_kept(kind: Resource) -> bool:
    """Return whether a create leaves an object at the API."""
    return kind.creates and (kind.importable or not kind.schema["id"].local)


def is_not_kept(kind: Resource) -> bool:
    return not is_kept(kind)


@pytest.mark.resources(where=is_not_kept)
def test_no_note_is_left_for_objects_that_the_api_does_not_store(
    provider: Provider, resource_type: str, notes: Notes
) -> None:
    Managed(provider, resource_type).apply(**Samples(provider, resource_type).minimal())
    assert notes() == []


@pytest.mark.resources(where=is_kept)
def test_the_note_of_each_create_imports_its_object_and_contains_no_secret(
    provider: Provider, resource_type: str, notes: Notes
) -> None:
    managed, config = Managed(provider, resource_type), Samples(provider, resource_type).minimal()
    state = managed.apply(**config)
    resource = provider.resources[resource_type]
    names = resource.endpoint.identity or ("id",)
    [note] = [one for one in notes() if one["id"] == "/".join(state[name] for name in names)]
    assert note["exists"]
    for secret in secrets_in(resource.attributes, configured(resource.attributes, config)):
        assert secret not in json.dumps(note)
    if note["importable"]:
        found = provider.import_state(resource_type, note["id"]).state
        assert {name: found[name] for name in names} == {name: state[name] for name in names}


def test_the_note_of_each_object_is_removed_when_the_state_contains_it(
    provider: Provider, resource_type: str, notes: Notes
) -> None:
    managed = Managed(provider, resource_type)
    state = managed.apply(**Samples(provider, resource_type).minimal())
    version = provider.resources[resource_type].schema.version
    known = {name: value for name, value in state.items() if isinstance(value, str | None)}
    provider.upgrade_state(resource_type, version, known)
    names = provider.resources[resource_type].endpoint.identity or ("id",)
    assert [one for one in notes() if one["id"] == "/".join(state[name] for name in names)] == []


def is_setting(kind: Resource) -> bool:
    return issubclass(kind, RestoresOriginal)  # type: ignore[arg-type]


@pytest.mark.resources(where=is_setting)
def test_the_earlier_values_of_a_setting_outlive_a_killed_run(
    sandbox: Sandbox, provider: Provider, resource_type: str, notes: Notes
) -> None:
    config = changed(Managed(provider, resource_type), Samples(provider, resource_type))
    killed = Managed(provider, resource_type)
    killed.apply(**config)
    [note] = notes()
    before = unpack(killed.private)[0].before
    assert note["before"] == before is not None
    provider.configure(dict.fromkeys(provider.schema.attributes), terraform_version="")
    another = configured_provider(sandbox)
    imported, next_run = Managed(another, resource_type), Managed(another, resource_type)
    imported.import_(note["id"])
    assert unpack(imported.private)[0].before == before
    next_run.apply(**config)
    assert unpack(next_run.private)[0].before == before
    assert [one["before"] for one in notes()] == [before]


def test_no_note_is_left_for_a_project_that_existed_before(
    sandbox: Sandbox, provider: Provider, tmp_path: Path
) -> None:
    sandbox.admin.post("/organization/projects", json={"name": "a"}).raise_for_status()
    config = {"name": "a", "adopt_existing": True, "external_key_id": "extkey_1"}
    Managed(provider, "openai_project").apply(**config)
    assert not list(tmp_path.rglob("created/*.json"))
