"""Each of Terraform's procedures, over a real connection to a provider that is a test double."""

from __future__ import annotations

import json
import socket
import threading

import grpc
import msgpack
import pytest
from launched import TIMEOUT, call, dynamic, launched, plain

from provider_shim.protocol._pb import tfplugin6_pb2 as pb

THING = "double_thing"
FOUND = "double_found"
UNKNOWN = msgpack.ExtType(0, b"\x00")
NEW = pb.ClientCapabilities(write_only_attributes_allowed=True)

EMPTY = {
    "id": None,
    "name": None,
    "count_": None,
    "ratio": None,
    "on": None,
    "labels": None,
    "metadata": None,
    "free": None,
    "secret": None,
    "token": None,
    "parts": None,
    "old": None,
}


def thing(**values):
    return dynamic(EMPTY | values)


def summaries(answer):
    return [diagnostic.summary for diagnostic in answer.diagnostics]


def steps(path):
    return [getattr(step, step.WhichOneof("selector")) for step in path.steps]


def test_metadata_lists_all_kinds(double):
    answer = double.call("GetMetadata", pb.GetMetadata.Request())
    assert [one.type_name for one in answer.resources] == [THING]
    assert [one.type_name for one in answer.data_sources] == [FOUND]
    assert [one.type_name for one in answer.ephemeral_resources] == [FOUND]
    assert [one.type_name for one in answer.list_resources] == [THING]
    assert [one.type_name for one in answer.actions] == ["double_done"]
    assert [one.name for one in answer.functions] == ["join"]


def test_schema_describes_every_kind_of_attribute(double):
    answer = double.call("GetProviderSchema", pb.GetProviderSchema.Request())
    schema = answer.resource_schemas[THING]
    attributes = {one.name: one for one in schema.block.attributes}
    assert schema.version == 2
    assert schema.block.description == "A **thing**."
    assert not schema.block.block_types
    assert attributes["name"].optional
    assert attributes["id"].computed
    assert attributes["token"].sensitive
    assert attributes["secret"].write_only
    assert attributes["old"].deprecated
    assert attributes["old"].deprecation_message == "Use name."
    assert attributes["name"].description_kind == pb.MARKDOWN
    assert json.loads(attributes["labels"].type) == ["set", "string"]
    assert json.loads(attributes["free"].type) == "dynamic"
    parts = attributes["parts"]
    assert parts.type == b""
    assert parts.nested_type.nesting == pb.Schema.Object.LIST
    assert {one.name: one.required for one in parts.nested_type.attributes} == {
        "size": True,
        "tag": False,
    }
    assert answer.provider.block.attributes[0].sensitive
    assert answer.data_source_schemas.keys() == {FOUND}
    assert answer.ephemeral_resource_schemas.keys() == {FOUND}
    assert [one.name for one in answer.list_resource_schemas[THING].block.attributes] == ["filter"]
    assert json.loads(getattr(answer.functions["join"], "return").type) == "string"
    assert answer.functions["join"].variadic_parameter.allow_null_value
    assert answer.server_capabilities.plan_destroy
    assert answer.server_capabilities.move_resource_state
    assert answer.server_capabilities.generate_resource_config
    assert answer.server_capabilities.get_provider_schema_optional


def test_errors_in_the_provider_configuration_do_not_show_the_line_of_a_key(double):
    request = pb.ValidateProviderConfig.Request(config=dynamic({"key": "wrong"}))
    (diagnostic,) = double.call("ValidateProviderConfig", request).diagnostics
    assert diagnostic.severity == pb.Diagnostic.ERROR
    assert not diagnostic.HasField("attribute")
    assert diagnostic.detail == "In `key`: It is wrong."


def test_the_provider_configuration_can_be_unknown(double):
    request = pb.ConfigureProvider.Request(
        terraform_version="1.2.3", config=dynamic({"key": UNKNOWN})
    )
    (diagnostic,) = double.call("ConfigureProvider", request).diagnostics
    assert diagnostic.severity == pb.Diagnostic.WARNING
    assert diagnostic.detail == "unknown by 1.2.3"


def test_diagnostics_name_the_key_of_a_map(double):
    request = pb.ValidateResourceConfig.Request(
        type_name=THING, config=thing(metadata={"team": "bad"}), client_capabilities=NEW
    )
    (diagnostic,) = double.call("ValidateResourceConfig", request).diagnostics
    assert steps(diagnostic.attribute) == ["metadata"]
    assert 'In metadata["team"]: ' in diagnostic.detail


def test_write_only_arguments_are_an_error_in_an_old_terraform(double):
    request = pb.ValidateResourceConfig.Request(type_name=THING, config=thing(secret="s"))
    diagnostic = double.call("ValidateResourceConfig", request).diagnostics[-1]
    assert diagnostic.summary == "Write-only argument needs Terraform 1.11"
    assert not diagnostic.HasField("attribute")
    assert diagnostic.detail.startswith("In `secret`: ")


def test_state_of_the_current_version_is_read_by_type(double):
    stored = {
        "id": "i",
        "ratio": 0.1,
        "labels": ["b", "a", "b"],
        "free": {"type": ["tuple", ["string"]], "value": ["x"]},
        "gone_since": True,
    }
    request = pb.UpgradeResourceState.Request(
        type_name=THING, version=2, raw_state=pb.RawState(json=json.dumps(stored).encode())
    )
    upgraded = plain(double.call("UpgradeResourceState", request).upgraded_state)
    assert upgraded == EMPTY | {
        "id": "i",
        "ratio": "0.1",
        "labels": ["a", "b"],
        "free": [b'["tuple",["string"]]', ["x"]],
    }


def test_state_of_an_older_version_is_upgraded(double):
    request = pb.UpgradeResourceState.Request(
        type_name=THING, version=1, raw_state=pb.RawState(json=b'{"id": "i", "title": "t"}')
    )
    upgraded = plain(double.call("UpgradeResourceState", request).upgraded_state)
    assert upgraded == EMPTY | {"id": "i", "name": "t of version 1"}


@pytest.mark.parametrize(
    ("raw", "summary"),
    [
        (pb.RawState(flatmap={"id": "i"}), "Unsupported state format"),
        (pb.RawState(json=b"{"), "Malformed value"),
        (pb.RawState(json=b"[]"), "Malformed state"),
        (pb.RawState(json=b'{"name": 1}'), "Malformed value"),
    ],
)
def test_unreadable_state_is_a_diagnostic(double, raw, summary):
    request = pb.UpgradeResourceState.Request(type_name=THING, version=2, raw_state=raw)
    assert summaries(double.call("UpgradeResourceState", request)) == [summary]


def test_a_read_returns_state_and_private_data(double):
    request = pb.ReadResource.Request(
        type_name=THING, current_state=thing(id="i", count_=3), private=b"p"
    )
    answer = double.call("ReadResource", request)
    assert plain(answer.new_state) == EMPTY | {"id": "i", "count_": 3}
    assert answer.private == b"p+read"


def test_a_read_of_a_missing_object_returns_null(double):
    request = pb.ReadResource.Request(type_name=THING, current_state=thing(name="gone"))
    assert plain(double.call("ReadResource", request).new_state) is None


def test_the_plan_distinguishes_unknown_and_null(double):
    proposed = thing(name=UNKNOWN, ratio="0.1", parts=[{"size": 1, "tag": None}])
    request = pb.PlanResourceChange.Request(
        type_name=THING,
        prior_state=dynamic(None),
        proposed_new_state=proposed,
        config=proposed,
    )
    answer = double.call("PlanResourceChange", request)
    assert plain(answer.planned_state) == EMPTY | {
        "id": UNKNOWN,
        "token": UNKNOWN,
        "name": UNKNOWN,
        "ratio": "0.1",
        "parts": [{"size": 1, "tag": None}],
    }
    assert answer.planned_private == b"planned"
    assert not answer.legacy_type_system


def test_the_plan_names_the_attributes_that_force_replacement(double):
    request = pb.PlanResourceChange.Request(
        type_name=THING,
        prior_state=thing(),
        proposed_new_state=thing(name="replace"),
        config=thing(name="replace"),
    )
    answer = double.call("PlanResourceChange", request)
    assert [steps(path) for path in answer.requires_replace] == [
        ["parts", 0, "size"],
        ["metadata", "team"],
    ]


def test_destroy_is_planned_and_applied(double):
    request = pb.PlanResourceChange.Request(
        type_name=THING,
        prior_state=thing(id="i"),
        proposed_new_state=dynamic(None),
        config=dynamic(None),
    )
    answer = double.call("PlanResourceChange", request)
    assert plain(answer.planned_state) is None
    assert summaries(answer) == ["Destroyed"]
    applied = double.call(
        "ApplyResourceChange",
        pb.ApplyResourceChange.Request(
            type_name=THING, prior_state=thing(id="i"), planned_state=dynamic(None)
        ),
    )
    assert plain(applied.new_state) is None


def test_apply_gets_write_only_values_and_private_data(double):
    request = pb.ApplyResourceChange.Request(
        type_name=THING,
        prior_state=dynamic(None),
        planned_state=thing(id=UNKNOWN, token=UNKNOWN),
        config=thing(secret="s"),
        planned_private=b"from plan",
    )
    answer = double.call("ApplyResourceChange", request)
    assert plain(answer.new_state) == EMPTY | {"id": "thing-1", "token": "s from plan"}
    assert answer.private == b"applied"


def test_an_import_completes_the_known_values(double):
    request = pb.ImportResourceState.Request(type_name=THING, id="i")
    (imported,) = double.call("ImportResourceState", request).imported_resources
    assert imported.type_name == THING
    assert plain(imported.state) == EMPTY | {"id": "i"}
    assert imported.private == b"imported"


def test_configuration_is_generated_from_a_state(double):
    request = pb.GenerateResourceConfig.Request(
        type_name=THING, state=thing(id="i", token="t", name="n")
    )
    assert plain(double.call("GenerateResourceConfig", request).config) == EMPTY | {"name": "n"}


def test_a_move_converts_the_state_of_another_provider(double):
    request = pb.MoveResourceState.Request(
        source_provider_address="there",
        source_type_name="other_thing",
        source_schema_version=7,
        source_state=pb.RawState(json=b'{"key": "k"}'),
        source_private=b"theirs",
        target_type_name=THING,
    )
    answer = double.call("MoveResourceState", request)
    assert plain(answer.target_state) == EMPTY | {"id": "k", "name": "there other_thing 7"}
    assert answer.target_private == b"theirs+moved"


def test_data_source_is_checked_and_read(double):
    config = dynamic({"name": UNKNOWN, "size": None})
    request = pb.ValidateDataResourceConfig.Request(type_name=FOUND, config=config)
    assert double.call("ValidateDataResourceConfig", request).diagnostics[0].detail == "UNKNOWN"
    config = dynamic({"name": "n", "size": None})
    answer = double.call(
        "ReadDataSource", pb.ReadDataSource.Request(type_name=FOUND, config=config)
    )
    assert plain(answer.state) == {"name": "n", "size": str(2**70)}


def test_ephemeral_resource_is_opened_renewed_and_closed(double):
    config = dynamic({"name": "n", "size": None})
    request = pb.ValidateEphemeralResourceConfig.Request(type_name=FOUND, config=config)
    assert summaries(double.call("ValidateEphemeralResourceConfig", request)) == ["Ephemeral"]
    opened = double.call(
        "OpenEphemeralResource", pb.OpenEphemeralResource.Request(type_name=FOUND, config=config)
    )
    assert plain(opened.result) == {"name": "n", "size": 1}
    assert (opened.renew_at.seconds, opened.renew_at.nanos) == (1_700_000_000, 500_000_000)
    renewed = opened
    for due in (1_700_000_100, 0):
        renewed = double.call(
            "RenewEphemeralResource",
            pb.RenewEphemeralResource.Request(type_name=FOUND, private=renewed.private),
        )
        assert renewed.renew_at.seconds == due
    assert not renewed.HasField("renew_at")
    closed = double.call(
        "CloseEphemeralResource",
        pb.CloseEphemeralResource.Request(type_name=FOUND, private=renewed.private),
    )
    assert closed.diagnostics[0].detail == "opened+renewed+renewed"


def call_join(double, *arguments):
    request = pb.CallFunction.Request(name="join", arguments=[dynamic(one) for one in arguments])
    return double.call("CallFunction", request)


def test_functions_are_described_and_called(double):
    assert double.call("GetFunctions", pb.GetFunctions.Request()).functions["join"].summary
    assert plain(call_join(double, "-", "a", "b").result) == "a-b"
    assert plain(call_join(double, "-").result) == ""


def test_the_error_of_a_function_names_the_wrong_argument(double):
    answer = call_join(double, "-", "a", "bad")
    assert answer.error.text == "bad is not allowed"
    assert answer.error.function_argument == 2


def test_the_error_of_a_failing_function_names_no_argument(double):
    answer = call_join(double, "-", "boom")
    assert "bug in the provider" in answer.error.text
    assert not answer.error.HasField("function_argument")
    assert "takes 1 arguments" in call_join(double).error.text


def test_an_error_of_the_provider_keeps_its_path(double):
    request = pb.PlanResourceChange.Request(
        type_name=THING,
        prior_state=dynamic(None),
        proposed_new_state=thing(name="refuse"),
        config=thing(name="refuse"),
    )
    (diagnostic,) = double.call("PlanResourceChange", request).diagnostics
    assert (diagnostic.summary, diagnostic.detail) == (
        "Refused",
        "In parts[0].tag: Told to refuse.",
    )
    assert steps(diagnostic.attribute) == ["parts"]


@pytest.mark.parametrize("fault", ["crash", "exit"])
def test_a_bug_is_a_diagnostic_and_the_process_continues(double, fault):
    config = dynamic({"name": fault, "size": None})
    request = pb.ReadDataSource.Request(type_name=FOUND, config=config)
    (diagnostic,) = double.call("ReadDataSource", request).diagnostics
    assert diagnostic.summary == "Bug in the provider"
    assert "read double_found" in diagnostic.detail
    assert double.process.poll() is None
    assert double.call("GetFunctions", pb.GetFunctions.Request()).functions


@pytest.mark.parametrize("fault", ["crash", "refuse"])
def test_a_failed_refresh_or_update_keeps_the_state(double, fault):
    state = thing(id="i", name=fault)
    read = double.call(
        "ReadResource",
        pb.ReadResource.Request(type_name=THING, current_state=state, private=b"p"),
    )
    assert (read.new_state, read.private) == (state, b"p")
    assert read.diagnostics
    applied = double.call(
        "ApplyResourceChange",
        pb.ApplyResourceChange.Request(
            type_name=THING,
            prior_state=state,
            planned_state=state,
            config=state,
            planned_private=b"p",
        ),
    )
    assert (applied.new_state, applied.private) == (state, b"p")
    assert applied.diagnostics


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(b"\xc1", id="no msgpack"),
        pytest.param(b"", id="nothing"),
        pytest.param(msgpack.packb({"name": 1, "size": None}), id="wrong type"),
        pytest.param(msgpack.packb({"name": "n"}), id="missing attribute"),
        pytest.param(msgpack.packb(None), id="null"),
        pytest.param(b"\x91" * 100_000, id="nested too deeply"),
    ],
)
def test_malformed_values_are_diagnostics(double, payload):
    request = pb.ReadDataSource.Request(type_name=FOUND, config=pb.DynamicValue(msgpack=payload))
    assert summaries(double.call("ReadDataSource", request)) == ["Malformed value"]


def test_malformed_messages_are_diagnostics(double):
    with double.channel() as channel:
        method = channel.unary_unary(
            "/tfplugin6.Provider/ReadDataSource",
            response_deserializer=pb.ReadDataSource.Response.FromString,
        )
        assert method(b"\xff\xff", timeout=TIMEOUT).diagnostics


def test_types_that_do_not_exist_are_diagnostics(double):
    request = pb.ReadResource.Request(type_name="double_nothing", current_state=thing())
    assert summaries(double.call("ReadResource", request)) == ["No such resource"]
    request = pb.CallFunction.Request(name="nothing")
    assert "No such function" in double.call("CallFunction", request).error.text


def test_values_in_json_are_also_read(double):
    config = pb.DynamicValue(json=b'{"name": "n"}')
    request = pb.ReadDataSource.Request(type_name=FOUND, config=config)
    assert plain(double.call("ReadDataSource", request).state)["name"] == "n"


def test_an_unknown_procedure_is_reported_as_not_implemented(double):
    with pytest.raises(grpc.RpcError) as failed:
        double.call("GetStates", pb.GetStates.Request())
    assert failed.value.code() is grpc.StatusCode.UNIMPLEMENTED


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/plugin.GRPCStdio/StreamStdio", "unary_stream"),
        ("/plugin.GRPCBroker/StartStream", "stream_stream"),
    ],
)
def test_the_streams_of_go_plugin_end_normally(double, path, kind):
    with double.channel() as channel:
        method = getattr(channel, kind)(path)
        assert list(method(b"" if kind == "unary_stream" else iter(()), timeout=TIMEOUT)) == []


def test_large_values_are_sent_and_received(double):
    large = "x" * 9_000_000
    request = pb.ReadResource.Request(type_name=THING, current_state=thing(name=large))
    answer = double.call("ReadResource", request)
    assert plain(answer.new_state)["name"] == large


def test_a_hundred_operations_run_at_the_same_time(client):
    with launched(client) as running, running.channel() as channel:
        config = dynamic({"name": "wait", "size": None})
        request = pb.ReadDataSource.Request(type_name=FOUND, config=config)
        answers = []
        threads = [
            threading.Thread(
                target=lambda: answers.append(call(channel, "ReadDataSource", request))
            )
            for _ in range(100)
        ]
        for thread in threads:
            thread.start()
        call(channel, "StopProvider", pb.StopProvider.Request())
        for thread in threads:
            thread.join(TIMEOUT)
        assert len(answers) == 100


def test_a_cancelled_request_does_not_affect_others(double):
    config = dynamic({"name": "wait", "size": None})
    request = pb.ReadDataSource.Request(type_name=FOUND, config=config)
    with pytest.raises(grpc.RpcError) as failed:
        double.call("ReadDataSource", request, timeout=0.3)
    assert failed.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert double.call("GetFunctions", pb.GetFunctions.Request()).functions


def test_requests_that_are_cancelled_immediately_do_not_affect_others(double):
    with double.channel() as channel:
        method = channel.unary_unary("/tfplugin6.Provider/GetFunctions")
        stream = channel.unary_stream("/plugin.GRPCStdio/StreamStdio")
        for _ in range(200):
            method.future(b"", timeout=TIMEOUT).cancel()
            stream(b"", timeout=TIMEOUT).cancel()
        assert call(channel, "GetFunctions", pb.GetFunctions.Request()).functions


def test_input_that_is_not_http_does_not_end_the_server(double, tmp_path):
    with socket.socket(socket.AF_UNIX) as raw:
        raw.settimeout(TIMEOUT)
        raw.connect(double.address)
        context = double.tls(double.client, tmp_path)
        with context.wrap_socket(raw, server_hostname="localhost") as connected:
            connected.sendall(b"GET / HTTP/1.1\r\n\r\n" * 10)
            while connected.recv(4096):
                pass
    assert double.call("GetFunctions", pb.GetFunctions.Request()).functions


def test_starting_up_loads_neither_the_api_client_nor_a_cdk(double):
    config = dynamic({"name": "modules", "size": None})
    request = pb.ReadDataSource.Request(type_name=FOUND, config=config)
    (diagnostic,) = double.call("ReadDataSource", request).diagnostics
    loaded = set(diagnostic.detail.split())
    assert "provider_shim.protocol.server" in loaded
    assert not loaded & {"grpc", "openai", "httpx2", "httpx", "pydantic", "cdktf", "cdktn", "jsii"}
    assert "cryptography.x509" not in loaded
