"""State files: what they contain after SIGKILL, with many objects, when they are damaged, in use, or cannot be written."""

from __future__ import annotations

import concurrent.futures
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

import openai_sandbox
from openai_sandbox import StateError, store
from openai_sandbox.store import Record, Store
from tests.sandbox import DOCUMENT, PROJECT_KEY, start_sandbox

ROOT = Path(__file__).resolve().parents[3]
HEADERS = {"authorization": f"Bearer {PROJECT_KEY}"}
MANY = 3000
ENOUGH = 30


def fill(database: Store, collection: str, count: int) -> None:
    """Create objects in a collection, the oldest first."""
    with database.transaction():
        for number in range(count):
            wire = {
                "id": f"vs_{number}",
                "object": "vector_store",
                "name": "",
                "status": "completed",
            }
            record = Record(
                collection=collection, id=wire["id"], shape="VectorStoreObject", wire=wire
            )
            database.insert(record)


def test_a_killed_sandbox_loses_no_answered_write(tmp_path: Path) -> None:
    state = tmp_path / "state.sqlite"
    command = [sys.executable, "-m", "openai_sandbox", "--port", "0", "--quiet"]
    command += ["--state", str(state), *(["--document", str(DOCUMENT)] if DOCUMENT else [])]
    answered: dict[str, str] = {}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()

        def write(client: int) -> None:
            """Create, change and upload until the sandbox is killed."""
            with httpx.Client(base_url=base_url, headers=HEADERS, trust_env=False) as http:
                for number in range(10_000):
                    text = f"{client}-{number}"
                    try:
                        created = http.post("/vector_stores", json={}).json()["id"]
                        http.post(
                            f"/vector_stores/{created}", json={"name": text}
                        ).raise_for_status()
                        answered[f"/vector_stores/{created}"] = text
                        upload: Any = {
                            "file": (f"{text}.jsonl", text.encode()),
                            "purpose": (None, "fine-tune"),
                        }
                        file = http.post("/files", files=upload).json()["id"]
                    except httpx.TransportError:
                        break
                    answered[f"/files/{file}/content"] = text
                    if len(answered) > ENOUGH:
                        process.kill()

        with pytest.raises(StateError, match="Another sandbox uses this file"):
            Store(state)
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            list(pool.map(write, range(3)))
    with start_sandbox(state=state) as again:
        found = {path: again.client.get(path) for path in answered}
    assert len(answered) > ENOUGH
    assert answered == {
        path: one.text if path.endswith("/content") else one.json()["name"]
        for path, one in found.items()
    }


def test_a_page_reads_few_of_many_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "state.sqlite"
    database = Store(state)
    fill(database, "/vector_stores", MANY)
    database.close()
    read: list[str] = []

    class Counted(Record):
        def __post_init__(self) -> None:
            read.append(self.id)

    with start_sandbox(state=state, strict=False) as sandbox:
        monkeypatch.setattr(store, "Record", Counted)
        middle = f"vs_{MANY // 2}"
        for query, expected in (
            ("limit=2", ["vs_2999", "vs_2998"]),
            (f"limit=2&after={middle}", ["vs_1499", "vs_1498"]),
            (f"limit=2&before={middle}", ["vs_1502", "vs_1501"]),
            (f"limit=2&order=asc&before={middle}", ["vs_1498", "vs_1499"]),
            ("limit=9&after=vs_1505&before=vs_1502", ["vs_1504", "vs_1503"]),
        ):
            page = sandbox.client.get(f"/vector_stores?{query}").json()
            assert [one["id"] for one in page["data"]] == expected
    assert len(read) < 60


def test_the_first_format_of_state_files_opens(tmp_path: Path) -> None:
    state = tmp_path / "state.sqlite"
    with sqlite3.connect(state) as database:
        database.executescript(
            "create table objects (seq integer primary key autoincrement, collection text not null, id text not null,"
            " shape text not null, wire text not null, extra text not null, unique (collection, id));"
            "create table chunks (blob text not null, number integer not null, data blob not null,"
            " primary key (blob, number)) without rowid;"
            "insert into objects values (7, '/models', 'gpt-old', 'Model', '{\"id\": \"gpt-old\"}', '{}');"
        )
    database.close()
    with start_sandbox(state=state, strict=False) as sandbox:
        assert sandbox.client.get("/models").json()["data"] == [{"id": "gpt-old"}]


@pytest.mark.parametrize("damage", ["truncated", "overwritten", "not a database"])
def test_a_damaged_file_is_an_error_with_what_to_do(tmp_path: Path, damage: str) -> None:
    state = tmp_path / "state.sqlite"
    database = Store(state)
    fill(database, "/vector_stores", 300)
    database.close()
    content = state.read_bytes()
    half = len(content) // 2
    state.write_bytes(
        {
            "truncated": content[:half],
            "overwritten": content[:20_000] + bytes(8192) + content[28_192:],
            "not a database": b"no database " * 100,
        }[damage]
    )
    with pytest.raises(StateError, match=r"is damaged or is not a state file.*--restore") as raised:
        Store(state)
    assert str(state) in str(raised.value)


def test_a_database_of_another_program_stays_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("create table pages (url text)")
    database.close()
    before = file.read_bytes()
    with pytest.raises(StateError, match="it is a database of another program"):
        Store(file)
    assert file.read_bytes() == before


def test_a_full_disk_is_an_error_and_nothing_is_stored(tmp_path: Path) -> None:
    state = tmp_path / "state.sqlite"
    upload: Any = {"file": ("a.jsonl", bytes(1_000_000)), "purpose": (None, "fine-tune")}
    with (
        openai_sandbox.running(state=state, document=DOCUMENT) as running,
        httpx.Client(base_url=running.base_url, headers=HEADERS, trust_env=False) as http,
    ):
        database = running.sandbox.state.store._database
        (pages,) = database.execute("pragma page_count").fetchone()
        database.execute(f"pragma max_page_count = {pages + 20}")
        full = http.post("/files", files=upload)
        person = {"email": "a" * 1_000_000}
        control = http.post(running.base_url.replace("/v1", "/_sandbox/users"), json=person)
        stored = http.get("/files").json()["data"]
        database.execute(f"pragma max_page_count = {pages + 2000}")
        assert http.post("/files", files=upload).is_success
    assert (full.status_code, full.headers["x-should-retry"]) == (507, "false")
    message = full.json()["error"]["message"]
    assert f"The state file {state} cannot be used: database or disk is full." in message
    assert "Nothing was changed. Free space" in message
    assert (control.status_code, "disk is full" in control.json()["error"]) == (507, True)
    assert stored == []


def test_a_failed_snapshot_keeps_the_earlier_one(tmp_path: Path) -> None:
    database = Store()
    folder = tmp_path / "snapshot.sqlite"
    folder.mkdir()
    with pytest.raises(StateError, match="cannot be written"):
        database.write_copy(folder)
    assert list(tmp_path.iterdir()) == [folder]
    database.close()
