"""Every helper of OpenAI's client runs against the sandbox: streams, parsing, polling, uploads, webhooks, connections.

A helper is a method of the client that is not one request. The list comes from the installed package, so a helper of a new
version needs a program here. The client validates the responses against its types.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib
import inspect
import io
import json
import pkgutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import openai
import openai.resources
import pydantic
import pytest
from websockets.exceptions import InvalidStatus

from tests.sandbox import Sandbox
from tests.unit.openai_sandbox.strict import strict

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTIONS = "openai.resources."
_HELLO: Any = [{"role": "user", "content": "Hello"}]
_FAST: Any = {"poll_interval_ms": 1}


class Step(pydantic.BaseModel):
    """One step of a calculation."""

    explanation: str
    number: int


class Answer(pydantic.BaseModel):
    """A structured answer with a nested list and a closed set of values."""

    steps: list[Step]
    mood: Literal["sure", "unsure"]


class Look(pydantic.BaseModel):
    """The arguments of a function."""

    place: str


def helpers() -> dict[str, type]:
    """Return the class of each helper. The helpers are named like ``responses.Responses.stream``."""
    found: dict[str, type] = {}
    for module in pkgutil.walk_packages(openai.resources.__path__, _SECTIONS):
        content = importlib.import_module(module.name)
        for name, kind in inspect.getmembers(content, inspect.isclass):
            if kind.__module__ != module.name or not issubclass(
                kind, openai.resources.files.SyncAPIResource
            ):
                continue
            requests = getattr(content, f"{name}WithRawResponse", None)
            wrapped = set(requests.__init__.__code__.co_names) if requests else set()
            place = ".".join(dict.fromkeys(module.name.removeprefix(_SECTIONS).split(".")))
            for method, function in vars(kind).items():
                if (
                    inspect.isfunction(function)
                    and not method.startswith("_")
                    and method not in wrapped
                ):
                    found[f"{place}.{method}"] = kind
    return found


_HELPERS = helpers()


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[openai.OpenAI]:
    with strict(sandbox) as created:
        yield created


def stream_completion(client: openai.OpenAI) -> None:
    with client.chat.completions.stream(
        model="gpt-4o", messages=_HELLO, response_format=Answer, logprobs=True
    ) as stream:
        events = list(stream)
    kinds = {one.type for one in events}
    assert {"chunk", "content.delta", "content.done", "logprobs.content.delta"} <= kinds
    assert isinstance(stream.get_final_completion().choices[0].message.parsed, Answer)
    tools: Any = [openai.pydantic_function_tool(Look)]
    with client.chat.completions.stream(
        model="gpt-4o", messages=_HELLO, tools=tools, tool_choice="required"
    ) as calls:
        kinds = {one.type for one in calls}
    assert "tool_calls.function.arguments.done" in kinds


def stream_response(client: openai.OpenAI) -> None:
    tool = openai.pydantic_responses_function_tool(Look)
    with client.responses.stream(
        model="gpt-4o", input="Hello", tools=[tool], tool_choice="required"
    ) as stream:
        (call,) = stream.get_final_response().output
    assert isinstance(call.parsed_arguments, Look)  # type: ignore[union-attr]
    with client.responses.stream(model="gpt-4o", input="Hello", text_format=Answer) as parsed:
        assert "response.output_text.done" in {one.type for one in parsed}
        assert isinstance(parsed.get_final_response().output_parsed, Answer)
    created = client.responses.create(model="gpt-4o", input="Hello", background=True, stream=True)
    identifier = next(iter(created)).response.id  # type: ignore[union-attr]
    with client.responses.stream(response_id=identifier, starting_after=3) as rest:
        assert next(iter(rest)).sequence_number == 4


def connect_to_responses(client: openai.OpenAI) -> None:
    with client.responses.connect() as connection:
        connection.response.create(model="gpt-4o", input="Hello")
        assert connection.recv().type == "response.created"


def connect_to_beta_responses(client: openai.OpenAI) -> None:
    with client.beta.responses.connect() as connection:
        connection.response.create(model="gpt-4o", input="Hello")
        assert connection.recv().type == "response.created"


def connect_to_realtime(client: openai.OpenAI) -> None:
    with client.realtime.connect(model="gpt-realtime") as connection:
        assert connection.recv().type == "session.created"


def process_file(client: openai.OpenAI) -> None:
    file = client.files.create(file=("a.jsonl", b"{}"), purpose="fine-tune")
    assert client.files.wait_for_processing(file.id, poll_interval=0.001).status == "processed"


def upload_in_parts(client: openai.OpenAI) -> None:
    upload = client.uploads.upload_file_chunked(
        file=b"a" * 300, filename="a.txt", bytes=300, mime_type="text/plain", purpose="assistants",
        part_size=128,
    )  # fmt: skip
    assert upload.status == "completed"
    assert upload.file is not None
    assert upload.file.bytes == 300
    Path("large.txt").write_bytes(b"a" * 300)
    given = client.uploads.upload_file_chunked(
        file=Path("large.txt"), mime_type="text/plain", purpose="assistants"
    )
    assert given.status == "completed"


def _store(client: openai.OpenAI) -> tuple[str, str]:
    file = client.files.create(file=("a.txt", b"Trees are green."), purpose="assistants")
    return client.vector_stores.create(name="Trees").id, file.id


def add_files_to_store(client: openai.OpenAI) -> None:
    store, file = _store(client)
    files = client.vector_stores.files
    assert files.create_and_poll(file, vector_store_id=store, **_FAST).status == "completed"
    uploaded = files.upload(vector_store_id=store, file=("b.txt", b"The sky is blue."))
    assert files.poll(uploaded.id, vector_store_id=store, **_FAST).status == "completed"
    third = files.upload_and_poll(vector_store_id=store, file=("c.txt", b"c"), **_FAST)
    assert third.status == "completed"
    (first, *_) = client.vector_stores.search(store, query="green trees").data
    assert first.filename == "a.txt"


def add_batches_to_store(client: openai.OpenAI) -> None:
    store, file = _store(client)
    batches = client.vector_stores.file_batches
    batch = batches.create_and_poll(store, file_ids=[file], **_FAST)
    assert batches.poll(batch.id, vector_store_id=store, **_FAST).file_counts.completed == 1
    streams = [io.BytesIO(b"one"), io.BytesIO(b"two")]
    for number, one in enumerate(streams):
        one.name = f"{number}.txt"
    both = batches.upload_and_poll(store, files=streams, file_ids=[file], **_FAST)
    assert both.file_counts.completed == 3


def make_video(client: openai.OpenAI) -> None:
    video = client.videos.create_and_poll(model="sora-2", prompt="A tree", **_FAST)
    assert client.videos.poll(video.id, **_FAST).status == "completed"
    assert client.videos.download_content(video.id).read()


def run_assistant(client: openai.OpenAI) -> None:
    tools: Any = [{"type": "function", "function": {"name": "look"}}]
    assistant = client.beta.assistants.create(model="gpt-4o", tools=tools)
    thread: Any = {"messages": _HELLO}
    done = client.beta.threads.create_and_run_poll(
        assistant_id=assistant.id, thread=thread, **_FAST
    )
    assert done.status == "completed"
    runs = client.beta.threads.runs
    place: Any = {"thread_id": done.thread_id}
    with runs.stream(assistant_id=assistant.id, **place) as stream:
        assert "".join(stream.text_deltas).endswith("Hello")
        assert stream.get_final_run_steps()
    with runs.create_and_stream(assistant_id=assistant.id, **place) as old:
        assert old.get_final_run().status == "completed"
    required: Any = {"assistant_id": assistant.id, "tool_choice": "required", **place}
    run = runs.create_and_poll(**required, **_FAST)
    assert run.status == "requires_action"
    outputs = _outputs(run)
    submitted = runs.submit_tool_outputs_and_poll(
        run_id=run.id, tool_outputs=outputs, **place, **_FAST
    )
    assert submitted.status == "completed"
    with client.beta.threads.create_and_run_stream(
        assistant_id=assistant.id, thread=thread, tool_choice="required"
    ) as calls:
        calls.until_done()
        run = calls.get_final_run()
    with runs.submit_tool_outputs_stream(
        run_id=run.id, thread_id=run.thread_id, tool_outputs=_outputs(run)
    ) as rest:
        rest.until_done()
    assert runs.poll(run.id, thread_id=run.thread_id, **_FAST).status == "completed"


def _outputs(run: Any) -> Any:
    calls = run.required_action.submit_tool_outputs.tool_calls
    return [{"tool_call_id": call.id, "output": "1"} for call in calls]


def receive_webhook(client: openai.OpenAI) -> None:
    endpoint: Any = {"name": "a", "url": "https://a.example", "event_types": ["response.completed"]}
    secret = str(client.post("/webhook_endpoints", body=endpoint, cast_to=object)["signing_secret"])  # type: ignore[index]
    event = {"object": "event", "id": "evt_1", "type": "response.completed", "created_at": 1}
    text = json.dumps({**event, "data": {"id": "resp_1"}})
    moment = str(int(time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"wh_1.{moment}.{text}".encode(), hashlib.sha256).digest()
    headers = {
        "webhook-id": "wh_1",
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
    client.webhooks.verify_signature(text, headers, secret=secret)
    assert client.webhooks.unwrap(text, headers, secret=secret).type == "response.completed"


def stage_files(client: openai.OpenAI) -> None:
    Path("docs").mkdir()
    Path("docs/a.md").write_text("# A")
    files = client.beta.agents.environments.files
    prepared = files.prepare({"/workspace/a.md": Path("docs/a.md")})
    assert len(prepared.uploaded_file_ids) == 1
    folder = files.prepare_directory("docs", destination="/workspace/docs", include=["**/*.md"])
    environment: Any = {"type": "openai_hosted", "files": [*prepared.files, *folder.files]}
    agent: Any = {"model": "gpt-5.5"}
    client.beta.agents.sessions.create(agent=agent, environment=environment)
    hosted = client.beta.agents.environments.create(environment={"type": "openai_hosted"})
    while client.beta.agents.environments.retrieve(hosted.id).status == "pending":
        pass
    uploaded = files.upload(hosted.id, file=Path("docs/a.md"), path="/workspace/b.md")
    assert uploaded is not None


def stream_session(client: openai.OpenAI) -> None:
    sessions = client.beta.agents.sessions
    environment: Any = {"type": "openai_hosted"}
    session = sessions.create(agent={"model": "gpt-5.5"}, environment=environment)
    with sessions.stream(session.id, input="Hello") as stream:
        result = stream.get_final_result()
    assert result.output_text == "This is the sandbox's answer."
    artifacts = sessions.artifacts.for_result(result)
    assert artifacts.content("/workspace/answer.md").read() == result.output_text.encode()


_ASSISTANTS = [
    "beta.threads.create_and_run_poll",
    "beta.threads.create_and_run_stream",
    "beta.threads.runs.create_and_poll",
    "beta.threads.runs.create_and_stream",
    "beta.threads.runs.poll",
    "beta.threads.runs.stream",
    "beta.threads.runs.submit_tool_outputs_and_poll",
    "beta.threads.runs.submit_tool_outputs_stream",
]
_STORE_FILES = ["create_and_poll", "poll", "upload", "upload_and_poll"]
PROGRAMS: dict[Callable[[openai.OpenAI], None], list[str]] = {
    add_batches_to_store: [
        f"vector_stores.file_batches.{one}"
        for one in ("create_and_poll", "poll", "upload_and_poll")
    ],
    add_files_to_store: [f"vector_stores.files.{one}" for one in _STORE_FILES],
    connect_to_beta_responses: ["beta.responses.connect"],
    connect_to_realtime: ["realtime.connect"],
    connect_to_responses: ["responses.connect"],
    make_video: ["videos.create_and_poll", "videos.poll"],
    process_file: ["files.wait_for_processing"],
    receive_webhook: ["webhooks.unwrap", "webhooks.verify_signature"],
    run_assistant: _ASSISTANTS,
    stage_files: [
        "beta.agents.environments.files.prepare",
        "beta.agents.environments.files.prepare_directory",
        "beta.agents.environments.files.upload",
    ],
    stream_completion: ["chat.completions.stream"],
    stream_response: ["responses.stream"],
    stream_session: [
        "beta.agents.sessions.artifacts.for_result",
        "beta.agents.sessions.stream",
    ],
    upload_in_parts: ["uploads.upload_file_chunked"],
}
"""The programs, and the helpers that each of them uses."""
UNSUPPORTED = {
    "beta.realtime.connect": "OpenAI does not accept the form of its beta any more",
    "live.connect": "audio in real time",
    "live.forks.connect": "audio in real time",
    "live.sideband.connect": "audio in real time",
    "realtime.translations.connect": "audio in real time",
}
"""The helpers that the sandbox refuses, and why."""


def test_each_helper_has_a_program_or_a_reason() -> None:
    listed = [name for names in PROGRAMS.values() for name in names]
    assert sorted([*listed, *UNSUPPORTED]) == sorted(_HELPERS)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.__name__)
def test_a_program_uses_its_helpers(
    program: Callable[[openai.OpenAI], None],
    client: openai.OpenAI,
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    used: set[str] = set()

    def noted(name: str, original: Any) -> Any:
        def method(*arguments: Any, **named: Any) -> Any:
            used.add(name)
            return original(*arguments, **named)

        return method

    for name in PROGRAMS[program]:
        kind, method = _HELPERS[name], name.rpartition(".")[2]
        monkeypatch.setattr(kind, method, noted(name, getattr(kind, method)))
    program(client)
    assert used == {*PROGRAMS[program]}
    assert {one["status"] for one in sandbox.requests()} <= {101, 200, 202}


def test_other_connections_are_refused(client: openai.OpenAI) -> None:
    with (
        pytest.raises(InvalidStatus, match="404"),
        client.realtime.translations.connect(model="gpt-realtime"),
    ):
        pass
