"""Web pages that use the sandbox (CORS), the names of the server, and strict models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import openai
import pytest

import openai_sandbox
from tests.sandbox import DOCUMENT, PROJECT_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox import Sandbox

KEY = {"authorization": f"Bearer {PROJECT_KEY}"}


@pytest.fixture(scope="module")
def strict() -> Iterator[openai_sandbox.Sandbox]:
    """Yield a sandbox with all options of this module."""
    with openai_sandbox.Sandbox(
        document=DOCUMENT,
        strict_models=True,
        allowed_origins=["https://app.example.com"],
        page_hosts=["sandbox.internal"],
    ) as created:
        yield created


def _preflight(base_url: str, origin: str) -> httpx.Response:
    wanted = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    return httpx.options(f"{base_url}/responses", headers=wanted, trust_env=False)


def test_pages_of_this_machine_can_use_the_sandbox(sandbox: Sandbox) -> None:
    origin = "http://localhost:3000"
    preflight = _preflight(sandbox.base_url, origin)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == origin
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    answer = sandbox.client.post(
        "/responses", json={"model": "gpt-5", "input": "Hi"}, headers={"origin": origin}
    )
    assert answer.headers["access-control-allow-origin"] == origin
    assert answer.headers["access-control-expose-headers"] == "*"


def test_other_pages_can_use_the_sandbox_if_allowed(
    sandbox: Sandbox, strict: openai_sandbox.Sandbox
) -> None:
    origin = "https://app.example.com"
    assert _preflight(strict.base_url, origin).status_code == 200
    assert _preflight(sandbox.base_url, origin).status_code == 400
    for url, status in ((strict.base_url, 200), (sandbox.base_url, 403)):
        reset = f"{url.removesuffix('/v1')}/_sandbox/reset"
        answer = httpx.post(reset, headers={"origin": origin}, trust_env=False)
        assert answer.status_code == status
    assert "--allow-origin" in answer.text


def test_further_names_of_the_server_get_the_page(strict: openai_sandbox.Sandbox) -> None:
    url = strict.base_url.removesuffix("v1")
    host = {"host": "sandbox.internal:8181"}
    assert httpx.get(url, headers=host, trust_env=False).status_code == 200
    headers = {**host, "origin": "http://sandbox.internal:8181"}
    answer = httpx.post(f"{url}_sandbox/page/reset", headers=headers, trust_env=False)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/responses", {"model": "gpt-99", "input": "Hi"}),
        ("/chat/completions", {"model": "gpt-99", "messages": [{"role": "user", "content": "a"}]}),
        ("/embeddings", {"model": "gpt-99", "input": "Hi"}),
        ("/assistants", {"model": "gpt-99"}),
        ("/realtime/client_secrets", {"session": {"type": "realtime", "model": "gpt-99"}}),
    ],
)
def test_strict_models_refuse_unknown_models(
    strict: openai_sandbox.Sandbox, sandbox: Sandbox, path: str, body: dict[str, Any]
) -> None:
    answer = httpx.post(f"{strict.base_url}{path}", json=body, headers=KEY, trust_env=False)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "model_not_found")
    assert sandbox.client.post(path, json=body).is_success


def test_strict_models_accept_listed_models_and_free_json(strict: openai_sandbox.Sandbox) -> None:
    with openai.OpenAI(base_url=strict.base_url, api_key=PROJECT_KEY, max_retries=0) as client:
        for model in (
            "gpt-5",
            "gpt-5.2",
            "gpt-6.2-sol",
            "ft:gpt-4o-mini-2024-07-18:sandbox:support:A1b2C3d4",
        ):
            client.responses.create(model=model, input="Hi", metadata={"model": "mine"})
        assert client.models.retrieve("gpt-5.2").id == "gpt-5.2"
        with pytest.raises(openai.NotFoundError, match="gpt-99"):
            client.models.retrieve("gpt-99")
