"""What the provider's notes say of a folder's objects, held against the state that Terraform has of them."""

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
    """What is known of an object that a note is about."""

    LOST = "exists, and is in no state"
    UNCHECKED = "exists; the state cannot be read"
    UNANSWERED = "may exist: the create has no answer"
    UNREADABLE = "the note cannot be read"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Orphan:
    """An object that may be in no state. ``note`` is None where the file cannot be read."""

    folder: Path
    file: Path
    standing: Standing
    note: Note | None = None


def orphans_in(folder: Path) -> Iterator[Orphan]:
    """Yield what is left over in a working folder of Terraform, or in the stacks that a CDK has synthesized into it.

    The notes of objects that the state holds are removed.
    """
    for place in [folder, *sorted(folder.glob("cdktf.out/stacks/*"))]:
        data = place / (os.environ.get("TF_DATA_DIR") or ".terraform")
        yield from _orphans_of(place, data)


def _orphans_of(place: Path, data: Path) -> Iterator[Orphan]:
    notes, unreadable = left_over_in(folder_in(data))
    for torn in unreadable:
        yield Orphan(folder=place, file=torn.path, standing=Standing.UNREADABLE)
    here = scopes.current(data)
    workspaces = {
        one.note.workspace
        for one in notes.values()
        if here.but(workspace=one.note.workspace).key == one.note.scope
    }
    states = {name: objects_in_state(place, name) for name in workspaces}
    for path, one in notes.items():
        note = one.note
        own = here.but(workspace=note.workspace).key == note.scope
        state = states.get(note.workspace) if own else None
        if state is not None and note.id is not None and (first_name(note.type), note.id) in state:
            note_files.remove(path)
        elif (standing := _standing(one, checked=state is not None)) is not None:
            yield Orphan(folder=place, file=path, standing=standing, note=note)


def _standing(one: LeftOver, *, checked: bool) -> Standing | None:
    """Return how an object stands that is not known to be in the state; None where it counts as stored."""
    if one.may_exist:
        return Standing.UNANSWERED
    if checked:
        return Standing.LOST
    return Standing.UNCHECKED if one.may_be_lost else None
