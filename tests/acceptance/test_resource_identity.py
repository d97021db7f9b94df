"""The identity of objects with real Terraform: import by identity, identity in the state, and in older states."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from provider_shim.provider import Provider
from tests.contract.conftest import configured_provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Terraform

RESOURCES = Provider().resources
IMPORTABLE = [
    name for name, one in RESOURCES.items() if one.importable and name == one.type_name
]  # without second names


def made(sandbox: Sandbox) -> Iterator[tuple[str, dict[str, str]]]:
    """Create one object of each type, and yield its type and identity."""
    provider = configured_provider(sandbox)
    for type_name in IMPORTABLE:
        managed = Managed(provider, type_name)
        config = Samples(provider, type_name).minimal()
        if "store" in managed.attributes:
            config["store"] = True
        state = managed.apply(**config)
        yield type_name, {name: state[name] for name in RESOURCES[type_name].identity_names}


def identities(terraform: Terraform) -> dict[str, Any]:
    return {
        one["type"]: one["instances"][0].get("identity")
        for one in terraform.state()["resources"]
        if one["mode"] == "managed"
    }


def test_every_object_can_be_imported_by_its_identity(newest: Terraform, sandbox: Sandbox) -> None:
    objects = dict(made(sandbox))
    newest.write(
        *(
            f"import {{\n  to = {type_name}.it\n  identity = {json.dumps(identity)}\n}}"
            for type_name, identity in objects.items()
        )
    )
    newest.init()
    plan = newest.plan("-generate-config-out=generated.tf")
    assert len(plan.changes) == len(IMPORTABLE)
    assert plan.actions == {}
    newest.apply_plan()
    assert identities(newest) == objects
    newest.write()
    assert newest.plan().actions == {}


def test_the_identity_of_a_missing_object_is_an_error(newest: Terraform) -> None:
    newest.write(
        'import {\n  to = openai_vector_store.it\n  identity = { id = "vs_none" }\n}',
        'resource "openai_vector_store" "it" {}',
    )
    newest.init()
    (error,) = newest.plan(fails=True).errors
    assert 'There is no vector store to import with the id "vs_none"' in " ".join(error.split())


def test_the_state_of_an_older_terraform_gets_an_identity(terraform: Terraform) -> None:
    older = dataclasses.replace(terraform, version=VERSIONS[0])
    older.write('resource "openai_vector_store" "it" {\n  name = "a"\n}')
    older.init()
    older.apply()
    assert identities(older) == {"openai_vector_store": None}
    assert terraform.plan("-refresh=false").is_empty
    assert terraform.plan().is_empty
    terraform.apply()
    object_id = terraform.resources()["openai_vector_store.it"]["id"]
    expected = None if terraform.version == VERSIONS[0] else {"id": object_id}
    assert identities(terraform) == {"openai_vector_store": expected}


def test_a_replaced_or_renamed_object_has_its_identity(
    newest: Terraform,
) -> None:
    newest.write(
        'resource "openai_project" "p" {\n  name = "p"\n}',
        'resource "openai_spend_alert" "it" {\n  threshold_amount = 100\n  currency = "USD"\n'
        '  interval = "month"\n'
        '  notification_channel = { type = "email", recipients = ["a@example.com"] }\n}',
        'resource "openai_role" "r" {\n  name = "r"\n  permissions = []\n}',
    )
    newest.init()
    newest.apply()
    before = identities(newest)
    newest.apply("-replace=openai_project.p")
    after = identities(newest)
    ids = {address.split(".")[0]: one["id"] for address, one in newest.resources().items()}
    assert after == {name: {"id": value} for name, value in ids.items()}
    assert after["openai_project"] != before["openai_project"]
