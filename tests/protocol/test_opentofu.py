"""A client like OpenTofu 1.11, without the capabilities and procedures that only newer Terraform versions have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgpack
import pytest
from launched import REAL, Certificate, Launched, dynamic, launched, plain

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from tests.sandbox import Sandbox

UNKNOWN = msgpack.ExtType(0, b"")


@pytest.fixture(scope="module", params=["unix", "tcp"])
def provider(
    request: pytest.FixtureRequest, client: Certificate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Launched]:
    """The real provider. It listens on TCP if a socket is impossible, as on Windows."""
    too_deep = tmp_path_factory.mktemp("sockets") / ("d" * 120)
    too_deep.mkdir()
    directory = {} if request.param == "unix" else {"PLUGIN_UNIX_SOCKET_DIR": str(too_deep)}
    with launched(client, command=REAL, **directory) as running:
        assert running.parts[2] == request.param
        yield running


@pytest.fixture(scope="module")
def schema(provider: Launched) -> Any:
    return provider.call("GetProviderSchema", pb.GetProviderSchema.Request())


def configure(provider: Launched, schema: Any, sandbox: Sandbox) -> None:
    empty = {one.name: None for one in schema.provider.block.attributes}
    settings = {
        "base_url": sandbox.base_url,
        "api_key": sandbox.environment["OPENAI_API_KEY"],
        "admin_api_key": sandbox.environment["OPENAI_ADMIN_KEY"],
    }
    request = pb.ConfigureProvider.Request(
        terraform_version="1.11.0", config=dynamic(empty | settings)
    )
    assert not provider.call("ConfigureProvider", request).diagnostics


def values(schema: Any, type_name: str, **given: Any) -> dict[str, Any]:
    attributes = schema.resource_schemas[type_name].block.attributes
    return {one.name: None for one in attributes} | given


def apply(provider: Launched, schema: Any, prior: Any, wanted: Any) -> dict[str, Any] | None:
    """Plan and apply a change of a vector store without capabilities and identities. Return the new state."""
    name = "openai_vector_store"
    config = {key: wanted[key] for key in wanted} if wanted else None
    proposed = wanted
    if wanted:
        computed = {
            one.name for one in schema.resource_schemas[name].block.attributes if one.computed
        }
        before = prior or dict.fromkeys(computed, UNKNOWN)
        proposed = {
            key: before.get(key) if value is None and key in computed else value
            for key, value in wanted.items()
        }
        check = pb.ValidateResourceConfig.Request(type_name=name, config=dynamic(config))
        assert not provider.call("ValidateResourceConfig", check).diagnostics
    planned = provider.call(
        "PlanResourceChange",
        pb.PlanResourceChange.Request(
            type_name=name,
            prior_state=dynamic(prior),
            proposed_new_state=dynamic(proposed),
            config=dynamic(config),
        ),
    )
    assert not planned.diagnostics
    assert not planned.HasField("deferred")
    applied = provider.call(
        "ApplyResourceChange",
        pb.ApplyResourceChange.Request(
            type_name=name,
            prior_state=dynamic(prior),
            planned_state=planned.planned_state,
            config=dynamic(config),
            planned_private=planned.planned_private,
        ),
    )
    assert not applied.diagnostics
    state: dict[str, Any] | None = plain(applied.new_state)
    return state


def test_an_object_lives_and_ends_without_capabilities(
    provider: Launched, schema: Any, sandbox: Sandbox
) -> None:
    configure(provider, schema, sandbox)
    wanted = values(schema, "openai_vector_store", name="notes")
    created = apply(provider, schema, None, wanted)
    assert created
    read = provider.call(
        "ReadResource",
        pb.ReadResource.Request(type_name="openai_vector_store", current_state=dynamic(created)),
    )
    assert not read.diagnostics
    assert plain(read.new_state) == created
    renamed = apply(provider, schema, created, wanted | {"name": "letters"})
    assert renamed
    assert renamed["id"] == created["id"]
    existing = sandbox.client.post("/vector_stores", json={"name": "old"}).json()["id"]
    imported = provider.call(
        "ImportResourceState",
        pb.ImportResourceState.Request(type_name="openai_vector_store", id=existing),
    )
    state = plain(imported.imported_resources[0].state)
    assert state["id"] == existing
    assert apply(provider, schema, state, None) is None
    assert sandbox.requests(method="DELETE", path=f"/vector_stores/{existing}")


def test_write_only_arguments_are_refused_without_the_capability(
    provider: Launched, schema: Any, sandbox: Sandbox
) -> None:
    configure(provider, schema, sandbox)
    name, write_only = next(
        (name, one.name)
        for name, resource in schema.resource_schemas.items()
        for one in resource.block.attributes
        if one.write_only and one.type == b'"string"'
    )
    config = values(schema, name, **{write_only: "secret"})
    request = pb.ValidateResourceConfig.Request(type_name=name, config=dynamic(config))
    found = provider.call("ValidateResourceConfig", request).diagnostics
    assert any("write-only" in f"{one.summary} {one.detail}".lower() for one in found)
    assert all(one.detail != "secret" for one in found)


def test_an_ephemeral_resource_opens_and_a_function_runs(
    provider: Launched, schema: Any, sandbox: Sandbox
) -> None:
    configure(provider, schema, sandbox)
    assert schema.functions
    assert schema.ephemeral_resource_schemas
    name = "openai_realtime_client_secret"
    attributes = schema.ephemeral_resource_schemas[name].block.attributes
    opened = provider.call(
        "OpenEphemeralResource",
        pb.OpenEphemeralResource.Request(
            type_name=name, config=dynamic({one.name: None for one in attributes})
        ),
    )
    assert not opened.diagnostics
    assert plain(opened.result)
