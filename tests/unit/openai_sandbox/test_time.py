"""Jobs of every kind advance, and objects of every kind expire, through the control endpoints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import openai_sandbox
from openai_sandbox import ControlClient, ControlError

if TYPE_CHECKING:
    from tests.sandbox import Sandbox

_SLOW = {"x-sandbox-fault": "slow=1000"}
_BETA = {"openai-beta": "assistants=v2"}
_TRAINING = (
    b'{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}\n'
    * 10
)
_REQUEST = {
    "custom_id": "a",
    "method": "POST",
    "url": "/v1/responses",
    "body": {"model": "gpt-4o", "input": "a"},
}


class Objects:
    """Creates jobs that reads alone would not finish, and other objects. Each method returns the path of one."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._client = sandbox.client

    def create(self, collection: str, body: Any, **headers: str) -> str:
        client = self._sandbox.admin if "organization" in collection else self._client
        answer = client.post(collection, json=body, headers={**_SLOW, **headers})
        assert answer.is_success, answer.text
        return f"{collection}/{answer.json()['id']}"

    def file(self, name: str, content: bytes, purpose: str) -> str:
        upload: Any = {"file": (name, content)}
        answer = self._client.post("/files", files=upload, data={"purpose": purpose}, headers=_SLOW)
        return str(answer.json()["id"])

    def fine_tuning(self) -> str:
        training = self.file("t.jsonl", _TRAINING, "fine-tune")
        return self.create("/fine_tuning/jobs", {"model": "gpt-4o-mini", "training_file": training})

    def training_file(self) -> str:
        return f"/files/{self.file('t.jsonl', _TRAINING, 'fine-tune')}"

    def batch(self) -> str:
        file = self.file("b.jsonl", json.dumps(_REQUEST).encode(), "batch")
        body = {"input_file_id": file, "endpoint": "/v1/responses", "completion_window": "24h"}
        return self.create("/batches", body)

    def response(self) -> str:
        return self.create("/responses", {"model": "gpt-4o", "input": "Hi", "background": True})

    def vector_store(self) -> str:
        files = [self.file(f"{name}.txt", b"text", "assistants") for name in "ab"]
        return self.create(
            "/vector_stores",
            {"file_ids": files, "expires_after": {"anchor": "last_active_at", "days": 1}},
        )

    def vector_store_file(self) -> str:
        file = self.file("a.txt", b"text", "assistants")
        return self.create(f"{self.create('/vector_stores', {})}/files", {"file_id": file})

    def file_batch(self) -> str:
        files = [self.file(f"{name}.txt", b"text", "assistants") for name in "ab"]
        return self.create(f"{self.create('/vector_stores', {})}/file_batches", {"file_ids": files})

    def video(self) -> str:
        return self.create("/videos", {"model": "sora-2", "prompt": "A cat"})

    def eval_run(self) -> str:
        schema = {"type": "object", "properties": {"a": {"type": "string"}}}
        criterion = {
            "type": "string_check",
            "name": "x",
            "input": "{{item.a}}",
            "reference": "b",
            "operation": "eq",
        }
        parent = self.create(
            "/evals",
            {
                "data_source_config": {"type": "custom", "item_schema": schema},
                "testing_criteria": [criterion],
            },
        )
        source = {"type": "file_content", "content": [{"item": {"a": "b"}}, {"item": {"a": "c"}}]}
        return self.create(f"{parent}/runs", {"data_source": {"type": "jsonl", "source": source}})

    def run(self) -> str:
        assistant = self.create("/assistants", {"model": "gpt-4o"}, **_BETA)
        thread = self.create("/threads", {}, **_BETA)
        body = {"assistant_id": assistant.rsplit("/", 1)[1]}
        return self.create(f"{thread}/runs", body, **_BETA)

    def environment(self) -> str:
        body = {"environment": {"type": "openai_hosted"}}
        return self.create("/agents/environments", body, **{"openai-beta": "agents=v1"})

    def upload(self) -> str:
        body = {"filename": "a.txt", "bytes": 1, "mime_type": "text/plain", "purpose": "assistants"}
        return self.create("/uploads", body)

    def container(self) -> str:
        return self.create("/containers", {"name": "a"})

    def chatkit_session(self) -> str:
        body = {"user": "a", "workflow": {"id": "wf_1"}}
        return self.create("/chatkit/sessions", body, **{"openai-beta": "chatkit_beta=v1"})

    def invite(self) -> str:
        return self.create("/organization/invites", {"email": "a@example.com", "role": "reader"})

    def admin_key(self) -> str:
        return self.create("/organization/admin_api_keys", {"name": "a"})

    def batch_file(self) -> str:
        return f"/files/{self.file('b.jsonl', b'{}', 'batch')}"


@pytest.fixture
def objects(sandbox: Sandbox) -> Objects:
    return Objects(sandbox)


@pytest.fixture
def control(sandbox: Sandbox) -> ControlClient:
    return ControlClient(sandbox.base_url)


_STAGES = {
    "fine_tuning": ["queued", "running", "succeeded"],
    "training_file": ["processed"],
    "batch": ["in_progress", "finalizing", "completed"],
    "response": ["in_progress", "completed"],
    "vector_store": ["completed"],
    "vector_store_file": ["completed"],
    "file_batch": ["completed"],
    "video": ["in_progress", "completed"],
    "eval_run": ["in_progress", "completed"],
    "run": ["in_progress", "completed"],
    "environment": ["ready"],
}


@pytest.mark.parametrize("kind", _STAGES)
def test_a_job_advances_stage_by_stage_until_it_ends(
    objects: Objects, control: ControlClient, kind: str
) -> None:
    path = getattr(objects, kind)()
    assert [control.advance(path)["status"] for _ in _STAGES[kind]] == _STAGES[kind]
    with pytest.raises(
        ControlError, match=f"not a job in progress: its status is {_STAGES[kind][-1]}"
    ):
        control.advance(path)


def test_every_kind_of_job_in_the_sandbox_is_tested() -> None:
    folder = Path(openai_sandbox.__file__).with_name("behaviours")
    users = {one.stem for one in folder.glob("*.py") if "started(" in one.read_text()}
    assert users - {"unfinished_work", "agent_turns"} == {
        "agent_environments", "batches", "evals", "files", "fine_tuning", "responses", "runs", "vector_store_files",
        "videos",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("batch", "expired"),
        ("batch_file", None),
        ("chatkit_session", "expired"),
        ("container", "expired"),
        ("invite", "expired"),
        ("run", "expired"),
        ("upload", "expired"),
        ("vector_store", "expired"),
        ("video", "queued"),  # a video has no status for it
        ("admin_key", ""),
    ],
)
def test_an_object_of_each_kind_expires(
    objects: Objects, control: ControlClient, kind: str, status: str | None
) -> None:
    path = getattr(objects, kind)()
    expired = control.expire(path)
    assert (expired is None) == (status is None)
    if expired is not None:
        assert expired.get("status", "") == status
        assert expired.get("expires_at", 0) is not None


@pytest.mark.parametrize(
    ("action", "body", "status", "message"),
    [
        ("advance", {"path": "/v1/batches/none"}, 404, "There is no object /v1/batches/none."),
        ("expire", {"path": "/models/gpt-4o"}, 400, "/models/gpt-4o cannot expire."),
        ("advance", {"path": "/models/gpt-4o"}, 400, "it has no status"),
        ("expire", [], 400, '{"path": '),
        ("expire", {}, 400, '{"path": '),
    ],
)
def test_a_wrong_request_to_control_the_time_is_explained(
    sandbox: Sandbox, action: str, body: Any, status: int, message: str
) -> None:
    answer = sandbox.client.post(f"{sandbox.origin}/_sandbox/{action}", json=body)
    assert answer.status_code == status
    assert message in json.dumps(answer.json()["error"]).replace('\\"', '"')
