"""List resources, over a real connection to a provider that is a test double."""

from __future__ import annotations

import pytest
from launched import TIMEOUT, dynamic, plain

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

THING = "double_thing"


def events(double, *, limit=3, include=False, **config):
    request = pb.ListResource.Request(
        type_name=THING,
        config=dynamic({"filter": None} | config),
        include_resource_object=include,
        limit=limit,
    )
    with double.channel() as channel:
        method = channel.unary_stream(
            "/tfplugin6.Provider/ListResource",
            request_serializer=pb.ListResource.Request.SerializeToString,
            response_deserializer=pb.ListResource.Event.FromString,
        )
        return list(method(request, timeout=TIMEOUT))


def test_each_listed_object_is_an_event_with_identity_and_name(double):
    found = events(double)
    assert [plain(one.identity.identity_data) for one in found] == [
        {"id": "0"},
        {"id": "1"},
        {"id": "2"},
    ]
    assert [one.display_name for one in found] == ["thing 0", "thing 1", "thing 2"]
    assert not any(one.HasField("resource_object") or one.diagnostic for one in found)


def test_an_object_is_included_if_terraform_requests_it(double):
    for number, one in enumerate(events(double, include=True)):
        assert plain(one.resource_object)["id"] == str(number)


def test_an_empty_list_has_no_event(double):
    assert events(double, limit=0) == []


def test_warning_is_an_event_without_an_object_before_the_others(double):
    first, *others = events(double, filter="warn")
    assert [returned.severity for returned in first.diagnostic] == [pb.Diagnostic.WARNING]
    assert not first.HasField("identity")
    assert len(others) == 3


@pytest.mark.parametrize(
    ("filter_", "summary"), [("crash", "Bug in the provider"), ("refuse", "Refused")]
)
def test_failure_is_the_last_event(double, filter_, summary):
    *found, last = events(double, filter=filter_, limit=100)
    assert len(found) == 2
    assert [diagnostic.summary for diagnostic in last.diagnostic] == [summary]
    assert not last.HasField("identity")


def test_malformed_configuration_is_an_event(double):
    request = pb.ListResource.Request(type_name=THING, config=dynamic(None), limit=1)
    with double.channel() as channel:
        method = channel.unary_stream("/tfplugin6.Provider/ListResource")
        (event,) = method(request.SerializeToString(), timeout=TIMEOUT)
    assert pb.ListResource.Event.FromString(event).diagnostic


def test_configuration_of_a_list_is_checked_at_its_attribute(double):
    request = pb.ValidateListResourceConfig.Request(
        type_name=THING, config=dynamic({"filter": "odd"})
    )
    (diagnostic,) = double.call("ValidateListResourceConfig", request).diagnostics
    assert diagnostic.detail == "odd"
    assert [step.attribute_name for step in diagnostic.attribute.steps] == ["filter"]
