"""The real provider, started like Terraform starts it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from launched import REAL, ROOT, TIMEOUT, dynamic, launched

from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from tools import protos

NOT_AT_START = {
    "cdktf",
    "cdktn",
    "constructs",
    "cryptography.x509",
    "grpc",
    "httpx",
    "httpx2",
    "jsii",
    "openai",
    "openai_cdktf",
    "pydantic",
}


@pytest.fixture(scope="module")
def provider(client):
    with launched(client, command=REAL) as running:
        yield running


def test_the_provider_returns_its_schema(provider):
    answer = provider.call("GetProviderSchema", pb.GetProviderSchema.Request())
    assert not answer.diagnostics
    assert "openai_vector_store" in answer.resource_schemas
    assert "openai_models" in answer.data_source_schemas
    for schema in answer.resource_schemas.values():
        assert not schema.block.block_types


@pytest.mark.parametrize(
    ("procedure", "kind", "type_name", "given", "summary"),
    [
        ("ValidateResourceConfig", "resource_schemas", "openai_role", {}, "Missing required"),
        (
            "ValidateResourceConfig",
            "resource_schemas",
            "openai_role",
            {"role_name": "a", "name": "b"},
            "Conflicting",
        ),
        (
            "ValidateDataResourceConfig",
            "data_source_schemas",
            "openai_agent_session",
            {},
            "Missing required",
        ),
        (
            "ValidateDataResourceConfig",
            "data_source_schemas",
            "openai_agent_session",
            {"id": "a", "session_id": "b"},
            "Conflicting",
        ),
    ],
)
def test_second_names_are_checked(  # noqa: PLR0917  # one row each
    provider, procedure, kind, type_name, given, summary
):
    """For Terraform, an argument with second names is optional, and each name is a separate argument."""
    schemas = getattr(provider.call("GetProviderSchema", pb.GetProviderSchema.Request()), kind)
    empty = {one.name: None for one in schemas[type_name].block.attributes}
    request = getattr(pb, procedure).Request(type_name=type_name, config=dynamic(empty | given))
    diagnostics = provider.call(procedure, request).diagnostics
    assert [one.summary for one in diagnostics if one.summary.startswith(summary)]


def test_the_provider_ends_when_terraform_requests_it(client):
    with launched(client, command=REAL) as running:
        running.shut_down()
        assert running.process.returncode == 0


def test_the_schema_loads_neither_the_api_client_nor_a_cdk():
    program = (
        "import json, sys\n"
        "import provider_shim.protocol.launch, provider_shim.protocol.server\n"
        "import provider_shim.protocol.tls\n"
        "from provider_shim.__main__ import load\n"
        "assert load()['GetProviderSchema'](b'')\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    assert not set(json.loads(ended.stdout)) & NOT_AT_START


def test_prepared_answers_are_sent_without_loading_the_provider():
    program = (
        "import sys\n"
        "import provider_shim.logs, provider_shim.protocol.server\n"
        "from provider_shim.protocol.launch import prepared\n"
        "for name in 'GetProviderSchema', 'GetResourceIdentitySchemas':\n"
        "    assert prepared()[name](b'')\n"
        "print(*sys.modules, sep='\\n')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    loaded = set(ended.stdout.split())
    assert not loaded & {
        "google",
        "msgpack",
        "provider_shim.provider",
        "provider_shim.vocabulary.schema",
    }


def test_the_messages_are_generated_from_the_protocol():
    assert protos.main(["--check"]) == 0
