"""A client like OpenTofu 1.10, 1.11 and 1.12, by OpenTofu's source code: its capabilities, and the requests that it sends.

PyPI, npm and Debian do not have OpenTofu itself. OpenTofu 1.12 calls neither the procedures for lists nor those for actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgpack
import pytest
from launched import REAL, Certificate, Launched, dynamic, launched, plain

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from tests.sandbox import Sandbox

UNKNOWN = msgpack.ExtType(0, b"")
_CAPABILITIES = {
    "1.10": None,
    "1.11": pb.ClientCapabilities(deferral_allowed=True, write_only_attributes_allowed=True),
    "1.12": pb.ClientCapabilities(write_only_attributes_allowed=True),
}
_STORE = "openai_vector_store"


@pytest.fixture(params=_CAPABILITIES, ids=lambda version: f"opentofu-{version}")
def version(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def sends_identities(version: str) -> bool:
    return version == "1.12"


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


def configure(provider: Launched, schema: Any, sandbox: Sandbox, version: str) -> None:
    empty = {one.name: None for one in schema.provider.block.attributes}
    settings = {
        "base_url": sandbox.base_url,
        "api_key": sandbox.environment["OPENAI_API_KEY"],
        "admin_api_key": sandbox.environment["OPENAI_ADMIN_KEY"],
    }
    request = pb.ConfigureProvider.Request(
        terraform_version=f"{version}.0",
        config=dynamic(empty | settings),
        client_capabilities=_CAPABILITIES[version],
    )
    assert not provider.call("ConfigureProvider", request).diagnostics


def values(schema: Any, type_name: str, **given: Any) -> dict[str, Any]:
    attributes = schema.resource_schemas[type_name].block.attributes
    return {one.name: None for one in attributes} | given


def identity(state: dict[str, Any] | None, version: str) -> pb.ResourceIdentityData | None:
    if state is None or not sends_identities(version):
        return None
    return pb.ResourceIdentityData(identity_data=dynamic({"id": state["id"]}))


def apply(
    provider: Launched, schema: Any, prior: Any, wanted: Any, version: str
) -> dict[str, Any] | None:
    """Plan and apply a change of a vector store. Return the new state."""
    capabilities = _CAPABILITIES[version]
    config = {key: wanted[key] for key in wanted} if wanted else None
    proposed = wanted
    if wanted:
        computed = {
            one.name for one in schema.resource_schemas[_STORE].block.attributes if one.computed
        }
        before = prior or dict.fromkeys(computed, UNKNOWN)
        proposed = {
            key: before.get(key) if value is None and key in computed else value
            for key, value in wanted.items()
        }
        check = pb.ValidateResourceConfig.Request(
            type_name=_STORE, config=dynamic(config), client_capabilities=capabilities
        )
        assert not provider.call("ValidateResourceConfig", check).diagnostics
    planned = provider.call(
        "PlanResourceChange",
        pb.PlanResourceChange.Request(
            type_name=_STORE,
            prior_state=dynamic(prior),
            proposed_new_state=dynamic(proposed),
            config=dynamic(config),
            prior_identity=identity(prior, version),
            client_capabilities=capabilities,
        ),
    )
    assert not planned.diagnostics
    assert not planned.HasField("deferred")
    applied = provider.call(
        "ApplyResourceChange",
        pb.ApplyResourceChange.Request(
            type_name=_STORE,
            prior_state=dynamic(prior),
            planned_state=planned.planned_state,
            config=dynamic(config),
            planned_private=planned.planned_private,
            planned_identity=planned.planned_identity if sends_identities(version) else None,
        ),
    )
    assert not applied.diagnostics
    state: dict[str, Any] | None = plain(applied.new_state)
    return state


def test_an_object_is_created_read_changed_imported_and_deleted(
    provider: Launched, schema: Any, sandbox: Sandbox, version: str
) -> None:
    configure(provider, schema, sandbox, version)
    capabilities = _CAPABILITIES[version]
    wanted = values(schema, _STORE, name="notes")
    created = apply(provider, schema, None, wanted, version)
    assert created
    read = provider.call(
        "ReadResource",
        pb.ReadResource.Request(
            type_name=_STORE,
            current_state=dynamic(created),
            current_identity=identity(created, version),
            client_capabilities=capabilities,
        ),
    )
    assert not read.diagnostics
    assert plain(read.new_state) == created
    renamed = apply(provider, schema, created, wanted | {"name": "letters"}, version)
    assert renamed
    assert renamed["id"] == created["id"]
    existing = sandbox.client.post("/vector_stores", json={"name": "old"}).json()["id"]
    target = identity({"id": existing}, version)
    imported = provider.call(
        "ImportResourceState",
        pb.ImportResourceState.Request(
            type_name=_STORE,
            id=existing if target is None else "",
            identity=target,
            client_capabilities=capabilities,
        ),
    )
    assert not imported.diagnostics
    state = plain(imported.imported_resources[0].state)
    assert state["id"] == existing
    assert apply(provider, schema, state, None, version) is None
    assert sandbox.requests(method="DELETE", path=f"/vector_stores/{existing}")


def test_write_only_arguments_are_refused_only_without_the_capability(
    provider: Launched, schema: Any, sandbox: Sandbox, version: str
) -> None:
    configure(provider, schema, sandbox, version)
    name, write_only = next(
        (name, one.name)
        for name, resource in schema.resource_schemas.items()
        for one in resource.block.attributes
        if one.write_only and one.type == b'"string"'
    )
    config = values(schema, name, **{write_only: "secret"})
    request = pb.ValidateResourceConfig.Request(
        type_name=name, config=dynamic(config), client_capabilities=_CAPABILITIES[version]
    )
    found = provider.call("ValidateResourceConfig", request).diagnostics
    refused = any("write-only" in f"{one.summary} {one.detail}".lower() for one in found)
    assert refused == (version == "1.10")
    assert all(one.detail != "secret" for one in found)


def test_an_ephemeral_resource_opens_and_a_function_runs(
    provider: Launched, schema: Any, sandbox: Sandbox
) -> None:
    configure(provider, schema, sandbox, "1.11")
    assert schema.functions
    assert schema.ephemeral_resource_schemas
    name = "openai_realtime_client_secret"
    attributes = schema.ephemeral_resource_schemas[name].block.attributes
    opened = provider.call(
        "OpenEphemeralResource",
        pb.OpenEphemeralResource.Request(
            type_name=name,
            config=dynamic({one.name: None for one in attributes}),
            client_capabilities=_CAPABILITIES["1.11"],
        ),
    )
    assert not opened.diagnostics
    assert plain(opened.result)
