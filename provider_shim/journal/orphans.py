"""Warnings about creates of earlier runs whose objects may not be in the state. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from provider_shim.journal.note_files import Filed
from provider_shim.journal.notes import Note, first_name
from provider_shim.records import Record
from provider_shim.vocabulary.diagnostics import Diagnostic, warning

COMMAND = "openai-cdktf orphans"

_LONGEST_LIST = 100
"""The maximum number of objects in one warning. Terraform runs ten creates at the same time, or the number of -parallelism."""


class LeftOver(Record):
    """A note of an earlier run.

    Attributes:
        note: the content of the note.
        answered: whether that run sent its answer to Terraform.
        killed: whether that run was killed, so that Terraform may not have stored the answer.
        missed: whether a later complete plan did not find the object in the state.
        is_shown: whether there was already a warning at a create with the same arguments.
    """

    note: Note
    answered: bool = False
    killed: bool = True
    missed: bool = False
    is_shown: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        """The type and the id of the object in the state."""
        return first_name(self.note.type), self.note.id

    @property
    def exists(self) -> bool:
        """Whether the object exists. A setting always does, and the killed run may have changed it."""
        return self.note.exists or self.note.before is not None

    @property
    def is_lost(self) -> bool:
        """Whether the object exists, but Terraform never got the answer."""
        return self.exists and not self.answered

    @property
    def is_missed(self) -> bool:
        """Whether Terraform got the answer but may not have stored it: the run was killed, and the object is not in the state."""
        return self.exists and self.answered and self.killed and self.missed

    @property
    def may_exist(self) -> bool:
        """Whether it is unknown if the object exists."""
        return not self.exists

    @property
    def may_be_lost(self) -> bool:
        """Whether to warn if the plan creates an object with the same arguments."""
        return not self.answered or self.killed or self.missed


def import_block(note: Note, address: str = "") -> str:
    """Return the HCL that imports an object. If the address is not known, the block contains ``<name>``."""
    to = address or f"{note.type}.<name>"
    return f'import {{\n  to = {to}\n  id = "{_escaped(note.id or "<id>")}"\n}}'


def described(note: Note) -> str:
    """Return the short description of an object: ``openai_file "file-1" (notes.txt)``."""
    named = f" ({note.name})" if note.name and note.name != note.id else ""
    return f'{note.type} "{note.id}"{named}' if note.id else f"{note.type}{named}"


def at_configuration(
    here: Sequence[LeftOver], elsewhere: Sequence[LeftOver], unreadable: Iterable[Filed]
) -> list[Diagnostic]:
    """Return the warnings that are shown before the plan.

    Args:
        here: the notes of earlier runs on the same state.
        elsewhere: the notes of runs on other states that use the same folder.
        unreadable: the files that cannot be read.
    """
    found = [_unreadable(one) for one in unreadable]
    if lost := [one.note for one in here if one.is_lost]:
        found.append(
            warning(
                f"Objects that are not in the state: {len(lost)}",
                "An earlier run was killed after it had created these objects, before Terraform could store them:\n\n"
                + _listed(lost)
                + "\n\nIf this plan would create one of them a second time, there is another warning at that resource. "
                + _what_to_do(lost),
            )
        )
    if missed := [one.note for one in here if one.is_missed]:
        found.append(
            warning(
                f"Objects that may not be in the state: {len(missed)}",
                "An earlier run was killed soon after it had created these objects, and no later plan has found them in the "
                "state:\n\n"
                + _listed(missed)
                + "\n\nIf `terraform state list -id=ID` prints nothing, the object is not in the state. "
                + _what_to_do(missed),
            )
        )
    if unsure := [one.note for one in here if one.may_exist]:
        found.append(
            warning(
                f"Creates without an answer: {len(unsure)}",
                f"An earlier run was killed or lost the connection before it got the answers to these creates, so the objects may "
                f"exist: {_counted(unsure)}.\n\n"
                + _listed(unsure, times=True)
                + f"\n\nLook for them at OpenAI. Import or delete each object that exists. Then run `{COMMAND} --forget` to end this warning.",
            )
        )
    if others := Counter(
        one.note.workspace for one in elsewhere if one.is_lost or one.may_exist or one.is_missed
    ):
        counts = ", ".join(f'{number} of workspace "{name}"' for name, number in others.items())
        found.append(
            warning(
                "Objects from runs on another state",
                f"Earlier runs on other states in this folder were killed while they created objects: {counts}. Run a plan for these "
                f"states, or run `{COMMAND}`.",
            )
        )
    return found


def at_create(one: LeftOver, type_name: str) -> Diagnostic:
    """Return the warning at a resource that is planned with the same arguments as a noted create."""
    note = one.note.but(type=type_name)
    block = (
        "import it: add this block, replace <name> in it to get the address of this resource, and plan again.\n\n"
        + import_block(note)
    )
    if one.may_exist:
        name = f" Its name is {note.name}." if note.name else ""
        why = (
            "its answer was lost"
            if note.answer_lost
            else "the run was killed before the answer came"
        )
        return warning(
            f"May exist already: {described(note)}, sent at {note.time}",
            f"A create with the same arguments was sent at {note.time}, and {why}.{name} Look for the object at OpenAI before you "
            f"apply, because apply would create it a second time. If it exists, {block}\n\n"
            f"If it does not exist, run `{COMMAND} --forget` to end this warning.",
        )
    why = (
        "Terraform may not have stored it. If `terraform state list -id="
        f"{note.id}` prints nothing, it is not in the state, and apply would create it a second time"
        if one.answered
        else "the run was killed before Terraform could store it. Apply would create it a second time"
    )
    if not note.importable:
        return warning(
            f"Exists already: {described(note)}",
            f"An object with the same arguments was created at {note.time}, and {why}. It cannot be imported. To keep it, use its id "
            f"directly and run `{COMMAND} --forget`. To delete it, run `{COMMAND} --delete`.",
        )
    return warning(
        f"Exists already: {described(note)}",
        f"An object with the same arguments was created at {note.time}, and {why}. To keep it, {block}\n\n"
        f"To delete it, run `{COMMAND} --delete`.",
    )


def _unreadable(one: Filed) -> Diagnostic:
    return warning(
        f"Unreadable note: {one.path.name}",
        f"The provider records each create in a file, but cannot read {one.path}: {one.fault}. An object may exist that is not in "
        "the state. Look at OpenAI for an object that was created when the file was written, and import or delete it. Then run "
        f"`{COMMAND} --forget`, which deletes the file.",
    )


def _listed(notes: Sequence[Note], *, times: bool = False) -> str:
    lines = [
        f"  * {described(note)}{f', sent at {note.time}' if times else ''}"
        for note in notes[:_LONGEST_LIST]
    ]
    more = len(notes) - len(lines)
    return "\n".join([*lines, *([f"  * and {more} more: run `{COMMAND}`"] if more > 0 else [])])


def _counted(notes: Sequence[Note]) -> str:
    counts = Counter(note.type for note in notes)
    return ", ".join(
        f"{number} create{'' if number == 1 else 's'} of {name}" for name, number in counts.items()
    )


def _what_to_do(notes: Sequence[Note]) -> str:
    blocks = "\n".join(
        import_block(note) for note in notes[:_LONGEST_LIST] if note.importable and note.id
    )
    return (
        f"To keep them, add these blocks and replace <name> to get the address of each resource. To delete them, run `{COMMAND} --delete`. "
        f"This warning ends when they are imported or deleted.\n\n{blocks}"
    )


def _escaped(text: str) -> str:
    """Return a text, escaped for a quoted string in HCL."""
    for one, instead in (("\\", "\\\\"), ('"', '\\"'), ("${", "$${"), ("%{", "%%{")):
        text = text.replace(one, instead)
    return text
