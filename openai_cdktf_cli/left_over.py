"""Compares the provider's notes of creates in a folder with Terraform's state."""

from __future__ import annotations

import dataclasses
import enum
import os
from collections.abc import Iterator
from pathlib import Path

from openai_cdktf_cli.terraform_state import objects_in_state
from provider_shim.journal import note_files, scopes
from provider_shim.journal.journal import folder_in, left_over_in
from provider_shim.journal.notes import Note, first_name
from provider_shim.journal.orphans import LeftOver


class Standing(enum.Enum):
    """The status of the object of a note."""

    LOST = "exists, but is not in the state"
    UNCHECKED = "exists, but the state cannot be read"
    UNANSWERED = "may exist: the create got no response"
    UNREADABLE = "the note cannot be read"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Orphan:
    """An object that may be missing in the state. ``note`` is None if its file cannot be read."""

    folder: Path
    file: Path
    standing: Standing
    note: Note | None = None


def orphans_in(folder: Path) -> Iterator[Orphan]:
    """Yield the orphans of a working folder of Terraform, and of the stacks that a CDK has synthesized into it.

    Notes of objects that are in the state are removed.
    """
    for place in [folder, *sorted(folder.glob("cdktf.out/stacks/*"))]:
        data = place / (os.environ.get("TF_DATA_DIR") or ".terraform")
        yield from _orphans_of(place, data)


def _orphans_of(place: Path, data: Path) -> Iterator[Orphan]:
    notes, unreadable = left_over_in(folder_in(data))
    for torn in unreadable:
        yield Orphan(folder=place, file=torn.path, standing=Standing.UNREADABLE)
    current = scopes.current(data)
    workspaces = {
        one.note.workspace
        for one in notes.values()
        if current.but(workspace=one.note.workspace).key == one.note.scope
    }
    states = {name: objects_in_state(place, name) for name in workspaces}
    for path, one in notes.items():
        note = one.note
        own = current.but(workspace=note.workspace).key == note.scope
        state = states.get(note.workspace) if own else None
        if state is not None and note.id is not None and (first_name(note.type), note.id) in state:
            note_files.remove(path)
        elif (standing := _standing(one, checked=state is not None)) is not None:
            yield Orphan(folder=place, file=path, standing=standing, note=note)


def _standing(one: LeftOver, *, checked: bool) -> Standing | None:
    """Return the status of an object that was not found in the state, or None if it counts as stored."""
    if one.may_exist:
        return Standing.UNANSWERED
    if checked:
        return Standing.LOST
    return Standing.UNCHECKED if one.may_be_lost else None
