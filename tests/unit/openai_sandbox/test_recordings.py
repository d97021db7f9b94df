"""Recordings of models' answers, and their replay. Another sandbox, and a server that breaks, are the real API."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import openai
import pytest
import yaml

from openai_sandbox import FileError, Sandbox, UpstreamError
from openai_sandbox.recordings import event_streams, files
from openai_sandbox.recordings.exchanges import (
    Event,
    Exchange,
    RecordedRequest,
    RecordedResponse,
    differences,
)
from openai_sandbox.recordings.redaction import Redaction
from openai_sandbox.recordings.upstream import Upstream
from tests.sandbox import DOCUMENT

KEY = "sk-proj-very-secret-0123456789"
ORGANIZATION = "org-Abcdefghijkl0123456789"
COOKIE = "session=cookie-of-the-user"
_SECRETS = (KEY, ORGANIZATION, "cookie-of-the-user", "token-of-a-server")
_ANSWERS: Any = [
    {"when": {"input": "again"}, "sequence": [{"text": "One"}, {"text": "Two"}]},
    {"when": {"input": "stream"}, "text": "A streamed text\nof two lines", "pace": "1ms"},
]


@pytest.fixture(scope="module")
def upstream() -> Iterator[Sandbox]:
    with Sandbox(document=DOCUMENT, answers=_ANSWERS) as sandbox:
        yield sandbox


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "recording.yaml"


@contextlib.contextmanager
def client_of(**options: Any) -> Iterator[tuple[openai.OpenAI, Sandbox]]:
    with (
        Sandbox(document=DOCUMENT, **options) as sandbox,
        openai.OpenAI(
            base_url=sandbox.base_url,
            api_key=KEY,
            organization=ORGANIZATION,
            default_headers={"cookie": COOKIE},
            max_retries=0,
        ) as client,
    ):
        yield client, sandbox


def everything(client: openai.OpenAI) -> list[Any]:
    """Requests of all forms, and what they return."""
    hello: Any = [{"role": "user", "content": "Hello"}]
    answer = client.responses.create(model="gpt-4o", input="Hello", background=True)
    return [
        answer,
        *(client.responses.retrieve(answer.id).status for _ in range(3)),
        *(client.responses.create(model="gpt-4o", input="again").output_text for _ in range(3)),
        *client.responses.create(model="gpt-4o", input="stream", stream=True),
        *client.chat.completions.create(model="gpt-4o", messages=hello, stream=True),
        client.chat.completions.create(model="gpt-4o", messages=hello),
        client.embeddings.create(model="text-embedding-3-small", input="Hello").data[0].embedding,
        client.moderations.create(input="I hate you").results[0].flagged,
        client.images.generate(prompt="A cat", model="gpt-image-1").data,
        client.audio.speech.create(model="tts-1", voice="alloy", input="Hello").read(),
        client.audio.transcriptions.create(
            model="whisper-1", file=("a.mp3", b"sound"), response_format="text"
        ),
    ]


def test_a_recording_is_replayed_without_the_real_api(upstream: Sandbox, file: Path) -> None:
    upstream.reset()
    with client_of(record=file, upstream=upstream.base_url) as (client, _):
        recorded = everything(client)
        client.files.create(file=("a.txt", b"text"), purpose="assistants")  # stays in the sandbox
    assert recorded[4:7] == ["One", "Two", "Two"]
    paths = {one["path"] for one in upstream.requests}
    assert "/v1/files" not in paths
    assert all(
        (one["key_kind"], one["headers"]["openai-organization"]) == ("project", ORGANIZATION)
        for one in upstream.requests
    )
    upstream.clear_requests()
    with client_of(replay=file) as (client, sandbox):
        assert everything(client) == recorded
        sandbox.reset()  # the sequences begin again
        assert client.responses.create(model="gpt-4o", input="again").output_text == "One"
        with pytest.raises(openai.APIStatusError), sandbox.faults("503"):  # faults apply, too
            client.responses.create(model="gpt-4o", input="again")
    assert upstream.requests == []
    text = file.read_text()
    assert "A streamed text\\nof two lines" in text or "|-\n" in text
    assert not [one for one in _SECRETS if one in text]


def test_a_request_without_a_recording_names_the_nearest_one(upstream: Sandbox, file: Path) -> None:
    with client_of(record=file, upstream=upstream.base_url) as (client, _):
        client.responses.create(model="gpt-4o", input="Hello", temperature=0)
        client.responses.create(model="gpt-4o", input="Something else", top_p=1)
    with client_of(replay=file) as (client, _):
        with pytest.raises(openai.BadRequestError) as caught:
            client.responses.create(model="gpt-4o", input="Hallo", temperature=0)
        assert caught.value.code == "no_recording"
        for part in (f"{file}:4", 'its \'input\' is "Hello" instead of "Hallo"', "--answers"):
            assert part in caught.value.message
        with pytest.raises(openai.BadRequestError, match=r"no recording of POST /embeddings\."):
            client.embeddings.create(model="text-embedding-3-small", input="Hello")
    with client_of(answers=file) as (client, _):  # the sandbox answers the rest
        assert "Hallo" in client.responses.create(model="gpt-4o", input="Hallo").output_text
        found = client.responses.create(model="gpt-4o", input="Hello", temperature=0)
        assert found.id in file.read_text()


def test_long_values_are_shown_where_they_differ() -> None:
    recorded, sent = (
        RecordedRequest(name="POST /responses", body={"input": "same " * 50 + one})
        for one in ("recorded", "sent")
    )
    assert differences(sent, recorded) == (
        "its 'input' is …same same same same recorded\" instead of …same same same same sent\""
    )


def test_a_recording_can_be_written_by_hand_beside_a_script() -> None:
    events = [{"event": "a", "data": {"n": 1}}, {"data": "[DONE]"}]
    recordings = [
        {"request": "POST /completions", "body": {"a": 1}, "response": {"events": events}},
        {"request": "GET /responses/r", "response": {"status": 418, "text": "A teapot"}},
    ]
    with (
        Sandbox(document=DOCUMENT, replay=recordings) as sandbox,
        httpx.Client(
            base_url=sandbox.base_url, headers={"authorization": f"Bearer {KEY}"}, trust_env=False
        ) as client,
    ):
        sent = {"a": 1, "stream": False, "b": None}  # false and null have no effect
        answer = client.post("/completions", json=sent)
        assert answer.text == 'event: a\ndata: {"n": 1}\n\ndata: [DONE]\n\n'
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert client.get("/responses/r").status_code == 418
        assert client.get("/responses/r?include=a").status_code == 400
        assert client.get("/responses/r", headers={"authorization": ""}).status_code == 401


def test_the_pace_of_a_recording_is_kept_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("openai_sandbox.recordings.book.asyncio", SimpleNamespace(sleep=sleep))
    events = [{"data": {}}, {"data": {}, "after": "30ms"}, {"data": "[DONE]", "after": "1s"}]
    recording = {"request": "POST /responses", "response": {"delay": "2ms", "events": events}}
    for keep_pace in (False, True):
        with client_of(replay=[recording], keep_pace=keep_pace) as (_, sandbox):
            url = f"{sandbox.base_url}/responses"
            headers = {"authorization": f"Bearer {KEY}"}
            answer = httpx.post(url, headers=headers, trust_env=False)
            assert answer.text.count("data: ") == 3
        assert waits == ([0, 0.03, 1] if keep_pace else [])


def test_a_schema_with_a_property_for_headers_is_recorded_as_it_is() -> None:
    schema = {"properties": {"headers": {"type": "object"}, "authorization": {"type": "string"}}}
    assert Redaction().json(schema) == schema
    server = {"server_label": "a", "headers": {"X-Key": "b"}, "authorization": "c"}
    expected = {"server_label": "a", "headers": {"X-Key": "***"}, "authorization": "***"}
    assert Redaction().json(server) == expected


def test_recorded_requests_are_not_sent_again(upstream: Sandbox, file: Path) -> None:
    with client_of(record=file, upstream=upstream.base_url) as (client, _):
        first = client.responses.create(model="gpt-4o", input="Hello")
    with client_of(record=file, replay=file, upstream=upstream.base_url) as (client, _):
        assert client.responses.create(model="gpt-4o", input="Hello") == first
        assert client.responses.create(model="gpt-4o", input="Bye").id != first.id
    assert [one["body"]["input"] for one in _recorded(file)] == ["Hello", "Bye"]


def _recorded(file: Path) -> list[dict[str, Any]]:
    recordings: list[dict[str, Any]] = yaml.safe_load(file.read_text())["recordings"] or []
    return recordings


class _Breaking(http.server.BaseHTTPRequestHandler):
    """Echoes the secrets of a request, or breaks the response, as the model's name says."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        model = json.loads(body)["model"]
        # No cookie arrives here: it is for the sandbox.
        secrets = [self.headers["authorization"], self.headers["openai-organization"], COOKIE]
        assert "cookie" not in self.headers
        echo = json.dumps({"error": {"message": f"Wrong: {secrets}", "code": "x"}}).encode()
        if model == "slow":
            self.server.waiting.wait(20)  # type: ignore[attr-defined]
            return
        status = int(model) if model.isdigit() else 200
        self.send_response(status)
        self.send_header("x-request-id", "req_upstream")
        self.send_header("set-cookie", COOKIE)
        self.send_header("x-echo", secrets[0])
        if status != 200:
            content, size, kind = echo, len(echo), "application/json"
        elif model == "stream":
            events = [
                b'data: {"delta": %s}\n\n' % json.dumps(secrets).encode(),
                b"data: [DONE]\n\n",
            ]
            content, size, kind = b"".join(events), sum(map(len, events)), "text/event-stream"
        elif model == "cut stream":
            content, size, kind = b"data: {}\n\n", 100, "text/event-stream"
        elif model == "half event":
            content, size, kind = b'data: {"a', 9, "text/event-stream"
        elif model == "no json":
            content, size, kind = b'{"a', 3, "application/json"
        else:
            content, size, kind = b"{}", 100, "application/json"
        self.send_header("content-type", kind)
        self.send_header("content-length", str(size))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = size != len(content)

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def breaking() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Breaking)
    server.waiting = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.waiting.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def test_keys_are_neither_in_the_file_nor_on_the_page(
    breaking: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hosted = {
        "type": "mcp",
        "server_label": "a",
        "authorization": "token-of-a-server",
        "headers": {"X-Key": "token-of-a-server"},
    }
    with client_of(record=file, upstream=breaking) as (client, sandbox):
        for model in ("400", "401", "500", "stream", "no json"):
            with contextlib.suppress(openai.APIError, json.JSONDecodeError):
                answer = client.responses.with_raw_response.create(
                    model=model, input=f"My key is {KEY}", tools=[hosted], user=ORGANIZATION
                )
                assert "set-cookie" not in answer.headers
        kept = file.read_text() + json.dumps(sandbox.requests) + caplog.text
        origin = sandbox.base_url.removesuffix("/v1")
        for number in range(1, 6):
            page = httpx.get(f"{origin}/_sandbox/page/requests/{number}", trust_env=False)
            kept += page.raise_for_status().text
        kept += httpx.get(f"{origin}/_sandbox/page/requests", trust_env=False).text
    assert not [one for one in _SECRETS if one in kept]
    assert "My key is ***" in kept
    assert [one["response"]["status"] for one in _recorded(file)] == [400, 200]
    assert _recorded(file)[1]["response"]["events"][0]["data"]["delta"] == [
        "Bearer ***",
        "***",
        "session=***",
    ]


def test_errors_are_passed_on_as_they_are(breaking: str, file: Path) -> None:
    with client_of(record=file, upstream=breaking) as (client, sandbox):
        for status in (400, 401, 429, 503):
            with pytest.raises(openai.APIStatusError) as caught:
                client.responses.create(model=str(status), input="Hello")
            assert caught.value.status_code == status
            assert caught.value.code == "x"
            assert caught.value.request_id == "req_upstream"
            assert sandbox.requests[-1]["error"].startswith("Wrong: ")
    # The other errors do not depend on the request.
    assert [one["response"]["status"] for one in _recorded(file)] == [400]


def test_nothing_is_recorded_of_a_response_that_is_cut(
    breaking: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with client_of(record=file, upstream=breaking) as (client, sandbox):
        for model, status, seconds in (("slow", 504, 0.1), ("cut", 502, 60)):
            monkeypatch.setattr("openai_sandbox.recordings.upstream._READ_SECONDS", seconds)
            with pytest.raises(openai.APIStatusError, match="Nothing is recorded") as caught:
                client.responses.create(model=model, input="Hello")
            assert caught.value.status_code == status
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.post(
                f"{sandbox.base_url}/responses",
                headers={"authorization": f"Bearer {KEY}"},
                json={"model": "cut stream"},
                trust_env=False,
            )
        assert "no complete response" in sandbox.requests[-1]["error"]
        for model in ("half event", "no json"):  # arrives whole, but is not valid
            client.responses.with_raw_response.create(model=model, input="Hello")
            assert "not recorded" in sandbox.requests[-1]["error"]
    assert _recorded(file) == []


def test_a_real_api_that_is_down_is_named(file: Path) -> None:
    with (
        client_of(record=file, upstream="http://127.0.0.1:9/v1") as (client, _),
        pytest.raises(openai.InternalServerError, match=r"127\.0\.0\.1:9/v1 could not be"),
    ):
        client.responses.create(model="gpt-4o", input="Hello")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("api.openai.com", "is not a URL"),
        ("ftp://a/v1", "is not a URL"),
        ("http://192.0.2.1/v1", "without encryption"),
        ("https://a:b@example.com/v1", "no user name"),
    ],
)
def test_an_upstream_that_cannot_be_used_is_refused(file: Path, url: str, reason: str) -> None:
    with pytest.raises(UpstreamError, match=reason):
        Upstream(url, file)
    assert not file.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("recordings:\n- request: responses\n  response: {}\n", ":2: .*written as POST"),
        ("recordings:\n- request: GET /a\n  response: {text: a, body: b}\n", ":3: .*only one of"),
        ("recordings: []\n", "Move `recordings:` to its end"),
        ("recordings:\nanswers: []\n", "Move `recordings:` to its end"),
    ],
)
def test_a_file_that_takes_no_recordings_is_refused(file: Path, content: str, message: str) -> None:
    file.write_text(content)
    with pytest.raises(FileError, match=message):
        Upstream("https://example.com/v1", file)
    assert file.read_text() == content


def test_recordings_are_added_after_the_answers_of_a_script(file: Path) -> None:
    file.write_text("answers:\n- text: Hi\nrecordings:")
    files.prepare(file)
    files.append(
        file,
        Exchange(request=RecordedRequest(name="GET /responses/a"), response=RecordedResponse()),
    )
    assert len(files.read(file)) == 1


@pytest.mark.parametrize(
    "text",
    ["", "a: b", "  x\n\n y \n", "2026-01-01", "\ud83d", "é\u2028\x85\x07", "- # 'q' \"", "\t\n"],
)
def test_every_text_survives_the_file(file: Path, text: str) -> None:
    clean = Redaction().text(text)
    exchange = Exchange(
        request=RecordedRequest(name="POST /responses", body={"input": clean, "n": [1e-05, True]}),
        response=RecordedResponse(events=(Event(data={"delta": clean}, event="e", after=0.25),)),
    )
    files.prepare(file)
    files.append(file, exchange)
    (found,) = files.read(file)
    assert (found.request, found.response.events) == (exchange.request, exchange.response.events)


def test_events_are_found_in_pieces_of_any_size() -> None:
    stream = b': wait\r\n\r\nevent: a\r\ndata: {"x":\r\ndata: "\xc3\xa9"}\r\n\r\ndata: [DONE]\n\n'
    events = list(
        event_streams.parsed((one / 10, stream[one : one + 1]) for one in range(len(stream)))
    )
    assert [(one.event, one.data) for one in events] == [("a", {"x": "é"}), (None, "[DONE]")]
    assert events[0].after == 0
    assert events[1].after > 0
