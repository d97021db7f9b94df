"""``openai-cdktf orphans`` in this process, with written notes and a Terraform that prints a given state and plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from openai_cdktf_cli.__main__ import app
from openai_cdktf_cli.failure import CommandFailure
from provider_shim.journal import note_files, scopes
from provider_shim.journal.journal import folder_in
from provider_shim.journal.notes import Note
from tests.sandbox import Sandbox

STORE = "openai_vector_store"
RUN = "1-1"


class Folder:
    """A working folder of Terraform with notes of a run that was killed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes = folder_in(path / ".terraform")
        self.notes.mkdir(parents=True)

    def note(self, number: int, *, answered: bool = False, **fields: Any) -> Path:
        """Write a note about a vector store."""
        scope = scopes.current(self.path / ".terraform").key
        file = note_files.path_of(self.notes, RUN, number)
        note_files.write(file, Note(**{"type": STORE, "scope": scope, **fields}), is_new=True)
        return note_files.mark_as_answered(file) if answered else file

    def terraform(self, state: str, plan: str = "", code: int = 0) -> None:
        """Write a program that prints the state for `state pull`, and the plan for `plan`."""
        (self.path / "state").write_text(state)
        (self.path / "plan").write_text(plan)
        program = self.path / "terraform"
        program.write_text(f'#!/bin/sh\n/bin/cat "{self.path}/$1"\nexit {code}\n')
        program.chmod(0o755)

    def stored(self, *identities: str) -> None:
        """Write a state with vector stores."""
        instances = [{"attributes": {"id": one}} for one in identities]
        resources = [
            {"mode": "managed", "type": STORE, "instances": instances},
            {"mode": "data", "type": STORE, "instances": [{"attributes": {"id": "vs_lost"}}]},
            {"mode": "managed", "type": "random_id", "instances": [{"attributes": {"id": "x"}}]},
        ]
        self.terraform(json.dumps({"resources": resources}))

    def orphans(self, *options: str, answer: str = "") -> Result:
        """Run the command."""
        return CliRunner().invoke(app, ["orphans", str(self.path), *options], input=answer)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    work = Folder(tmp_path)
    work.stored()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("TERRAFORM_BINARY_NAME", "TF_DATA_DIR", "TF_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return work


def test_each_orphan_is_listed_with_its_status(folder: Folder) -> None:
    folder.stored("vs_kept")
    kept = folder.note(1, id="vs_kept", exists=True)
    folder.note(2, id="vs_lost", exists=True, name="notes")
    folder.note(3, name="draft")
    torn = folder.note(4)
    torn.write_text("{")
    printed = folder.orphans().output
    rows = {line.split()[1]: line for line in printed.splitlines() if line.startswith("  ")}
    assert rows.keys() == {"ID", "vs_lost", "-", "?"}
    assert "notes" in rows["vs_lost"]
    assert rows["vs_lost"].endswith("exists, but is not in the state")
    assert rows["-"].endswith("may exist: the create got no response")
    assert str(torn) in rows["?"]
    assert rows["?"].endswith("the note cannot be read")
    assert "Use --import" in printed
    assert "A create without a response" in printed
    assert not kept.exists(), "the object is in the state"


@pytest.mark.parametrize(
    ("state", "code", "status"),
    [
        ("", 0, "exists, but is not in the state"),
        ("{", 0, "exists, but the state cannot be read"),
        ("[]", 0, "exists, but the state cannot be read"),
        ("{}", 0, "exists, but the state cannot be read"),
        ('{"resources": []}', 1, "exists, but the state cannot be read"),
    ],
)
def test_an_unreadable_state_is_not_an_empty_one(
    folder: Folder, state: str, code: int, status: str
) -> None:
    file = folder.note(1, id="vs_1", exists=True)
    folder.terraform(state, code=code)
    printed = folder.orphans().output
    assert status in printed
    assert ("where `terraform state pull` works" in printed) is ("cannot be read" in status)
    if "cannot be read" in status:
        assert "1 object not deleted" in folder.orphans("--delete", "--yes").output
    assert file.exists()


def test_a_missing_or_broken_terraform_reads_no_state(folder: Folder) -> None:
    folder.note(1, id="vs_1", exists=True)
    (folder.path / "terraform").write_bytes(b"\0")
    assert "the state cannot be read" in folder.orphans().output
    (folder.path / "terraform").unlink()
    assert "the state cannot be read" in folder.orphans().output


def test_an_answered_create_of_a_finished_run_is_no_orphan(folder: Folder) -> None:
    folder.note(1, answered=True, id="vs_1", exists=True)
    (folder.notes / f"{RUN}.ended").touch()
    folder.terraform("", code=1)
    assert "No orphans found" in folder.orphans().output


def test_import_blocks_have_the_addresses_of_the_plan(folder: Folder) -> None:
    folder.note(1, id="vs_1", exists=True, name="notes")
    folder.note(2, id="vs_2")
    folder.note(3, id="key_1", exists=True, importable=False)
    folder.note(4)
    lines = [
        "not JSON",
        json.dumps({"type": "version"}),
        _exists("vs_2", 'provider["registry.terraform.io/openai-cdktf/openai"]'),
        _exists("vs_1", "openai_vector_store.notes[0]"),
    ]
    folder.terraform("", plan="\n".join(lines))
    printed = folder.orphans("--import").output
    assert 'import {\n  to = openai_vector_store.notes[0]\n  id = "vs_1"\n}' in printed
    assert 'import {\n  to = openai_vector_store.<name>\n  id = "vs_2"\n}' in printed
    assert ', name "notes"\n' in printed
    assert printed.count("it may not exist") == 1
    assert printed.count("import {") == 2


def _exists(identity: str, address: str) -> str:
    detail = f'Add this block:\n\nimport {{\n  to = <name>\n  id = "{identity}"\n}}'
    return json.dumps({"diagnostic": {"address": address, "detail": detail}})


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--import", "There are no objects to import."),
        ("--delete", "There are no objects to delete."),
        ("--forget", "There are no notes to remove."),
    ],
)
def test_without_orphans_nothing_happens(folder: Folder, option: str, sentence: str) -> None:
    done = folder.orphans(option)
    assert (done.exit_code, sentence in done.output) == (0, True)


def test_only_one_option_can_be_used(folder: Folder) -> None:
    done = folder.orphans("--import", "--forget")
    assert done.exit_code == 2
    assert "only one of" in done.output


def test_forget_keeps_the_notes_of_objects_that_can_be_imported(folder: Folder) -> None:
    lost = folder.note(1, id="vs_1", exists=True)
    others = [folder.note(2), folder.note(3, id="k", exists=True, importable=False), folder.note(4)]
    others[2].write_text("{")
    assert folder.orphans("--forget", answer="n\n").exit_code == 1
    assert all(one.exists() for one in others)
    assert "3 removed." in folder.orphans("--forget", answer="y\n").output
    assert [lost.exists(), *(one.exists() for one in others)] == [True, False, False, False]


@pytest.fixture
def configured(folder: Folder, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Folder:
    for name, value in sandbox.environment.items():
        monkeypatch.setenv(name, value)
    return folder


def test_delete_asks_first_and_reports_each_object(configured: Folder, sandbox: Sandbox) -> None:
    store = sandbox.client.post("/vector_stores", json={}).json()["id"]
    lost = configured.note(1, id=store, exists=True)
    gone = configured.note(2, id="vs_gone", exists=True)
    assert configured.orphans("--delete", answer="n\n").exit_code == 1
    assert sandbox.requests(method="DELETE") == []
    printed = configured.orphans("--delete", answer="y\n").output
    assert "Delete 2 objects at OpenAI?" in printed
    assert f'"{store}": deleted.' in printed
    assert '"vs_gone": It does not exist any more.' in printed
    assert sandbox.client.get("/vector_stores").json()["data"] == []
    assert not lost.exists()
    assert not gone.exists()


@pytest.mark.parametrize("fault", ["400:method=DELETE", "400:method=GET"])
def test_an_object_that_cannot_be_deleted_keeps_its_note(
    configured: Folder, sandbox: Sandbox, fault: str
) -> None:
    store = sandbox.client.post("/vector_stores", json={}).json()["id"]
    lost = configured.note(1, id=store, exists=True)
    with sandbox.faults(fault):
        done = configured.orphans("--delete", "--yes")
    assert f'"{store}" was not deleted: ' in done.output
    assert isinstance(done.exception, CommandFailure)
    assert "1 object could not be deleted" in str(done.exception)
    assert lost.exists()


def test_an_object_with_a_malformed_id_keeps_its_note(configured: Folder) -> None:
    note = configured.note(1, type="openai_project_user", id="one/two/three", exists=True)
    done = configured.orphans("--delete", "--yes")
    assert "Write it as <project_id>/<user_id>" in done.output
    assert note.exists()


def test_an_object_without_import_is_deleted_by_its_id(
    configured: Folder, sandbox: Sandbox
) -> None:
    note = configured.note(1, type="openai_voice", id="voice_1", exists=True, importable=False)
    configured.orphans("--delete", "--yes")
    deleted = [one["path"] for one in sandbox.requests(method="DELETE")]
    assert deleted == ["/v1/audio/voices/voice_1"]
    assert not note.exists()


LIMIT = "rl-gpt-4o-mini"


@pytest.mark.parametrize("exists", [True, False], ids=["answered", "without an answer"])
def test_delete_restores_the_earlier_values_of_a_setting(
    configured: Folder, sandbox: Sandbox, *, exists: bool
) -> None:
    limits = f"/organization/projects/{_new_project(sandbox)}/rate_limits"
    sandbox.admin.post(f"{limits}/{LIMIT}", json={"max_requests_per_1_minute": 7})
    note = configured.note(
        1,
        type="openai_project_rate_limit",
        id=f"{limits.split('/')[3]}/{LIMIT}",
        exists=exists,
        before={"body": {"max_requests_per_1_minute": 500}},
    )
    printed = configured.orphans("--delete", "--yes").output
    assert "restored: max_requests_per_1_minute = 500." in printed
    [now] = [
        one for one in sandbox.admin.get(f"{limits}?limit=100").json()["data"] if one["id"] == LIMIT
    ]
    assert now["max_requests_per_1_minute"] == 500
    assert not note.exists()


def test_a_setting_without_earlier_values_keeps_its_note(
    configured: Folder, sandbox: Sandbox
) -> None:
    limit = f"{_new_project(sandbox)}/{LIMIT}"
    note = configured.note(1, type="openai_project_rate_limit", id=limit, exists=True)
    done = configured.orphans("--delete", "--yes")
    assert done.exit_code == 1
    assert "the note does not contain the values from before the create" in done.output
    assert "imported" not in done.output
    assert note.exists()


def test_delete_archives_a_lost_project(configured: Folder, sandbox: Sandbox) -> None:
    project = _new_project(sandbox)
    configured.note(1, type="openai_project", id=project, exists=True)
    assert f'"{project}": deleted.' in configured.orphans("--delete", "--yes").output
    found = sandbox.admin.get(f"/organization/projects/{project}").json()
    assert found["status"] == "archived"


def _new_project(sandbox: Sandbox) -> str:
    made = sandbox.admin.post("/organization/projects", json={"name": "Search"})
    return str(made.json()["id"])


def test_delete_needs_valid_settings_of_the_provider(
    configured: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = configured.note(1, id="vs_1", exists=True)
    monkeypatch.setenv("OPENAI_BASE_URL", "not a URL")
    done = configured.orphans("--delete", "--yes")
    assert isinstance(done.exception, CommandFailure)
    assert note.exists()
