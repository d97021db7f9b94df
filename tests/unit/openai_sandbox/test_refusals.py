"""Requests that the schema allows, and that the API refuses. A refused request changes nothing."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from tests.sandbox import Sandbox

MESSAGES = [{"role": "user", "content": "Hi"}]
FUNCTION = {"type": "function", "function": {"name": "a", "parameters": {}}}
TOOL = {"type": "function", "name": "a", "parameters": {}, "strict": True}
CHAT = {"model": "gpt-4o", "messages": MESSAGES}
RESPONSE = {"model": "gpt-4o", "input": "Hi"}
BATCH = {"endpoint": "/v1/responses", "completion_window": "24h"}


@pytest.mark.parametrize(
    ("path", "body", "expected", "words"),
    [
        (
            "/chat/completions",
            {**CHAT, "max_tokens": 1, "max_completion_tokens": 1},
            (400, "max_tokens"),
            "at the same time",
        ),
        (
            "/chat/completions",
            {
                **CHAT,
                "tools": [FUNCTION],
                "tool_choice": {"type": "function", "function": {"name": "b"}},
            },
            (400, "tool_choice"),
            "'b' not found",
        ),
        ("/responses", {"input": "Hi"}, (400, "model"), "Missing required parameter"),
        (
            "/responses",
            {**RESPONSE, "previous_response_id": "resp_1", "conversation": "conv_1"},
            (400, "previous_response_id"),
            "conversation",
        ),
        (
            "/responses",
            {**RESPONSE, "tool_choice": {"type": "function", "name": "a"}},
            (400, "tool_choice"),
            "when 'tools' are specified",
        ),
        (
            "/responses",
            {**RESPONSE, "tools": [TOOL], "tool_choice": {"type": "function", "name": "b"}},
            (400, "tool_choice"),
            "'b' not found",
        ),
        ("/batches", {**BATCH, "input_file_id": "file-none"}, (400, "input_file_id"), "file-none"),
        (
            "/uploads",
            {
                "bytes": 9 * 1024**3,
                "filename": "a.txt",
                "mime_type": "text/plain",
                "purpose": "assistants",
            },
            (400, "bytes"),
            "largest upload",
        ),
        (
            "/assistants",
            {
                "model": "gpt-4o",
                "tool_resources": {"file_search": {"vector_store_ids": ["vs_none"]}},
            },
            (404, "id"),
            "vs_none",
        ),
        (
            "/containers",
            {"name": "work", "file_ids": ["file-none"]},
            (404, "id"),
            "file-none",
        ),
        ("/vector_stores/{store}/files", {"file_id": "file-none"}, (404, "file_id"), "file-none"),
        (
            "/vector_stores/{store}/file_batches",
            {"file_ids": ["file-1"], "files": [{"file_id": "file-2"}]},
            (400, "files"),
            "Only one",
        ),
    ],
)
def test_a_contradicting_request_is_refused(
    sandbox: Sandbox, path: str, body: dict[str, Any], expected: tuple[int, str], words: str
) -> None:
    store = sandbox.client.post("/vector_stores", json={}).json()["id"]
    answer = sandbox.client.post(path.format(store=store), json=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["param"]) == expected, error
    assert words in error["message"]


@pytest.mark.parametrize(
    ("path", "field", "others"),
    [
        ("/files", "file", {"purpose": "assistants"}),
        ("/audio/transcriptions", "file", {"model": "whisper-1"}),
        ("/audio/voice_consents", "recording", {"name": "Ada", "language": "en-US"}),
        ("/content_provenance_checks", "file", {}),
        ("/skills", "files", {}),
    ],
)
def test_text_instead_of_a_file_is_refused(
    sandbox: Sandbox, path: str, field: str, others: dict[str, str]
) -> None:
    fields = {name: (None, value) for name, value in {**others, field: "text"}.items()}
    answer = sandbox.client.post(path, files=fields)
    error = answer.json()["error"]
    assert (answer.status_code, error["param"], error["code"]) == (400, field, "invalid_type")


def _archive(*, size: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("work/SKILL.md", "---\nname: work\ndescription: Works.\n---\n")
        archive.writestr("work/data", b"0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK no archive", "Invalid zip file"), (_archive(size=26 * 1024**2), "A file has more than")],
)
def test_an_unusable_archive_of_a_skill_is_refused(
    sandbox: Sandbox, content: bytes, words: str
) -> None:
    answer = sandbox.client.post("/skills", files={"files": ("work.zip", content)})
    assert answer.status_code == 400, answer.text
    assert words in answer.json()["error"]["message"]
    assert sandbox.client.get("/skills").json()["data"] == []


@pytest.mark.parametrize(
    ("line", "code", "param"),
    [
        ('{"custom_id": "1", "method": "POST"}', "missing_required_parameter", "url"),
        (
            '{"custom_id": "1", "method": "POST", "url": "/v1/embeddings", "body": {}}',
            "mismatched_endpoint",
            "url",
        ),
        ("", "empty_file", None),
    ],
)
def test_a_batch_with_an_unusable_line_fails(
    sandbox: Sandbox, line: str, code: str, param: str | None
) -> None:
    file = sandbox.client.post(
        "/files", data={"purpose": "batch"}, files={"file": ("a.jsonl", f"\n{line}\n")}
    ).json()["id"]
    batch = sandbox.client.post("/batches", json={**BATCH, "input_file_id": file}).json()["id"]
    for _ in range(4):
        read = sandbox.client.get(f"/batches/{batch}").json()
    [error] = read["errors"]["data"]
    assert (read["status"], error["code"], error["param"]) == ("failed", code, param)


@pytest.mark.parametrize("body", [b"", b"[]", b'{"fault": "429"}', b'{"faults": 1}'])
def test_a_malformed_list_of_faults_is_explained(sandbox: Sandbox, body: bytes) -> None:
    answer = sandbox.client.post(f"{sandbox.origin}/_sandbox/faults", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == 'Send {"faults": ["429:times=1"]}.'
