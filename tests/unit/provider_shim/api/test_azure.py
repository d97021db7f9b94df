"""Azure OpenAI, with a stub that rejects the same requests as Azure."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from provider_shim.api.exchange import Request
from provider_shim.api.refusals import Refusal, refused
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import NotFoundError, has_errors
from provider_shim.vocabulary.operations import OpenResult
from provider_shim.vocabulary.values import UNKNOWN, typed
from tests.terraform_core import configured
from tests.unit.provider_shim.driving import Driver

VERSION = "2024-10-21"


@dataclass
class Stub:
    endpoint: str = ""
    seen: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    content: str | None = None


@pytest.fixture
def stub() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            url = urlsplit(self.path)
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            stub.seen.append(
                {
                    "path": url.path,
                    "query": parse_qs(url.query),
                    "headers": {name.lower(): value for name, value in self.headers.items()},
                    "body": body,
                }
            )
            answer = {
                "id": "chatcmpl-1",
                "model": "gpt-4o-2024-08-06",
                "created": 1,
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "stop",
                        "message": {"role": "assistant", "content": "Hi."},
                    }
                ],
            }
            content = json.dumps(answer) if stub.content is None else stub.content
            self.send_response(stub.status)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    stub.endpoint = f"http://127.0.0.1:{server.server_port}"
    yield stub
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "AZURE_OPENAI_ENDPOINT",
        "AZURE_OPENAI_API_KEY",
        "AZURE_OPENAI_AD_TOKEN",
        "OPENAI_API_VERSION",
        "OPENAI_BASE_URL",
    ):
        monkeypatch.delenv(name, raising=False)


def at_azure(**azure: Any) -> Provider:
    provider = Provider()
    config = configured(provider.schema.attributes, {"azure": azure, "max_retries": 0})
    assert not has_errors(provider.configure(config, terraform_version="1.11.4"))
    return provider


def ask(provider: Provider) -> OpenResult:
    source = provider.ephemeral_resources["openai_chat_completion"]
    arguments = {"model": "gpt-4o", "messages": typed([{"role": "user", "content": "Hi."}])}
    return provider.open_ephemeral(
        source.type_name, configured(source.schema.attributes, arguments)
    )


def test_a_request_goes_to_the_deployment_with_azures_header_and_version(stub: Stub) -> None:
    provider = at_azure(
        endpoint=stub.endpoint,
        api_version=VERSION,
        api_key="azure-key",
        deployments={"gpt-4o": "mine"},
    )
    opened = ask(provider)
    assert opened.diagnostics == []
    assert (opened.result or {})["content"] == "Hi."
    (seen,) = stub.seen
    assert seen["path"] == "/openai/deployments/mine/chat/completions"
    assert seen["query"] == {"api-version": [VERSION]}
    assert seen["headers"]["api-key"] == "azure-key"
    assert "authorization" not in seen["headers"]


def test_training_uses_a_model_and_not_a_deployment(stub: Stub) -> None:
    provider = at_azure(
        endpoint=stub.endpoint,
        api_version=VERSION,
        api_key="azure-key",
        deployments={"gpt-4o": "mine"},
    )
    wanted = {"model": "gpt-4o", "training_file": "file-1"}
    assert Driver(provider=provider).create("openai_fine_tune", wanted).errors == []
    (seen,) = stub.seen
    assert seen["path"] == "/openai/fine_tuning/jobs"
    assert seen["body"]["model"] == "gpt-4o"


def test_a_token_of_entra_is_sent_as_a_bearer_token(stub: Stub) -> None:
    ask(at_azure(endpoint=stub.endpoint, api_version=VERSION, azure_ad_token="entra-token"))
    (seen,) = stub.seen
    assert seen["headers"]["authorization"] == "Bearer entra-token"
    assert seen["path"] == "/openai/deployments/gpt-4o/chat/completions", (
        "an unlisted model is a deployment's name"
    )


def test_a_configured_key_overrides_a_token_in_the_environment(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_OPENAI_AD_TOKEN", "from-environment")
    ask(at_azure(endpoint=stub.endpoint, api_version=VERSION, api_key="azure-key"))
    (seen,) = stub.seen
    assert seen["headers"]["api-key"] == "azure-key"
    assert "authorization" not in seen["headers"]


def test_everything_can_come_from_the_environment(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", stub.endpoint)
    monkeypatch.setenv("OPENAI_API_VERSION", VERSION)
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "azure-key")
    assert ask(at_azure()).diagnostics == []
    assert stub.seen[0]["headers"]["api-key"] == "azure-key"


def test_missing_endpoint_is_an_error_at_azure() -> None:
    provider = Provider()
    config = configured(provider.schema.attributes, {"azure": {"api_key": "k"}})
    (error,) = provider.validate_configuration(config)
    assert error.path == ("azure",)
    assert "`azure.endpoint`" in error.detail
    assert "AZURE_OPENAI_ENDPOINT" in error.detail


@pytest.mark.parametrize("version", [None, "v1"])
@pytest.mark.parametrize("ending", ["", "/", "/openai/v1", "/openai/v1/"])
def test_without_a_version_requests_go_to_the_v1_api(
    version: str | None, ending: str, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    if version is not None:
        monkeypatch.setenv("OPENAI_API_VERSION", VERSION)
    opened = ask(
        at_azure(
            endpoint=stub.endpoint + ending,
            api_version=version,
            api_key="azure-key",
            deployments={"gpt-4o": "mine"},
        )
    )
    assert opened.diagnostics == []
    (seen,) = stub.seen
    assert seen["path"] == "/openai/v1/chat/completions"
    assert seen["query"] == {}
    assert seen["body"]["model"] == "mine"
    assert seen["headers"]["api-key"] == "azure-key"
    assert "authorization" not in seen["headers"]


def test_the_v1_api_gets_a_token_of_entra_as_bearer_token(stub: Stub) -> None:
    ask(at_azure(endpoint=stub.endpoint, azure_ad_token="entra-token"))
    (seen,) = stub.seen
    assert seen["headers"]["authorization"] == "Bearer entra-token"
    assert "api-key" not in seen["headers"]


@pytest.mark.parametrize("version", [None, VERSION])
def test_organization_project_and_keys_of_openai_are_not_sent_to_azure(
    version: str | None, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, f"of-openai-{name}")
    ask(at_azure(endpoint=stub.endpoint, api_version=version, api_key="azure-key"))
    (seen,) = stub.seen
    assert "of-openai" not in str(seen)


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (401, '{"error": {"code": "401", "message": "Access denied"}}'),
        (404, '{"error": {"code": "404", "message": "Resource not found"}}'),
        (404, "<html>Not here</html>"),
        (302, ""),
        (200, "<html>Sign in</html>"),
    ],
)
def test_errors_about_the_address_name_azure(status: int, content: str, stub: Stub) -> None:
    stub.status, stub.content = status, content
    (error,) = ask(at_azure(endpoint=stub.endpoint, api_key="azure-key")).diagnostics
    assert "`azure" in error.detail
    assert "base_url" not in error.detail


def test_an_unknown_azure_path_keeps_the_object_in_the_state() -> None:
    text = '{"error": {"code": "404", "message": "Resource not found"}}'
    request = Request(
        method="GET", path="/files/file-1", template="/files/{file_id}", needed_by="", attempted=""
    )
    failure = refused(request, Refusal(status=404, headers={}, text=text), 0, azure=True).failure
    assert not isinstance(failure, NotFoundError)


@pytest.mark.parametrize(
    ("endpoint", "reason"),
    [
        ("http://x.openai.azure.com", "without encryption"),
        ("x.openai.azure.com", "https://example.openai.azure.com"),
        ("https://x.openai.azure.com:port", "is not a URL"),
    ],
)
def test_the_key_is_sent_only_to_https_endpoints(
    endpoint: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = Provider()
    azure = {"endpoint": endpoint, "api_version": VERSION, "api_key": "k"}
    config = configured(provider.schema.attributes, {"azure": azure})
    (diagnostic,) = provider.validate_configuration(config)
    assert diagnostic.path == ("azure", "endpoint")
    assert reason in diagnostic.detail
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", endpoint)
    config = configured(provider.schema.attributes, {"azure": {**azure, "endpoint": None}})
    (diagnostic,) = provider.validate_configuration(config)
    assert diagnostic.path == ("azure",)
    assert reason in diagnostic.detail
    assert "AZURE_OPENAI_ENDPOINT" in diagnostic.detail


@pytest.mark.parametrize("kind", ["api_key", "azure_ad_token"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(stub: Stub, kind: str) -> None:
    secrets: dict[str, Any] = {kind: "clé"}
    (diagnostic,) = ask(
        at_azure(endpoint=stub.endpoint, api_version=VERSION, **secrets)
    ).diagnostics
    assert diagnostic.summary == "Malformed API key"
    assert f"azure.{kind}" in diagnostic.detail
    assert "clé" not in diagnostic.detail
    assert stub.seen == []


def test_a_missing_key_is_an_error_when_a_request_needs_it(stub: Stub) -> None:
    (diagnostic,) = ask(at_azure(endpoint=stub.endpoint, api_version=VERSION)).diagnostics
    assert "AZURE_OPENAI_API_KEY" in diagnostic.detail
    assert stub.seen == []


def test_an_unknown_key_is_not_an_error_during_the_plan() -> None:
    provider = Provider()
    config = configured(
        provider.schema.attributes,
        {"azure": {"endpoint": UNKNOWN, "api_version": VERSION, "api_key": UNKNOWN}},
    )
    assert provider.configure(config, terraform_version="1.11.4") == []
