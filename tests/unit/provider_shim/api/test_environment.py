"""Errors about proxies and certificates that do not work: with advice, and without passwords."""

from __future__ import annotations

from pathlib import Path

import pytest

from provider_shim.api.client import Api, Settings
from provider_shim.api.environment import advice
from provider_shim.api.exchange import Request
from provider_shim.vocabulary.diagnostics import OutcomeUnknownError, ProviderError
from tests.unit.provider_shim.odd_server import Say, odd_server

pytestmark = pytest.mark.usefixtures("short_waits", "direct")

_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*_PROXIES, "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def failure(base_url: str = "https://api.example/v1") -> ProviderError:
    """Return the error of a create."""
    api = Api(Settings(api_key="sk-x", base_url=base_url, max_retries=1))
    request = Request(
        method="POST",
        path="/things",
        template="/things",
        needed_by="openai_thing",
        attempted="create the thing",
        body={},
        repeatable=False,
    )
    with pytest.raises(ProviderError) as failed:
        api.send(request)
    return failed.value


@pytest.mark.parametrize("status", [407, 502])
def test_a_refusal_by_the_proxy_means_that_nothing_was_sent(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with odd_server(Say(status=status)) as proxy:
        address = proxy.base_url.removesuffix("/v1").replace("//", "//me:secret-word@")
        monkeypatch.setenv("HTTPS_PROXY", address)
        failed = failure()
        assert [one.method for one in proxy.heard] == ["CONNECT", "CONNECT"]
    assert not isinstance(failed, OutcomeUnknownError)
    assert str(status) in failed.detail
    assert "HTTPS_PROXY" in failed.detail
    assert "secret-word" not in failed.detail


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_a_server_of_this_machine_is_reached_without_the_proxy(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with odd_server(Say(status=502)) as proxy, odd_server(Say(status=400)) as server:
        monkeypatch.setenv(variable, proxy.base_url.removesuffix("/v1"))
        failure(server.base_url)
        assert len(server.heard) == 1
        assert proxy.heard == []


@pytest.mark.parametrize(
    "exception", ["api.invalid", ".invalid", "other.invalid, api.invalid", "*"]
)
def test_an_exception_of_the_proxy_is_reached_without_it(
    exception: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with odd_server(Say(status=502)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.base_url.removesuffix("/v1"))
        monkeypatch.setenv("NO_PROXY", exception)
        assert "No answer from https://api.invalid" in failure("https://api.invalid/v1").detail
        assert proxy.heard == []


@pytest.mark.parametrize(
    ("variable", "address"),
    [
        ("HTTPS_PROXY", "http://me:secret#word@proxy.example:8080"),
        ("HTTPS_PROXY", "gopher://me:secret-word@proxy.example:8080"),
        ("ALL_PROXY", "socks5://me:secret-word@proxy.example:1080"),
    ],
)
def test_an_unusable_proxy_is_reported_without_its_password(
    variable: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, address)
    failed = failure()
    assert failed.summary == "Unusable proxy"
    assert variable in failed.detail
    assert "secret" not in failed.detail


@pytest.mark.parametrize("content", [None, ""])
def test_unloadable_certificates_are_reported_with_their_variable(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "authorities.pem"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    failed = failure()
    assert failed.summary == "Unusable certificates"
    assert "SSL_CERT_FILE" in failed.detail


def test_an_unknown_authority_is_reported_with_the_variable_to_set() -> None:
    for reason in ("self-signed certificate", "unable to get local issuer certificate"):
        assert "SSL_CERT_FILE" in advice("ConnectError", f"CERTIFICATE_VERIFY_FAILED: {reason}")
    assert not advice("ConnectError", "CERTIFICATE_VERIFY_FAILED: certificate has expired")


def test_a_server_of_this_machine_that_does_not_run_is_probably_the_sandbox() -> None:
    refused = "[Errno 111] Connection refused"
    assert "openai-cdktf sandbox" in advice("ConnectError", refused, is_local=True)
    assert "the proxy if there is one" in advice("ConnectError", "[SSL] record layer failure")
    assert not advice("ConnectError", refused)
    assert not advice("ReadTimeout", "timed out", is_local=True)
