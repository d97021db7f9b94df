"""Notes of creates: their content, their removal, and the warnings about earlier runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from provider_shim.journal import note_files, runs
from provider_shim.journal.journal import Journal, NewObject, folder_in
from provider_shim.journal.notes import Note
from provider_shim.journal.orphans import LeftOver
from provider_shim.journal.scopes import Scope, current, data_folder
from provider_shim.vocabulary.diagnostics import Diagnostic, Severity
from provider_shim.vocabulary.values import UNKNOWN
from tests.sandbox import Sandbox
from tests.unit.provider_shim.driving import Driver, configured

STORE = "openai_vector_store"
KEY = "openai_project_service_account_api_key"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "created"


def created(journal: Journal, identity: str | None = None, **known: Any) -> NewObject:
    """Record a create, up to the point at which a run can be killed."""
    note = journal.create(Note(type=STORE, arguments="same", **known), ("id",))
    note.is_sent()
    if identity is not None:
        note.exists({"id": identity})
    return note


def after_kill(folder: Path, scope: Scope | None = None) -> Journal:
    """Return the journal of a later run."""
    return Journal(folder, scope)


def texts(diagnostics: list[Diagnostic]) -> str:
    assert all(one.severity is Severity.WARNING for one in diagnostics)
    return "\n".join(f"{one.summary}\n{one.detail}" for one in diagnostics)


# --- one create -------------------------------------------------------------------------------------------------


def test_a_note_is_written_before_the_create_and_gets_the_id(folder: Path) -> None:
    journal = Journal(folder)
    note = created(journal, name="notes")
    [file] = folder.glob("*.json")
    content = json.loads(file.read_text())
    assert (content["type"], content["id"], content["exists"], content["name"]) == (
        STORE,
        None,
        False,
        "notes",
    )
    note.exists({"id": "vs_1"})
    content = json.loads(file.read_text())
    assert (content["id"], content["exists"]) == ("vs_1", True)


def test_nothing_is_written_before_a_request_is_sent(folder: Path) -> None:
    note = Journal(folder).create(Note(type=STORE), ("id",))
    note.is_answered()
    assert not folder.exists()


def test_a_rejected_create_leaves_no_note(folder: Path) -> None:
    created(Journal(folder)).is_answered()
    assert list(folder.glob("*.json")) == []


def test_a_lost_answer_leaves_a_note_even_after_a_normal_end(folder: Path) -> None:
    journal = Journal(folder)
    note = created(journal, name="notes")
    note.answer_is_lost()
    note.is_answered()
    journal.end()
    journal.close()
    [diagnostic] = after_kill(folder).left_over()
    assert diagnostic.summary == "Creates without an answer: 1"
    assert "1 create of openai_vector_store" in diagnostic.detail
    assert "notes" in diagnostic.detail


def test_a_successful_create_keeps_its_note(folder: Path) -> None:
    created(Journal(folder), "vs_1").is_answered()
    assert [file.name.endswith(".answered.json") for file in folder.glob("*.json")] == [True]


def test_an_answer_without_a_running_terraform_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    note = created(journal, "vs_1")
    monkeypatch.setattr(os, "getppid", lambda: 0)
    note.is_answered()
    journal.close()
    assert '"vs_1"' in texts(after_kill(folder).left_over())


def test_an_unwritable_folder_causes_one_warning_and_no_error(
    tmp_path: Path,
) -> None:
    (tmp_path / "created").write_text("a file")
    journal = Journal(tmp_path / "created")
    created(journal, "vs_1").is_answered()
    [diagnostic] = journal.faults()
    assert str(tmp_path / "created") in diagnostic.detail
    assert journal.faults() == []


def test_a_note_is_written_renamed_and_synced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    replaced = os.replace

    def sync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        events.append("sync folder" if path.is_dir() else f"sync {path.suffix}")

    def replace(path: str, target: str) -> None:
        assert json.loads(Path(path).read_text())
        events.append("rename")
        replaced(path, target)

    monkeypatch.setattr(note_files, "sync", sync)
    monkeypatch.setattr(os, "replace", replace)
    created(Journal(folder), "vs_1")
    new, with_id = ["sync .tmp", "rename", "sync folder"], ["sync .tmp", "rename"]
    assert events == [*new, *with_id]


# --- warnings of later runs --------------------------------------------------------------------------------------


def test_object_of_a_killed_run_is_reported_with_its_import_block(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1", name="notes")
    journal.close()
    [diagnostic] = after_kill(folder).left_over()
    assert diagnostic.summary == "Objects that are not in the state: 1"
    assert f'{STORE} "vs_1" (notes)' in diagnostic.detail
    assert f'import {{\n  to = {STORE}.<name>\n  id = "vs_1"\n}}' in diagnostic.detail


def test_object_with_owners_is_imported_by_all_their_ids(folder: Path) -> None:
    journal = Journal(folder)
    note = journal.create(Note(type=KEY), ("project_id", "id"))
    note.is_sent()
    note.exists({"project_id": "proj_1", "id": "key_1"})
    journal.close()
    assert 'id = "proj_1/key_1"' in texts(after_kill(folder).left_over())


def test_create_without_an_answer_is_reported_by_its_name(folder: Path) -> None:
    journal = Journal(folder)
    for name in ("one", "two"):
        created(journal, name=name)
    journal.close()
    [diagnostic] = after_kill(folder).left_over()
    assert diagnostic.summary == "Creates without an answer: 2"
    assert "2 creates of openai_vector_store" in diagnostic.detail
    assert "(one)" in diagnostic.detail
    assert "(two)" in diagnostic.detail


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"type": "x"', '{"type": 3}', "\xff"])
def test_unreadable_note_is_reported_with_its_path(folder: Path, content: str) -> None:
    folder.mkdir()
    file = folder / "1-a+1.json"
    file.write_text(content, encoding="latin-1")
    [diagnostic] = after_kill(folder).left_over()
    assert diagnostic.severity is Severity.WARNING
    assert str(file) in diagnostic.detail
    assert "deletes the file" in diagnostic.detail


def test_an_interrupted_rewrite_keeps_the_old_note(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, name="notes")
    [file] = folder.glob("*.json")
    file.with_suffix(".tmp").write_text('{"ty')
    journal.close()
    assert "(notes)" in texts(after_kill(folder).left_over())
    assert list(folder.glob("*.tmp")) == []


def test_many_earlier_runs_do_not_mean_more_listings_of_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listings: list[str] = []
    glob = Path.glob

    def counted(path: Path, pattern: str) -> Iterator[Path]:
        listings.append(pattern)
        return glob(path, pattern)

    monkeypatch.setattr(Path, "glob", counted)
    numbers = []
    for number in range(3):
        listings.clear()
        journal = Journal(folder)
        numbers.append(len(listings))
        created(journal, f"vs_{number}")
        journal.close()
    assert numbers[1] == numbers[2]


def test_a_running_run_causes_no_warning(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1")
    beside = Journal(folder)
    assert beside.left_over() == []
    assert beside.twins(STORE, "same") == []
    assert list(folder.glob("*.run"))


def test_the_lock_is_released_even_if_nobody_reads_the_exit_code(folder: Path) -> None:
    """In some containers, the first process does not read exit codes, so ended processes stay listed."""
    program = (
        "import os, sys; from pathlib import Path; from provider_shim.journal.journal import Journal\n"
        "from provider_shim.journal.notes import Note\n"
        "note = Journal(Path(sys.argv[1])).create(Note(type='openai_vector_store'), ('id',))\n"
        "note.is_sent(); note.exists({'id': 'vs_1'}); os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.Popen([sys.executable, "-c", program, str(folder)])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert '"vs_1"' in texts(after_kill(folder).left_over())
    ended.wait()


def test_the_journal_waits_for_a_run_whose_terraform_has_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    note = created(journal)
    [file] = folder.glob("*.run")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    file.write_text(json.dumps({"terraform": [gone.pid, "1"]}))

    def sleep(_: float) -> None:
        note.exists({"id": "vs_1"})
        journal.close()

    monkeypatch.setattr(time, "sleep", sleep)
    assert '"vs_1"' in texts(after_kill(folder).left_over())


def test_the_wait_for_a_run_whose_terraform_has_ended_is_limited(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_PATIENCE", 0.0)
    journal = Journal(folder)
    created(journal)
    [file] = folder.glob("*.run")
    file.write_text(json.dumps({"terraform": [os.getpid(), "another process of this number"]}))
    if Path("/proc/self/stat").exists():
        assert after_kill(folder).left_over()


def test_an_object_whose_answer_terraform_received_is_not_reported(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1").is_answered()
    journal.end()
    journal.close()
    later = after_kill(folder)
    assert later.left_over() == []
    assert later.twins(STORE, "same") == []


def test_an_answered_object_is_reported_if_a_plan_does_not_find_it(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1").is_answered()
    journal.close()
    planning = after_kill(folder)
    assert planning.left_over() == [], "the state may have it"
    planning.plans()
    planning.end()
    [diagnostic] = after_kill(folder).left_over()
    assert diagnostic.summary == "Objects that may not be in the state: 1"
    assert '"vs_1"' in diagnostic.detail


def test_an_apply_reports_no_missing_objects(folder: Path) -> None:
    """An apply reads only the objects that it changes."""
    journal = Journal(folder)
    created(journal, "vs_1").is_answered()
    journal.close()
    applying = after_kill(folder)
    applying.plans()
    applying.applies()
    applying.end()
    assert after_kill(folder).left_over() == []


# --- removal of notes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["is_in_state", "is_deleted"])
def test_the_note_is_removed_if_the_object_is_in_the_state_or_deleted(
    folder: Path, how: str
) -> None:
    journal = Journal(folder)
    created(journal, "vs_1")
    created(journal, "vs_2")
    journal.close()
    later = after_kill(folder)
    getattr(later, how)(STORE, "vs_1")
    reported = texts(later.left_over())
    assert '"vs_2"' in reported
    assert '"vs_1"' not in reported
    assert len(list(folder.glob("*.json"))) == 1


def test_the_note_is_removed_under_both_names_of_a_type(folder: Path) -> None:
    journal = Journal(folder)
    note = journal.create(Note(type="openai_organization_role"), ("id",))
    note.is_sent()
    note.exists({"id": "role_1"})
    journal.close()
    later = after_kill(folder)
    later.is_in_state("openai_role", "role_1")
    assert later.left_over() == []


def test_an_object_with_a_configured_id_has_one_note(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1")
    journal.close()
    later = after_kill(folder)
    created(later, "vs_1")
    assert len(list(folder.glob("*.json"))) == 1
    later.close()


def test_files_of_runs_without_notes_are_removed(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1")
    journal.close()
    after_kill(folder).is_in_state(STORE, "vs_1")
    after_kill(folder)
    [file] = folder.iterdir()
    assert file.suffix == ".run", "it may have begun a moment ago"
    os.utime(file, (0, 0))
    after_kill(folder)
    assert list(folder.iterdir()) == []


# --- creates with the same arguments --------------------------------------------------------------------------------


def test_each_left_over_object_is_shown_at_one_create_with_its_arguments(folder: Path) -> None:
    journal = Journal(folder)
    created(journal, "vs_1")
    created(journal, "vs_2")
    journal.close()
    later = after_kill(folder)
    assert later.twins(STORE, "others") == []
    assert later.twins("openai_file", "same") == []
    shown = [later.twins(STORE, "same") for _ in range(3)]
    assert [len(one) for one in shown] == [1, 1, 0]
    reported = texts(shown[0] + shown[1])
    assert 'id = "vs_1"' in reported
    assert 'id = "vs_2"' in reported
    assert "the address of this resource" in reported


def test_an_unanswered_create_is_reported_when_it_is_planned_again(
    folder: Path,
) -> None:
    journal = Journal(folder)
    created(journal, name="notes")
    journal.close()
    reported = texts(after_kill(folder).twins(STORE, "same"))
    assert reported.startswith("May exist already")
    assert "notes" in reported


# --- states ---------------------------------------------------------------------------------------------------------


def test_ids_of_another_workspace_are_not_reported_as_lost(folder: Path) -> None:
    journal = Journal(folder, Scope(workspace="dev"))
    created(journal, "vs_1")
    journal.close()
    later = after_kill(folder, Scope(workspace="prod"))
    [diagnostic] = later.left_over()
    assert "vs_1" not in diagnostic.detail
    assert '1 of workspace "dev"' in diagnostic.detail
    assert later.twins(STORE, "same") == []


@pytest.mark.parametrize(
    ("variables", "files", "workspace"),
    [
        ({}, {}, "default"),
        ({}, {"environment": "dev\n"}, "dev"),
        ({"TF_WORKSPACE": "prod"}, {"environment": "dev"}, "prod"),
    ],
)
def test_the_workspace_is_the_one_of_terraform(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    files: dict[str, str],
    workspace: str,
) -> None:
    monkeypatch.delenv("TF_WORKSPACE", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert current(tmp_path).workspace == workspace


def test_another_backend_means_another_state(tmp_path: Path) -> None:
    keys = {current(tmp_path).key}
    for path in ("a", "b"):
        backend = {"backend": {"type": "local", "config": {"path": path}}}
        (tmp_path / "terraform.tfstate").write_text(json.dumps(backend))
        keys.add(current(tmp_path).key)
    (tmp_path / "terraform.tfstate").write_text("{")
    keys.add(current(tmp_path).key)
    assert len(keys) == 3


def test_notes_are_in_the_data_folder_even_if_it_does_not_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TF_DATA_DIR")
    assert folder_in(data_folder()) == tmp_path / ".terraform" / "openai-cdktf" / "created"
    monkeypatch.setenv("TF_DATA_DIR", "data")
    assert folder_in(data_folder()) == tmp_path / "data" / "openai-cdktf" / "created"


# --- with the provider ----------------------------------------------------------------------------------------------


@pytest.fixture
def notes(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """Returns the notes."""

    def read() -> list[dict[str, Any]]:
        files = sorted((tmp_path / ".terraform/openai-cdktf/created").glob("*.json"))
        return [json.loads(file.read_text()) for file in files]

    return read


def again(driver: Driver, sandbox: Sandbox) -> list[Diagnostic]:
    """Begin a later run, and return its warnings."""
    environment = sandbox.environment
    settings: Mapping[str, Any] = {
        "base_url": environment["OPENAI_BASE_URL"],
        "api_key": environment["OPENAI_API_KEY"],
    }
    config = {name: settings.get(name) for name, _ in driver.provider.schema.items()}
    return driver.provider.configure(config, terraform_version="1.15.0")


def test_the_note_is_removed_if_the_stored_state_contains_the_object(
    driver: Driver, sandbox: Sandbox, notes: Callable[[], list[dict[str, Any]]]
) -> None:
    made = driver.create(STORE, {"name": "notes"})
    assert made.state is not None
    assert [one["id"] for one in notes()] == [made.state["id"]]
    assert again(driver, sandbox) == []
    driver.provider.upgrade_state(STORE, 0, made.state)
    assert notes() == []


def test_the_note_is_removed_if_the_object_is_refreshed_or_deleted(
    driver: Driver, sandbox: Sandbox, notes: Callable[[], list[dict[str, Any]]]
) -> None:
    one, other = driver.create(STORE, {"name": "a"}), driver.create(STORE, {"name": "b"})
    again(driver, sandbox)
    driver.read(one)
    assert len(notes()) == 1
    driver.destroy(other)
    assert notes() == []


def test_note_stays_while_an_import_is_only_planned(
    driver: Driver, sandbox: Sandbox, notes: Callable[[], list[dict[str, Any]]]
) -> None:
    made = driver.create(STORE, {"name": "notes"})
    assert made.state is not None
    again(driver, sandbox)
    driver.adopt(STORE, made.state["id"])
    assert len(notes()) == 1


@pytest.mark.parametrize(
    ("fault", "kept"), [("400", False), ("404", False), ("drop-after", True), ("500", True)]
)
def test_the_note_of_a_failed_create_stays_if_the_object_may_exist(
    driver: Driver,
    sandbox: Sandbox,
    notes: Callable[[], list[dict[str, Any]]],
    fault: str,
    kept: bool,  # noqa: FBT001
) -> None:
    with sandbox.faults(f"{fault}:method=POST"):
        failed = driver.create(STORE, {"name": "notes"})
    assert failed.state is None
    assert [(one["name"], one["exists"]) for one in notes()] == [("notes", False)] * kept


def test_a_create_with_the_arguments_of_an_orphan_causes_a_warning(
    driver: Driver, sandbox: Sandbox
) -> None:
    attributes = driver.provider.resources[STORE].attributes
    with sandbox.faults("drop-after:method=POST"):
        driver.create(STORE, {"name": "notes"})
    again(driver, sandbox)

    def summaries(**values: Any) -> list[str]:
        config = configured(attributes, values)
        made = driver.provider.plan(STORE, None, dict(config), config, b"")
        return [one.summary for one in made.diagnostics]

    assert summaries(name="others") == []
    assert summaries(name=UNKNOWN) == []
    [summary] = summaries(name="notes")
    assert summary.startswith("May exist already")


def test_an_object_in_the_state_is_compared_with_no_other_note(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    for number in range(5):
        created(journal, f"vs_{number}").is_answered()
    journal.close()
    later = after_kill(folder)
    compared = []
    monkeypatch.setattr(LeftOver, "key", property(compared.append))
    monkeypatch.setattr(LeftOver, "may_be_lost", property(compared.append))
    later.is_in_state(STORE, "vs_3")
    assert later.twins(STORE, "other") == []
    assert not compared
    assert len(list(folder.glob("*.json"))) == 4


def test_a_run_ends_without_renaming_its_open_file(tmp_path: Path) -> None:
    """Windows cannot rename a file that is open."""
    run = runs.Run(tmp_path)
    assert runs.fate(tmp_path, run.name) == runs.RunStatus.RUNNING
    run.end()
    assert (tmp_path / f"{run.name}.run").is_file()
    assert runs.fate(tmp_path, run.name) == runs.RunStatus.ENDED
