"""The journal of creates. Without it, Terraform would lose objects after a kill, a crash or a lost answer.

The provider writes a note before it sends a create, and adds the id when the API answers. It removes the note only when a later
run shows that the object is in the state, or when the object is deleted. `orphans` turns the notes of earlier runs into
warnings, and `note_files` stores them in files.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from provider_shim.journal import note_files, orphans, scopes
from provider_shim.journal.notes import Note, first_name, import_id
from provider_shim.journal.orphans import LeftOver
from provider_shim.journal.runs import Run, RunStatus, fate, forget
from provider_shim.vocabulary.diagnostics import Diagnostic, warning

_SURVEYS = ".surveyed"
"""The ending of the file with the names of notes whose objects a complete plan has not found in the state."""


def folder_in(data: Path) -> Path:
    """Return the folder of the notes in Terraform's data folder."""
    return data / "openai-cdktf" / "created"


class Journal:
    """The notes of this run and of earlier runs on the same state. Many threads use it. If ``folder`` is None, it is empty."""

    def __init__(self, folder: Path | None, scope: scopes.Scope | None = None) -> None:
        self._folder = folder
        self._scope = scope or scopes.Scope()
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._run: Run | None = None
        self._fault: OSError | None = None
        self._has_planned = self._has_applied = False
        self._mine: dict[tuple[str, str], Path] = {}
        self._earlier: dict[Path, LeftOver] = {}
        self._unreadable: list[note_files.Filed] = []
        if folder is not None:
            self._earlier, self._unreadable = left_over_in(folder, self._scope)
        # Terraform asks about each object of the state, so nothing may search all notes.
        self._by_object: defaultdict[tuple[str, str | None], list[Path]] = defaultdict(list)
        self._by_arguments: defaultdict[tuple[str, str], list[Path]] = defaultdict(list)
        for path, one in self._earlier.items():
            self._by_object[one.key].append(path)
            self._by_arguments[first_name(one.note.type), one.note.arguments].append(path)

    # --- creates of this run ------------------------------------------------------------------------------------

    def create(self, note: Note, identity: tuple[str, ...]) -> NewObject:
        """Return the record of one create. It writes nothing before the first request is sent."""
        described = note.but(scope=self._scope.key, workspace=self._scope.workspace)
        return NewObject(self, described, identity)

    def write(self, path: Path | None, note: Note) -> Path | None:
        """Write or rewrite a note, and return its path. An error while writing does not fail the create."""
        if self._folder is None:
            return None
        is_new = path is None
        try:
            path = path or note_files.path_of(
                self._folder, self._named(self._folder).name, next(self._numbers)
            )
            note_files.write(path, note, is_new=is_new)
        except OSError as fault:
            self._fault = self._fault or fault
            return path
        if note.exists and note.id is not None:
            self._remove(note.type, note.id)  # a note of an earlier run about the same object
            self._mine[first_name(note.type), note.id] = path
        return path

    def answer(self, path: Path, note: Note) -> None:
        """Record that Terraform gets the answer, if Terraform is still running."""
        with suppress(OSError):
            if self._run is not None and self._run.is_heard:
                answered = note_files.mark_as_answered(path)
                if note.id is not None:
                    self._mine[first_name(note.type), note.id] = answered

    def before(self, type_name: str, identity: str) -> dict[str, Any] | None:
        """Return the earlier value of a setting that a killed run has changed, or None if no run has."""
        with self._lock:
            found = self._by_object.get((first_name(type_name), identity), ())
            notes = [self._earlier[path].note for path in found]
        kept = [one for one in notes if one.before is not None and one.scope == self._scope.key]
        return min(kept, key=lambda one: one.when).before if kept else None

    def remove(self, path: Path) -> None:
        """Remove a note of this run, because the object does not exist."""
        with suppress(OSError):
            note_files.remove(path)

    def faults(self) -> list[Diagnostic]:
        """Return a warning if a note could not be written. Each error is returned only once."""
        fault, self._fault = self._fault, None
        if fault is None or self._folder is None:
            return []
        return [
            warning(
                "Cannot write the journal of creates",
                f"The provider records each create in {self._folder}, so that no object is lost if the run is killed. Writing failed: "
                f"{fault}. The object was created. Make the folder writable.",
            )
        ]

    # --- what earlier runs have left --------------------------------------------------------------------------

    def is_in_state(self, type_name: str, identity: str | None) -> None:
        """Drop the note of an object that Terraform has shown to be in the state."""
        self._has_planned = True
        if identity is not None:
            self._remove(type_name, identity)

    def is_deleted(self, type_name: str, identity: str | None) -> None:
        """Drop the note of an object that has been deleted."""
        if identity is not None:
            self._remove(type_name, identity)

    def applies(self) -> None:
        """Record that this run applies, so it does not check all objects of the state."""
        self._has_applied = True

    def plans(self) -> None:
        """Record that this run plans: an object that the plan does not find is not in the state."""
        self._has_planned = True

    @property
    def is_empty(self) -> bool:
        """Whether there are no notes of earlier runs."""
        return not self._earlier

    def left_over(self) -> list[Diagnostic]:
        """Return the warnings about earlier runs."""
        here = [one for one in self._earlier.values() if one.note.scope == self._scope.key]
        elsewhere = [one for one in self._earlier.values() if one.note.scope != self._scope.key]
        return orphans.at_configuration(here, elsewhere, self._unreadable)

    def twins(self, type_name: str, arguments: str) -> list[Diagnostic]:
        """Return the warning about an earlier create with the same arguments, before the object is created again."""
        with self._lock:
            for path in self._by_arguments.get((first_name(type_name), arguments), ()):
                one = self._earlier.get(path)  # None if the object is in the state
                if (
                    one is not None
                    and one.note.scope == self._scope.key
                    and not one.is_shown
                    and one.may_be_lost
                ):
                    self._earlier[path] = one.but(is_shown=True)
                    return [orphans.at_create(one, type_name)]
        return []

    # --- the end of this run ----------------------------------------------------------------------------------

    def end(self) -> None:
        """Record that Terraform has ended this run normally and, after a plan, the objects that are not in the state."""
        if self._run is not None:
            self._run.end()
        if self._folder is not None and self._has_planned and not self._has_applied:
            missed = [
                path.name
                for path, one in self._earlier.items()
                if one.answered and one.note.scope == self._scope.key
            ]
            with suppress(OSError):
                survey = self._folder / f"{self._scope.key}{_SURVEYS}"
                if missed:
                    survey.write_text(json.dumps(missed), encoding="utf-8")
                else:
                    survey.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the journal. Another one replaces it."""
        if self._run is not None:
            self._run.close()

    # --- parts --------------------------------------------------------------------------------------------------

    def _named(self, folder: Path) -> Run:
        with self._lock:
            if self._run is None:
                folder.mkdir(parents=True, exist_ok=True)
                self._run = Run(folder)
            return self._run

    def _remove(self, type_name: str, identity: str) -> None:
        key = first_name(type_name), identity
        with self._lock:
            found = self._by_object.pop(key, [])
            for path in found:
                del self._earlier[path]
            if key in self._mine:
                found.append(self._mine.pop(key))
        for path in found:
            with suppress(OSError):
                note_files.remove(path)


def left_over_in(
    folder: Path, scope: scopes.Scope | None = None
) -> tuple[dict[Path, LeftOver], list[note_files.Filed]]:
    """Return the notes of ended runs, by file, and the files that contain no note. Remove files that are not needed any more.

    Args:
        folder: the folder of the notes.
        scope: the state whose plan results are read, or None for no state.
    """
    if not folder.is_dir():
        return {}, []
    runs = note_files.runs_in(folder)
    fates = {run: fate(folder, run) for run in runs}
    missed = _surveyed(folder, scope) if scope is not None else set()
    found: dict[Path, LeftOver] = {}
    unreadable = []
    for one in note_files.filed(folder):
        end = fates.get(one.run, RunStatus.RUNNING)
        if end is RunStatus.RUNNING:
            continue
        if one.note is None:
            unreadable.append(one)
            continue
        found[one.path] = LeftOver(
            note=one.note,
            answered=one.answered,
            killed=end is RunStatus.KILLED,
            missed=one.path.name in missed,
        )
    note_files.remove_torn(
        folder, {run for run, end in fates.items() if end is not RunStatus.RUNNING}
    )
    forget(folder, runs)
    return found, unreadable


class NewObject:
    """The note of one create."""

    def __init__(self, journal: Journal, note: Note, identity: tuple[str, ...]) -> None:
        self._journal = journal
        self._note = note
        self._identity = identity
        self._path: Path | None = None

    def is_sent(self) -> None:
        """Write the note, because the request is sent next."""
        if self._path is None:
            self._write(when=time.time())

    def remembers(self, values: Mapping[str, Any], before: dict[str, Any]) -> dict[str, Any]:
        """Add the value of a setting from before the create. Return it, or the earlier one from before a killed run."""
        identity = import_id(self._identity, values)
        if identity is not None:
            before = self._journal.before(self._note.type, identity) or before
        self._note = self._note.but(id=identity, before=before)
        return before

    def exists(self, state: Mapping[str, Any]) -> None:
        """Add the id from the answer of the API to the note."""
        identity = import_id(self._identity, state)
        if identity is not None and not (self._note.exists and self._note.id == identity):
            when = self._note.when or time.time()
            self._write(id=identity, exists=True, answer_lost=False, when=when)

    def answer_is_lost(self) -> None:
        """Record that it is unknown whether the object exists."""
        if not self._note.exists:
            self._write(answer_lost=True)

    def is_answered(self) -> None:
        """Record that Terraform gets the result of the create. If nothing was created, remove the note."""
        if self._path is None:
            return
        if self._note.exists:
            self._journal.answer(self._path, self._note)
        elif not self._note.answer_lost:
            self._journal.remove(self._path)

    def _write(self, **changes: Any) -> None:
        self._note = self._note.but(**changes)
        self._path = self._journal.write(self._path, self._note)


def _surveyed(folder: Path, scope: scopes.Scope) -> set[str]:
    """Return the names of the notes whose objects a complete plan has not found in the state."""
    try:
        survey = json.loads((folder / f"{scope.key}{_SURVEYS}").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return set(survey) if isinstance(survey, list) else set()
