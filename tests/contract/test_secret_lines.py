"""Rules for every secret: no diagnostic is attached to a source line that can show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from provider_shim.api.masking import can_hold_secrets
from provider_shim.protocol import codec, convert
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.servicer import Servicer
from provider_shim.protocol.spellings import whole_type
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, warning
from provider_shim.vocabulary.schema import Schema, String

REQUESTS: dict[str, Any] = {
    "resources": pb.PlanResourceChange.Request,
    "data_sources": pb.ReadDataSource.Request,
    "ephemeral_resources": pb.OpenEphemeralResource.Request,
}

EVERY = [
    (kind, type_name, name)
    for provider in (Provider(),)
    for kind in REQUESTS
    for type_name, declared in getattr(provider, kind).items()
    for name, attribute in declared.schema.items()
    if attribute.configurable and can_hold_secrets(attribute)
]


def paths(shown: list[pb.Diagnostic]) -> list[list[str]]:
    return [[step.attribute_name for step in one.attribute.steps] for one in shown]


def nothing_configured(schema: Schema) -> pb.DynamicValue:
    cty = whole_type(schema)
    assert isinstance(cty, list)
    return pb.DynamicValue(msgpack=codec.to_msgpack(cty, dict.fromkeys(cty[1])))


@pytest.mark.parametrize(("kind", "type_name", "name"), EVERY)
def test_a_diagnostic_about_a_secret_is_at_the_block_and_names_it(
    kind: str, type_name: str, name: str
) -> None:
    servicer = Servicer(Provider())
    request = REQUESTS[kind](
        type_name=type_name
    )  # without a configuration, every attribute with a secret counts
    [shown] = servicer.shown(request, [warning("Slip", "It looks wrong.", (name,))])
    assert paths([shown]) == [[]]
    assert shown.detail == f"In `{name}`: It looks wrong."
    assert shown.severity == pb.Diagnostic.WARNING


@pytest.mark.parametrize("name", ["api_key", "admin_api_key", "headers", "azure"])
@pytest.mark.parametrize(
    "message", [pb.ValidateProviderConfig.Request, pb.ConfigureProvider.Request]
)
def test_a_diagnostic_about_a_key_of_the_provider_is_at_the_block(message: Any, name: str) -> None:
    [shown] = Servicer(Provider()).shown(message(), [warning("Slip", "Wrong.", (name,))])
    assert paths([shown]) == [[]]
    assert f"`{name}`" in shown.detail


def test_a_diagnostic_at_a_value_without_secrets_stays_at_its_attribute() -> None:
    provider = Provider()
    schema = provider.resources["openai_response"].schema
    request = pb.ValidateResourceConfig.Request(
        type_name="openai_response", config=nothing_configured(schema)
    )
    diagnostics = [warning("Slip", "Wrong.", (name,)) for name in ("model", "tools")]
    assert paths(Servicer(provider).shown(request, diagnostics)) == [["model"], ["tools"]]


def test_an_error_during_the_plan_is_also_at_the_block() -> None:
    provider = Provider()
    request = pb.PlanResourceChange.Request(type_name="openai_certificate")
    found = [Diagnostic("Slip", "Wrong.", ("certificate",)), Diagnostic("Slip", "Wrong.")]
    assert paths(Servicer(provider).shown(request, found)) == [[], []]


def declared_everywhere() -> Mapping[str, Schema]:
    provider = Provider()
    return {"provider": provider.schema} | {
        f"{kind} {name}": one.schema
        for kind in REQUESTS
        for name, one in getattr(provider, kind).items()
    }


def test_terraform_never_prints_a_secret_in_a_deprecation_warning() -> None:
    secret = String(optional=True, sensitive=True, deprecated="Use `api_key`.")
    plain = String(optional=True, deprecated="Use `api_key`.")
    assert not convert.attribute("admin_key", secret).deprecated
    assert convert.attribute("old_name", plain).deprecated
    for schema in declared_everywhere().values():
        for name, attribute in schema.items():
            if can_hold_secrets(attribute):
                assert not convert.attribute(name, attribute).deprecated
