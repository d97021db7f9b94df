"""The identity of objects in the responses, over a real connection to a test double of a provider."""

from __future__ import annotations

import json

import pytest
from launched import dynamic, plain

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

THING = "double_thing"
NAMES = ["id", "name", "count_", "ratio", "on", "labels", "metadata", "free", "secret", "token"]
EMPTY = dict.fromkeys([*NAMES, "parts", "old"])


def thing(**values):
    return dynamic(EMPTY | values)


def identity(value):
    return pb.ResourceIdentityData(identity_data=dynamic({"id": value}))


def identified(message):
    return plain(message.identity_data) if message.HasField("identity_data") else None


def read(double, state, known=None):
    request = pb.ReadResource.Request(type_name=THING, current_state=state, current_identity=known)
    return double.call("ReadResource", request)


def apply(double, prior, planned, known=None):
    request = pb.ApplyResourceChange.Request(
        type_name=THING,
        prior_state=prior,
        planned_state=planned,
        config=planned,
        planned_identity=known,
    )
    return double.call("ApplyResourceChange", request)


def plan(double, prior, proposed, known=None):
    request = pb.PlanResourceChange.Request(
        type_name=THING,
        prior_state=prior,
        proposed_new_state=proposed,
        config=proposed,
        prior_identity=known,
    )
    return double.call("PlanResourceChange", request)


def test_the_schema_contains_the_identity_of_an_object(double):
    answer = double.call("GetResourceIdentitySchemas", pb.GetResourceIdentitySchemas.Request())
    (diagnostic,) = answer.identity_schemas[THING].identity_attributes
    assert answer.identity_schemas[THING].version == 0
    assert (diagnostic.name, json.loads(diagnostic.type)) == ("id", "string")
    assert diagnostic.required_for_import
    assert diagnostic.description == "Its id."


def test_a_read_adds_the_identity_to_a_state_without_one(double):
    assert identified(read(double, thing(id="i")).new_identity) == {"id": "i"}


def test_a_read_of_a_missing_object_returns_no_identity(double):
    answer = read(double, thing(id="i", name="gone"), identity("i"))
    assert identified(answer.new_identity) is None


def test_a_read_of_another_object_keeps_state_and_identity(double):
    state = thing(id="i", name="another")
    answer = read(double, state, identity("i"))
    assert answer.new_state == state
    assert identified(answer.new_identity) == {"id": "i"}
    (diagnostic,) = answer.diagnostics
    assert "{'id': 'another'}" in diagnostic.detail


@pytest.mark.parametrize("fault", ["crash", "refuse"])
def test_a_failed_read_or_apply_returns_the_identity(double, fault):
    state = thing(id="i", name=fault)
    assert identified(read(double, state, identity("i")).new_identity) == {"id": "i"}
    assert identified(apply(double, state, state, identity("i")).new_identity) == {"id": "i"}
    assert identified(apply(double, dynamic(None), state).new_identity) is None


def test_a_create_has_an_identity_only_after_apply(double):
    planned = plan(double, dynamic(None), thing(name="n"))
    assert identified(planned.planned_identity) is None
    applied = apply(double, dynamic(None), planned.planned_state)
    assert identified(applied.new_identity) == {"id": "thing-1"}


def test_update_and_destroy_are_planned_with_the_identity(double):
    for proposed in (thing(id="i", name="n"), dynamic(None)):
        planned = plan(double, thing(id="i"), proposed, identity("i"))
        assert identified(planned.planned_identity) == {"id": "i"}


@pytest.mark.parametrize("name", ["n", "refuse", "crash"])
def test_an_object_that_was_never_read_has_no_identity_after_an_update(double, name):
    prior, proposed = thing(id="invented"), thing(id="invented", name=name)
    planned = plan(double, prior, proposed, None)
    assert identified(planned.planned_identity) is None
    assert identified(apply(double, prior, planned.planned_state).new_identity) is None


def test_an_apply_that_returns_another_object_keeps_the_identity(double):
    state = thing(id="i")
    answer = apply(double, state, state, identity("i"))
    assert identified(answer.new_identity) == {"id": "i"}
    assert [diagnostic.summary for diagnostic in answer.diagnostics] == ["Bug in the provider"]


def test_destroyed_object_has_no_identity(double):
    answer = apply(double, thing(id="i"), dynamic(None), identity("i"))
    assert identified(answer.new_identity) is None


def imported(double, **named):
    request = pb.ImportResourceState.Request(type_name=THING, **named)
    return double.call("ImportResourceState", request)


def test_an_import_by_identity_equals_an_import_by_id(double):
    (by_id,) = imported(double, id="i").imported_resources
    (by_identity,) = imported(double, identity=identity("i")).imported_resources
    assert by_id == by_identity
    assert identified(by_identity.identity) == {"id": "i"}


def test_an_import_by_an_incomplete_identity_is_an_error(double):
    (diagnostic,) = imported(double, identity=identity(None)).diagnostics
    assert diagnostic.summary == "Invalid identity"
    assert "`id`" in diagnostic.detail


def test_moved_state_has_an_identity(double):
    request = pb.MoveResourceState.Request(
        source_state=pb.RawState(json=b'{"key": "k"}'), target_type_name=THING
    )
    answer = double.call("MoveResourceState", request)
    assert identified(answer.target_identity) == {"id": "k"}


def test_a_state_of_another_provider_has_an_identity_after_the_read(double):
    request = pb.MoveResourceState.Request(
        source_provider_address="elsewhere",
        source_state=pb.RawState(json=b'{"key": "made up"}'),
        target_type_name=THING,
    )
    answer = double.call("MoveResourceState", request)
    assert identified(answer.target_identity) is None


def upgraded(double, raw):
    request = pb.UpgradeResourceIdentity.Request(
        type_name=THING, version=0, raw_identity=pb.RawState(json=raw)
    )
    return double.call("UpgradeResourceIdentity", request)


def test_stored_identity_is_read_by_name(double):
    answer = upgraded(double, b'{"id": "i", "gone_since": "x"}')
    assert identified(answer.upgraded_identity) == {"id": "i"}


@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"id": 1}', b"{"])
def test_an_incomplete_stored_identity_is_an_error(double, raw):
    answer = upgraded(double, raw)
    assert answer.diagnostics
    assert identified(answer.upgraded_identity) is None
