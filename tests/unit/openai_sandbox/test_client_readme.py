"""Every Python example in the README of OpenAI's client runs against the sandbox.

The README is the description in the metadata of the installed package, so an example of a new version must run as it
stands, or be listed here with what it needs. The environment contains only the base URL and the key.
"""

from __future__ import annotations

import ast
import asyncio
import base64
import dataclasses
import hashlib
import hmac
import importlib.metadata
import inspect
import json
import re
import sys
import time
import types
import warnings
from typing import TYPE_CHECKING, Any

import openai
import pytest
from openai._base_client import BaseClient

from tests.sandbox import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

_PART = re.compile(
    r"^#+ (?P<heading>[^\n]*)$|^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
_CLIENT = "from openai import OpenAI\nclient = OpenAI()\n"
_ASYNC_CLIENT = "from openai import AsyncOpenAI\nclient = AsyncOpenAI()\n"

BEFORE = {
    # These examples are fragments: they use names that other examples define.
    "Vision 1": _CLIENT,
    "Pagination 3": _ASYNC_CLIENT,
    "Pagination 4": _ASYNC_CLIENT,
    "Request IDs 1": _ASYNC_CLIENT,
    "Request IDs 2": _ASYNC_CLIENT,
    "`.with_streaming_response` 1": _CLIENT,
    "Undocumented endpoints 1": _CLIENT,
    "File uploads 2": f"{_CLIENT}audio_bytes = bytes(1000)\n",
    "How to tell whether `None` means `null` or missing 1": (
        f"{_CLIENT}response = client.responses.create(model='gpt-5.5', input='')\n"
        "object.__setattr__(response, 'my_field', None)\n"
    ),
    # The example only waits for errors, so it would never end.
    "Realtime error handling 1": (
        "from openai import AsyncOpenAI\n"
        "from openai.resources.realtime.realtime import AsyncRealtimeConnection as Connection\n"
        "events = Connection.__aiter__\n"
        "async def until_error(self):\n"
        "    await self.send({'type': 'unknown'})\n"
        "    async for event in events(self):\n"
        "        yield event\n"
        "        if event.type == 'error':\n"
        "            return\n"
        "Connection.__aiter__ = until_error\n"
    ),
    # `...` stands for the arguments.
    "Configuring the HTTP client 2": (
        f"{_CLIENT}from openai import DefaultHttpx2Client as original\n"
        "DefaultHttpx2Client = lambda _: original()\n"
    ),
}
"""What the test adds at the beginning of an example, by its heading and its number below the heading."""
EXPECTED: dict[str, type[Exception]] = {
    "Pagination 4": AttributeError,  # only pages of other lists have `after`
    "Nested params 1": openai.BadRequestError,  # OpenAI also wants the word "json" in the input
    "Undocumented endpoints 1": openai.NotFoundError,  # OpenAI has no endpoint /foo either
}
"""The errors that an example raises, like with OpenAI."""
ERRORS = {"Handling errors 1": 400}
"""The statuses of the errors that an example handles."""
ELSEWHERE = {
    # The client sends these to other servers, and reads the addresses from nowhere.
    "Kubernetes (service account tokens) 1": "exchanges a token with auth.openai.com",
    "X.509 workload identity (mutual TLS) 1": "exchanges a certificate with mtls.auth.openai.com",
    "Microsoft Azure OpenAI 1": "uses an endpoint of Azure in its text",
    "Amazon Bedrock 1": "uses AWS",
    "Amazon Bedrock 2": "uses AWS",
    "Amazon Bedrock 3": "uses AWS",
    "Legacy `BedrockOpenAI` client 1": "uses AWS",
}
"""The examples that use another server, and why."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Example:
    """An example: its heading with its number below the heading, and its code."""

    name: str
    code: str


def _examples() -> list[Example]:
    metadata = importlib.metadata.metadata("openai")
    text = str(metadata.get_payload() or metadata["Description"])  # type: ignore[attr-defined]
    found: list[Example] = []
    heading, number = "", 0
    for part in _PART.finditer(text):
        if part["heading"] is not None:
            heading, number = part["heading"], 0
        elif part["language"] in {"py", "python"}:
            number += 1
            found.append(Example(name=f"{heading} {number}", code=part["code"]))
    return found


_EXAMPLES = _examples()


@pytest.fixture(autouse=True)
def prepared(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the environment, write the files that the examples read, and let the client validate the responses."""
    monkeypatch.chdir(tmp_path)
    for name, value in sandbox.environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "path" / "to").mkdir(parents=True)
    (tmp_path / "path" / "to" / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "input.jsonl").write_text('{"messages": []}\n')
    strict = property(lambda _self: True, lambda _self, _value: None)
    monkeypatch.setattr(BaseClient, "_strict_response_validation", strict, raising=False)


def _run(name: str, code: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "example"}
    compiled = compile(
        BEFORE.get(name, "") + code, name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    )
    function = types.FunctionType(compiled, namespace)
    run = asyncio.run

    async def closing(main: Any) -> None:
        try:
            await main
        finally:
            for value in namespace.values():
                if isinstance(value, openai.AsyncOpenAI):
                    await value.close()

    with pytest.MonkeyPatch.context() as patch:  # the examples do not close their clients
        patch.setattr(asyncio, "run", lambda main: run(closing(main)))
        result = function()
        if compiled.co_flags & inspect.CO_COROUTINE:  # the example awaits something itself
            asyncio.run(result)
    return namespace


@pytest.mark.parametrize(
    "example", [one for one in _EXAMPLES if one.name not in ELSEWHERE], ids=lambda one: one.name
)
def test_an_example_runs(example: Example, sandbox: Sandbox, request: Any) -> None:
    if "flask" in example.code:
        request.getfixturevalue("web_server")
    if "OPENAI_MTLS" in example.code:
        request.getfixturevalue("certificate")
    expected = EXPECTED.get(example.name)
    allowed = {200, 101, ERRORS.get(example.name)}
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # pydantic warns about values of other types
        if expected is not None:
            with pytest.raises(expected) as caught:
                _run(example.name, example.code)
            allowed.add(getattr(caught.value, "status_code", None))
        else:
            namespace = _run(example.name, example.code)
            if "flask" in example.code:
                _check_webhook(sandbox, namespace)
    assert {one["status"] for one in sandbox.requests()} <= allowed


def test_the_lists_name_only_examples_of_the_readme() -> None:
    names = {one.name for one in _EXAMPLES}
    assert len(names) > 40
    assert {*BEFORE, *EXPECTED, *ERRORS, *ELSEWHERE} <= names


@pytest.fixture
def web_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace Flask, which calls the function of the example: the example is about the signature."""

    class Flask:
        def __init__(self, name: str) -> None:
            self.name = name

        def route(self, path: str, methods: list[str]) -> Any:
            assert (path, methods) == ("/webhook", ["POST"])
            return lambda function: function

    module: Any = types.ModuleType("flask")
    module.Flask, module.request = Flask, types.SimpleNamespace()
    monkeypatch.setitem(sys.modules, "flask", module)


def _check_webhook(sandbox: Sandbox, namespace: dict[str, Any]) -> None:
    """Let the example receive an event that is signed with the secret of an endpoint of the sandbox."""
    endpoint = {"url": "https://example.com", "name": "a", "event_types": ["response.completed"]}
    created = sandbox.client.post("/webhook_endpoints", json=endpoint).json()
    namespace["client"].webhook_secret = created["signing_secret"]
    event = {"object": "event", "id": "evt_1", "type": "response.completed", "created_at": 1}
    text = json.dumps({**event, "data": {"id": "resp_1"}})
    moment = str(int(time.time()))
    key = base64.b64decode(created["signing_secret"].removeprefix("whsec_"))
    digest = hmac.new(key, f"wh_1.{moment}.{text}".encode(), hashlib.sha256).digest()
    request = namespace["request"]
    request.get_data = lambda as_text: text
    request.headers = {
        "webhook-id": "wh_1",
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
    assert namespace["webhook"]() == "ok"
    request.headers["webhook-signature"] = "v1,AAAA"
    assert namespace["webhook"]() == ("Invalid signature", 400)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a certificate for the examples of mutual TLS, whose base URL is that of the sandbox."""
    import datetime as dt

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "client")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    files = {
        "OPENAI_MTLS_CERTIFICATE_CHAIN": signed.public_bytes(serialization.Encoding.PEM),
        "OPENAI_MTLS_PRIVATE_KEY": key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    }
    for variable, content in files.items():
        file = tmp_path / f"{variable}.pem"
        file.write_bytes(content)
        monkeypatch.setenv(variable, str(file))
