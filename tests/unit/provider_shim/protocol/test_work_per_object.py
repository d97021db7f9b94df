"""Terraform sends several requests for each object, so each does no more work than it needs."""

from __future__ import annotations

from typing import Any

import msgpack  # type: ignore[import-untyped]
import pytest

from provider_shim.protocol import codec, shapes, spellings
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.servicer import Servicer
from provider_shim.provider import Provider

TYPE = "openai_vector_store"


@pytest.fixture(scope="module")
def servicer() -> Servicer:
    return Servicer(Provider())


def value(servicer: Servicer, **values: Any) -> pb.DynamicValue:
    _, attributes = spellings.whole_type(servicer._schema("resources", TYPE))
    return pb.DynamicValue(msgpack=msgpack.packb({**dict.fromkeys(attributes), **values}))


def plan(servicer: Servicer, name: str) -> tuple[pb.DynamicValue, pb.DynamicValue]:
    """Return the state of an object, and its plan for a configuration with a name."""
    kept = {"id": "vs_1", "object": "vector_store", "wait_for_completion": True}
    state = value(servicer, name="old", **kept)
    proposed = value(servicer, name=name, **kept)
    answer = servicer.plan_resource_change(
        pb.PlanResourceChange.Request(
            type_name=TYPE,
            prior_state=state,
            proposed_new_state=proposed,
            config=value(servicer, name=name),
        )
    )
    assert not answer.diagnostics
    return state, answer.planned_state


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return the values that are decoded from now on."""
    seen = []
    decode = codec.from_msgpack

    def noting(cty: Any, data: bytes) -> Any:
        seen.append(data)
        return decode(cty, data)

    monkeypatch.setattr(codec, "from_msgpack", noting)
    return seen


def test_a_configuration_without_faults_is_decoded_once(
    servicer: Servicer, decoded: list[bytes]
) -> None:
    config = value(servicer, name="a")
    request = pb.ValidateResourceConfig.Request(type_name=TYPE, config=config)
    assert not servicer.validate_resource_config(request).diagnostics
    assert decoded == [config.msgpack]


def test_a_plan_decodes_state_proposal_and_configuration_once(
    servicer: Servicer, decoded: list[bytes]
) -> None:
    plan(servicer, "new")
    assert len(decoded) == 3


def test_the_plan_of_an_unchanged_object_is_not_encoded_again(
    servicer: Servicer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(shapes, "encoded")
    state, planned = plan(servicer, "old")
    assert planned == state


def test_the_plan_of_a_changed_object_is_encoded(servicer: Servicer) -> None:
    state, planned = plan(servicer, "new")
    assert msgpack.unpackb(planned.msgpack)["name"] == "new"
    assert planned != state
