"""Terraform's procedures about actions, over a real connection to a provider that is a test double."""

from __future__ import annotations

import json

import msgpack
import pytest
from launched import call, dynamic, launched, stream

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

DONE = "double_done"
UNKNOWN = msgpack.ExtType(0, b"\x00")


def config(name, note=None):
    return dynamic({"name": name, "note": note})


def invoke(double, request):
    with double.channel() as channel:
        return list(stream(channel, "InvokeAction", request))


def invoked(double, name, note=None):
    request = pb.InvokeAction.Request(action_type=DONE, config=config(name, note))
    return invoke(double, request)


def test_action_has_a_schema(double):
    answer = double.call("GetProviderSchema", pb.GetProviderSchema.Request())
    block = answer.action_schemas[DONE].schema.block
    assert block.description == "Does a thing."
    assert {one.name: json.loads(one.type) for one in block.attributes} == {
        "name": "string",
        "note": "string",
    }


def test_configuration_of_an_action_is_checked(double):
    request = pb.ValidateActionConfig.Request(type_name=DONE, config=config("n"))
    [diagnostic] = double.call("ValidateActionConfig", request).diagnostics
    assert (diagnostic.summary, diagnostic.detail) == ("Action", "n")
    assert [step.attribute_name for step in diagnostic.attribute.steps] == ["name"]


def test_action_is_planned_with_unknown_values(double):
    request = pb.PlanAction.Request(action_type=DONE, config=config(UNKNOWN))
    answer = double.call("PlanAction", request)
    assert [one.summary for one in answer.diagnostics] == ["Planned"]
    assert not answer.HasField("deferred")


def test_an_invoked_action_sends_its_progress_and_then_its_end(double):
    first, second, last = invoked(double, "n", "well done")
    assert first.progress.message == "begun n"
    assert second.HasField("progress")
    [diagnostic] = last.completed.diagnostics
    assert (diagnostic.summary, diagnostic.detail) == ("Done", "well done")
    assert [step.attribute_name for step in diagnostic.attribute.steps] == ["note"]


@pytest.mark.parametrize(
    ("name", "summary"), [("refuse", "Refused"), ("crash", "Bug in the provider")]
)
def test_action_that_fails_halfway_is_completed_with_the_error(double, name, summary):
    first, last = invoked(double, name)
    assert first.progress.message == f"begun {name}"
    [diagnostic] = last.completed.diagnostics
    assert diagnostic.severity == pb.Diagnostic.ERROR
    assert diagnostic.summary == summary
    assert (DONE in diagnostic.detail) is (name == "crash")


@pytest.mark.parametrize(
    "request_",
    [
        pb.InvokeAction.Request(action_type="double_none", config=config("n")),
        pb.InvokeAction.Request(action_type=DONE),
        pb.InvokeAction.Request(action_type=DONE, config=pb.DynamicValue(msgpack=b"\xc1")),
    ],
    ids=["no such action", "no configuration", "malformed"],
)
def test_action_that_cannot_begin_is_completed_with_the_error(double, request_):
    [last] = invoke(double, request_)
    assert last.WhichOneof("type") == "completed"
    assert [one.severity for one in last.completed.diagnostics] == [pb.Diagnostic.ERROR]


def test_plan_of_an_action_that_does_not_exist_is_an_error(double):
    request = pb.PlanAction.Request(action_type="double_none", config=config("n"))
    [diagnostic] = double.call("PlanAction", request).diagnostics
    assert diagnostic.summary == "No such action"


def test_progress_arrives_while_the_action_runs_and_stop_ends_it(client):
    with launched(client) as running, running.channel() as channel:
        request = pb.InvokeAction.Request(action_type=DONE, config=config("wait"))
        events = stream(channel, "InvokeAction", request)
        assert next(events).progress.message == "begun wait"
        call(channel, "StopProvider", pb.StopProvider.Request())
        *_, last = events
        assert last.WhichOneof("type") == "completed"
