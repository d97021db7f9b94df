"""The WebSockets of the Realtime API and of the Responses API, with OpenAI's client.

The sandbox of the tests also sends an error for each event that the document does not allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openai
import pytest
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from openai_sandbox import Sandbox as InProcessSandbox
from tests.sandbox import DOCUMENT, PROJECT_KEY, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openai.resources.realtime.realtime import RealtimeConnection

_TURN = [
    "response.created",
    "rate_limits.updated",
    "response.output_item.added",
    "conversation.item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "conversation.item.done",
    "response.output_item.done",
    "response.done",
]
_LOOK: Any = {"type": "function", "name": "look", "parameters": {"type": "object"}}


@pytest.fixture
def connection(client: openai.OpenAI) -> Iterator[RealtimeConnection]:
    with client.realtime.connect(model="gpt-realtime") as opened:
        assert opened.recv().type == "session.created"
        opened.session.update(session={"type": "realtime", "output_modalities": ["text"]})
        assert opened.recv().type == "session.updated"
        yield opened


def say(connection: RealtimeConnection, text: str) -> None:
    content: Any = [{"type": "input_text", "text": text}]
    connection.conversation.item.create(
        item={"type": "message", "role": "user", "content": content}
    )
    kinds = [connection.recv().type for _ in range(2)]
    assert kinds == ["conversation.item.added", "conversation.item.done"]


def events(connection: Any, last: str = "response.done") -> list[Any]:
    found = []
    for event in connection:
        found.append(event)
        if event.type == last:
            break
    return found


def raw(
    sandbox: Sandbox,
    path: str,
    key: str | None = PROJECT_KEY,
    headers: Any = None,
    **options: Any,
) -> Any:
    headers = {**(headers or {}), **({} if key is None else {"authorization": f"Bearer {key}"})}
    url = sandbox.base_url.replace("http", "ws", 1)
    return connect(f"{url}{path}", additional_headers=headers, **options)


def test_a_text_turn_is_streamed_in_words(connection: RealtimeConnection) -> None:
    say(connection, "Say hello!")
    connection.response.create()
    received = events(connection)
    assert list(dict.fromkeys(one.type for one in received)) == _TURN
    said = "".join(one.delta for one in received if one.type == "response.output_text.delta")
    assert said.endswith("Say hello!")
    response = received[-1].response
    assert response.status == "completed"
    assert response.output[0].content[0].text == said
    assert response.usage.total_tokens > response.usage.output_tokens > 0


def test_speech_has_a_transcript(connection: RealtimeConnection) -> None:
    connection.input_audio_buffer.append(audio="AAAA")
    connection.input_audio_buffer.commit()
    kinds = [connection.recv().type for _ in range(3)]
    assert kinds == [
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
    ]
    connection.response.create(response={"output_modalities": ["audio"], "instructions": "Speak."})
    received = events(connection)
    kinds = [one.type for one in received]
    assert "response.output_audio.delta" in kinds
    (part,) = received[-1].response.output[0].content
    assert part.type == "output_audio"
    assert part.transcript


def test_a_function_is_called_and_its_output_is_used(connection: RealtimeConnection) -> None:
    say(connection, "Look!")
    connection.response.create(response={"tools": [_LOOK], "tool_choice": "required"})
    (call,) = events(connection)[-1].response.output
    assert (call.name, call.arguments) == ("look", "{}")
    connection.conversation.item.create(
        item={"type": "function_call_output", "call_id": call.call_id, "output": "A tree"}
    )
    connection.response.create()
    assert events(connection)[-1].response.output[0].type == "message"


def test_items_can_be_read_deleted_and_ordered(connection: RealtimeConnection) -> None:
    item: Any = {"id": "one", "type": "message", "role": "system", "content": []}
    connection.conversation.item.create(item=item)
    connection.conversation.item.create(item={**item, "id": "two"}, previous_item_id="root")
    received = [connection.recv() for _ in range(4)]
    assert [one.previous_item_id for one in received] == [None] * 4  # type: ignore[union-attr]
    connection.conversation.item.retrieve(item_id="two")
    assert connection.recv().item.id == "two"  # type: ignore[union-attr]
    connection.conversation.item.delete(item_id="two")
    assert connection.recv().type == "conversation.item.deleted"
    connection.conversation.item.delete(item_id="two")
    error = connection.recv()
    assert error.type == "error"
    assert error.error.code == "item_not_found"


@pytest.mark.parametrize(
    ("event", "code", "param"),
    [
        ({"type": "session.end"}, "invalid_value", "type"),
        (
            {"type": "session.update", "session": {"type": "realtime", "colour": "red"}},
            "unknown_parameter",
            "session.colour",
        ),
        ({"type": "session.update", "session": {"type": "transcription"}}, None, "session.type"),
        ({"type": "response.cancel"}, "response_cancel_not_active", None),
        ({"type": "input_audio_buffer.commit"}, "input_audio_buffer_commit_empty", None),
    ],
)
def test_an_error_leaves_the_connection_open(
    connection: RealtimeConnection, event: Any, code: str | None, param: str | None
) -> None:
    connection.send({**event, "event_id": "mine"})
    error = connection.recv()
    assert error.type == "error"
    assert (error.error.code, error.error.param, error.error.event_id) == (code, param, "mine")
    connection.send_raw("no JSON")
    assert connection.recv().type == "error"
    say(connection, "Still there?")


def test_an_unknown_model_fails_at_the_response(client: openai.OpenAI) -> None:
    with client.realtime.connect(model="unknown") as connection:
        connection.response.create()
        (*_, last) = events(connection)
    assert last.response.status == "failed"
    assert last.response.status_details.error.code == "model_not_found"


def test_answers_can_be_scripted() -> None:
    answers = [
        {"when": {"endpoint": "realtime", "input": "*weather*"}, "text": "Rain.", "pace": "1ms"},
        {"error": {"status": 500, "code": "server_error"}},
    ]
    with (
        InProcessSandbox(answers=answers, document=DOCUMENT) as sandbox,
        openai.OpenAI(base_url=sandbox.base_url, api_key=PROJECT_KEY) as client,
        client.realtime.connect(model="gpt-realtime") as connection,
    ):
        connection.recv()
        say(connection, "How is the weather?")
        connection.response.create(response={"output_modalities": ["text"]})
        assert events(connection)[-1].response.output[0].content[0].text == "Rain."
        connection.response.create(response={"conversation": "none", "input": []})
        assert events(connection)[-1].response.status_details.error.code == "server_error"


@pytest.mark.parametrize(
    ("path", "key", "status", "reason"),
    [
        ("/realtime?model=gpt-realtime", None, 3000, "invalid_request_error.invalid_api_key"),
        ("/realtime?model=gpt-realtime", "other", 3000, "invalid_request_error.invalid_api_key"),
        ("/realtime?beta", PROJECT_KEY, 4000, "invalid_request_error.beta_api_shape_disabled"),
        ("/realtime", PROJECT_KEY, 4000, "invalid_request_error.missing_model"),
    ],
)
def test_a_refused_conversation_is_closed_with_the_reason(
    sandbox: Sandbox, path: str, key: str | None, status: int, reason: str
) -> None:
    headers = {"openai-beta": "realtime=v1"} if "beta" in path else {}
    with raw(sandbox, path, key, headers=headers) as connection:
        assert '"type": "error"' in connection.recv()
        with pytest.raises(ConnectionClosed) as caught:
            connection.recv()
    assert caught.value.rcvd is not None
    assert (caught.value.rcvd.code, caught.value.rcvd.reason) == (status, reason)


def test_a_browser_sends_its_key_as_a_subprotocol(sandbox: Sandbox) -> None:
    secret = sandbox.client.post("/realtime/client_secrets", json={}).json()["value"]
    protocols = ["realtime", f"openai-insecure-api-key.{secret}"]
    path = "/realtime?model=gpt-realtime"
    page = "http://localhost:3000"
    with raw(sandbox, path, None, subprotocols=protocols, origin=page) as connection:
        assert connection.subprotocol == "realtime"
        assert "session.created" in connection.recv()
    other = "https://example.com"
    with pytest.raises(InvalidStatus, match="403"):
        raw(sandbox, path, None, subprotocols=protocols, origin=other)


def test_faults_apply_to_connections(sandbox: Sandbox) -> None:
    path = "/realtime?model=gpt-realtime"
    with sandbox.faults("429:times=1"), pytest.raises(InvalidStatus, match="429"):
        raw(sandbox, path)
    connection: ClientConnection
    with sandbox.faults("drop-after", "latency=1ms"), raw(sandbox, path) as connection:
        connection.recv()
        connection.send("{}")
        connection.recv()
        with pytest.raises(ConnectionClosed):
            connection.recv()
    with sandbox.faults("drop-before"), pytest.raises(InvalidMessage):
        raw(sandbox, path)
    refused, dropped, none = sandbox.requests(path="/realtime")
    assert (refused["status"], dropped["status"], none["status"]) == (429, 101, 0)
    assert dropped["body"] == [{}]
    page = sandbox.client.get(f"{sandbox.origin}/_sandbox/page/requests").text
    assert page.count("realtime") >= 3


def test_responses_continue_each_other_over_one_connection(client: openai.OpenAI) -> None:
    with client.responses.connect() as connection:
        connection.response.create(model="gpt-4o", input="Hello")
        received = events(connection, "response.completed")
        assert [one.sequence_number for one in received] == list(range(len(received)))
        first = received[-1].response
        following: Any = {"previous_response_id": first.id, "stream_id": "lane"}
        connection.send({"type": "response.create", "model": "gpt-4o", "input": "Bye", **following})
        received = events(connection, "response.completed")
        assert {one.stream_id for one in received} == {"lane"}
        assert received[-1].response.output_text.endswith("Bye")
        connection.response.create(model="unknown", input="Hello")
        error = connection.recv()
        assert error.type == "error"
        assert (error.status, error.error.code) == (404, "model_not_found")
    assert client.responses.retrieve(first.id).output_text == first.output_text


def test_connections_are_refused_where_all_answers_are_recordings(tmp_path: Path) -> None:
    recording = tmp_path / "recording.yaml"
    with InProcessSandbox(record=recording, upstream="http://localhost:9/v1") as recorder:
        url = recorder.base_url.replace("http", "ws")
        headers = {"authorization": f"Bearer {PROJECT_KEY}"}
        with connect(f"{url}/realtime?model=gpt-realtime", additional_headers=headers) as opened:
            assert "neither recorded nor replayed" in str(opened.recv())
        with pytest.raises(InvalidStatus, match="400"):
            connect(f"{url}/responses", additional_headers=headers)
