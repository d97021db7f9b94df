"""What is told of objects that a killed run has left behind, and what is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from provider_shim.diagnostics import Severity
from provider_shim.journal import Journal, default_folder

STORE = "openai_vector_store"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "created")


def of_process(journal: Journal, process: int) -> Path:
    """Let the only note be another process's; return its file."""
    assert journal.folder is not None
    (file,) = journal.folder.iterdir()
    file.write_text(json.dumps({**json.loads(file.read_text()), "process": process}))
    return file


def test_object_of_a_process_that_is_gone_is_told_with_what_to_do(journal: Journal) -> None:
    journal.note(STORE, "vs_1")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    file = of_process(journal, ended.pid)
    [told] = journal.left_over()
    assert told.severity is Severity.WARNING
    assert f"terraform import {STORE}.<name> vs_1" in told.detail
    assert str(file) in told.detail


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_object_of_a_process_that_nobody_has_reaped_is_told(journal: Journal) -> None:
    """As in containers whose first process does not care for orphans: they stay listed for ever."""
    journal.note(STORE, "vs_1")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    of_process(journal, ended.pid)
    assert len(journal.left_over()) == 1
    ended.wait()


def test_object_of_a_run_that_goes_on_beside_ours_is_not_told(journal: Journal) -> None:
    journal.note(STORE, "vs_1")
    of_process(journal, os.getppid())
    assert journal.left_over() == []


def test_object_of_an_earlier_run_of_the_same_process_is_told(journal: Journal) -> None:
    """As with ``--debug``, where one process serves one run after the other."""
    journal.note(STORE, "vs_1")
    assert len(journal.left_over()) == 1


def test_object_that_terraform_knows_is_not_told(journal: Journal) -> None:
    journal.note(STORE, "vs_1/with parts")
    journal.note(STORE, "vs_2")
    journal.drop(STORE, "vs_1/with parts")
    [told] = journal.left_over()
    assert "vs_2" in told.detail


def test_note_that_cannot_be_read_is_passed_over(journal: Journal) -> None:
    journal.note(STORE, "vs_1")
    assert journal.folder is not None
    for number, text in enumerate(("", "[]", "{}", '{"process": "x"}')):
        (journal.folder / f"{number}.json").write_text(text)
    assert len(journal.left_over()) == 1


def test_nothing_is_noted_where_terraform_has_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TF_DATA_DIR", raising=False)
    assert default_folder() is None
    Journal(None).note(STORE, "vs_1")
    assert Journal(None).left_over() == []
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_fails_no_create(tmp_path: Path) -> None:
    (tmp_path / "created").write_text("a file")
    journal = Journal(tmp_path / "created")
    journal.note(STORE, "vs_1")
    journal.drop(STORE, "vs_1")
    assert journal.left_over() == []
