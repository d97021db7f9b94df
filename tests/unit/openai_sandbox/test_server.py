"""The server: pages, log, reset, state files, concurrent clients, and the command."""

from __future__ import annotations

import concurrent.futures
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import openai_sandbox
from openai_sandbox.__main__ import main
from openai_sandbox.app import CHOSEN_ID
from tests.sandbox import DOCUMENT, PROJECT_KEY, Sandbox, start_sandbox

if TYPE_CHECKING:
    import openai


def test_pages_are_listed_in_both_directions(client: openai.OpenAI) -> None:
    created = [client.vector_stores.create(name=str(number)).id for number in range(5)]
    newest_first = created[::-1]
    assert [one.id for one in client.vector_stores.list(limit=2)] == newest_first
    assert [one.id for one in client.vector_stores.list(limit=2, order="asc")] == created
    last = client.vector_stores.list(limit=2, after=newest_first[2])
    assert ([one.id for one in last.data], last.has_more) == (newest_first[3:], False)
    before = client.vector_stores.list(limit=2, before=newest_first[3])
    assert ([one.id for one in before.data], before.has_more) == (newest_first[1:3], True)


def test_pages_are_listed_by_the_next_cursor(sandbox: Sandbox) -> None:
    created = [
        sandbox.admin.post("/organization/groups", json={"name": str(number)}).json()["id"]
        for number in range(3)
    ]
    first = sandbox.admin.get("/organization/groups?limit=2&order=asc").json()
    assert [one["id"] for one in first["data"]] == created[:2]
    rest = sandbox.admin.get(f"/organization/groups?order=asc&after={first['next']}").json()
    assert ([one["id"] for one in rest["data"]], rest["next"]) == (created[2:], None)


def test_an_archived_project_is_listed_only_on_request(sandbox: Sandbox) -> None:
    created = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    archived = sandbox.admin.post(f"/organization/projects/{created}/archive").json()
    assert (archived["status"], archived["archived_at"] > 0) == ("archived", True)
    (default,) = sandbox.admin.get("/organization/projects").json()["data"]
    with_archived = sandbox.admin.get("/organization/projects?include_archived=true").json()
    assert [one["id"] for one in with_archived["data"]] == [created, default["id"]]


def test_a_new_object_has_the_id_of_the_header(sandbox: Sandbox) -> None:
    created = sandbox.admin.post(
        "/organization/projects", json={"name": "a"}, headers={CHOSEN_ID: "proj_known"}
    )
    assert created.json()["id"] == "proj_known"
    assert sandbox.admin.get("/organization/projects/proj_known").json() == created.json()


def test_only_the_creation_of_a_key_returns_its_value(sandbox: Sandbox) -> None:
    created = sandbox.admin.post("/organization/admin_api_keys", json={"name": "a"}).json()
    assert created["value"].startswith("sk-admin-")
    read = sandbox.admin.get(f"/organization/admin_api_keys/{created['id']}")
    assert created["value"] not in read.text
    project = sandbox.admin.post("/organization/projects", json={"name": "a"}).json()["id"]
    accounts = f"/organization/projects/{project}/service_accounts"
    account = sandbox.admin.post(accounts, json={"name": "bot"}).json()
    listed = sandbox.admin.get(accounts)
    assert account["api_key"]["value"] not in listed.text
    assert listed.json()["data"][0]["id"] == account["id"]


def test_an_assigned_role_is_returned_like_the_role(sandbox: Sandbox) -> None:
    role = sandbox.admin.post(
        "/organization/roles", json={"role_name": "auditor", "permissions": ["api.read"]}
    ).json()
    group = sandbox.admin.post("/organization/groups", json={"name": "g"}).json()["id"]
    roles = f"/organization/groups/{group}/roles"
    assigned = sandbox.admin.post(roles, json={"role_id": role["id"]}).json()
    assert assigned["role"]["id"] == role["id"]
    assert assigned["group"]["id"] == group
    (listed,) = sandbox.admin.get(roles).json()["data"]
    assert (listed["id"], listed["permissions"]) == (role["id"], role["permissions"])
    assert sandbox.admin.delete(f"{roles}/{role['id']}").is_success
    assert sandbox.admin.get(roles).json()["data"] == []


def test_a_setting_is_returned_until_it_is_deleted(sandbox: Sandbox) -> None:
    retention = "/organization/data_retention"
    body = {"retention_type": "zero_data_retention"}
    assert sandbox.admin.post(retention, json=body).is_success
    assert "zero_data_retention" in sandbox.admin.get(retention).text


def test_the_log_contains_requests_but_no_keys(sandbox: Sandbox) -> None:
    sandbox.client.post(
        "/vector_stores?", json={"name": "a"}, headers={"openai-beta": "assistants=v2"}
    )
    sandbox.client.get("/vector_stores?limit=3")
    sandbox.client.get("/vector_stores/vs_none")
    sandbox.admin.get("/organization/projects")
    created, listed, missing, admin = sandbox.requests()
    assert (created["method"], created["path"], created["template"], created["status"]) == (
        "POST",
        "/v1/vector_stores",
        "/vector_stores",
        200,
    )
    assert (created["body"], created["key_kind"]) == ({"name": "a"}, "project")
    assert created["headers"]["openai-beta"] == "assistants=v2"
    assert listed["query"] == {"limit": "3"}
    assert (missing["status"], missing["template"]) == (404, "/vector_stores/{vector_store_id}")
    assert admin["key_kind"] == "admin"
    assert created["t"] <= admin["t"]
    assert PROJECT_KEY not in json.dumps(sandbox.requests())
    assert len(sandbox.requests(path="/vector_stores/*")) == 1
    sandbox.clear_requests()
    assert sandbox.requests() == []


def test_reset_deletes_objects_faults_and_requests(sandbox: Sandbox) -> None:
    sandbox.client.post("/vector_stores", json={})
    sandbox.client.post(f"{sandbox.origin}/_sandbox/faults", json={"faults": "500"})
    sandbox.reset()
    assert sandbox.requests() == []
    assert sandbox.client.get("/vector_stores").json()["data"] == []


def test_a_state_file_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "state.sqlite"
    upload: Any = {"file": ("a.jsonl", b"content"), "purpose": (None, "fine-tune")}
    with start_sandbox(state=state) as first:
        file = first.client.post("/files", files=upload).json()
        models = first.client.get("/models").json()
    with start_sandbox(state=state) as second:
        assert second.client.get(f"/files/{file['id']}").json() == file
        assert second.client.get(f"/files/{file['id']}/content").content == b"content"
        assert second.client.get("/models").json() == models


def test_an_unusable_state_file_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no database " * 100)
    for state in (other, tmp_path / "none" / "state.sqlite"):
        assert main(["--port", "0", "--state", str(state)]) == 1
        assert f"The state file {state} cannot be used" in capsys.readouterr().err


def test_concurrent_clients_lose_no_objects(sandbox: Sandbox) -> None:
    def create(number: int) -> str:
        answer = sandbox.client.post("/vector_stores", json={"name": str(number)})
        return str(answer.json()["id"])

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        created = set(pool.map(create, range(64)))
    listed = sandbox.client.get("/vector_stores?limit=100").json()["data"]
    assert {one["id"] for one in listed} == created
    assert len(created) == 64


def test_a_missing_or_invalid_document_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--port", "0", "--document", str(tmp_path / "none.json")]) == 1
    assert "none.json is not a file" in capsys.readouterr().err
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert main(["--port", "0", "--document", str(wrong)]) == 1
    assert "no `paths`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "expected_text"),
    [("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "127.0.0.1")],  # noqa: S104
)
def test_the_base_url_of_all_addresses_is_the_local_address(host: str, expected_text: str) -> None:
    with openai_sandbox.running(host=host, document=DOCUMENT) as created:
        assert created.base_url.startswith(f"http://{expected_text}:")


def test_a_port_in_use_and_an_invalid_fault_are_explained(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    port = sandbox.origin.rsplit(":", 1)[1]
    assert main(["--port", port]) == 1
    assert f"Cannot listen on 127.0.0.1 port {port}" in capsys.readouterr().err
    assert main(["--port", "0", "--fault", "nonsense"]) == 1
    assert "unknown kind 'nonsense'" in capsys.readouterr().err


def test_the_command_prints_its_base_url_and_stops_on_a_signal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "openai_sandbox", "--port", "0", "--quiet"]
    command += ["--state", str(tmp_path / "state.sqlite"), "--fault", "500:path=/threads*"]
    if DOCUMENT is not None:
        command += ["--document", str(DOCUMENT)]
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        headers = {"authorization": f"Bearer {PROJECT_KEY}"}
        assert httpx.get(f"{base_url}/models", headers=headers).status_code == 200
        assert httpx.post(f"{base_url}/threads", headers=headers, json={}).status_code == 500
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert (out, err) == ("", "")
    assert process.returncode == 0
    assert os.path.getsize(tmp_path / "state.sqlite") > 0  # noqa: PTH202


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/batches/batch_x", "No batch found with id 'batch_x'."),
        ("/containers/cntr_x", "No container found with id 'cntr_x'."),
        ("/vector_stores/vs_x", "No vector store found with id 'vs_x'."),
    ],
)
def test_a_missing_object_is_named_in_the_singular(
    sandbox: Sandbox, path: str, message: str
) -> None:
    assert sandbox.client.get(path).json()["error"]["message"] == message


def test_a_missing_batch_of_files_is_named(sandbox: Sandbox) -> None:
    store = sandbox.client.post("/vector_stores", json={}).json()["id"]
    answer = sandbox.client.get(f"/vector_stores/{store}/file_batches/vsfb_x")
    assert answer.json()["error"]["message"] == "No file batch found with id 'vsfb_x'."
