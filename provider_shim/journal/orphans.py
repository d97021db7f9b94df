"""What the user is told of creates that an earlier run has noted, and that may be in no state. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from provider_shim.journal.note_files import Filed
from provider_shim.journal.notes import Note, first_name
from provider_shim.records import Record
from provider_shim.vocabulary.diagnostics import Diagnostic, warning

COMMAND = "openai-cdktf orphans"

_LONGEST_LIST = 100
"""Objects in one warning; a run of Terraform has ten creates under way, or what -parallelism says."""


class LeftOver(Record):
    """A note of an earlier run.

    Attributes:
        note: what it says.
        answered: whether that run gave Terraform the answer.
        killed: whether that run was killed, so that Terraform may not have stored the answer.
        missed: whether a whole plan since then has not found the object in the state.
        is_shown: whether a create with the same arguments has shown it.
    """

    note: Note
    answered: bool = False
    killed: bool = True
    missed: bool = False
    is_shown: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        """What the state knows the object by."""
        return first_name(self.note.type), self.note.id

    @property
    def is_lost(self) -> bool:
        """Whether the object exists, and Terraform was never told."""
        return self.note.exists and not self.answered

    @property
    def is_missed(self) -> bool:
        """Whether Terraform was told but may not have stored it: it was killed, and the state has not shown the object since."""
        return self.note.exists and self.answered and self.killed and self.missed

    @property
    def may_exist(self) -> bool:
        """Whether nobody knows if the object exists."""
        return not self.note.exists

    @property
    def may_be_lost(self) -> bool:
        """Whether to warn where the same is about to be created again."""
        return not self.answered or self.killed or self.missed


def import_block(note: Note, address: str = "") -> str:
    """Return the HCL that imports an object to an address; where that is not known, its name is left open."""
    to = address or f"{note.type}.<name>"
    return f'import {{\n  to = {to}\n  id = "{_escaped(note.id or "<id>")}"\n}}'


def described(note: Note) -> str:
    """Return an object in a few words: ``openai_file "file-1" (notes.txt)``."""
    named = f" ({note.name})" if note.name and note.name != note.id else ""
    return f'{note.type} "{note.id}"{named}' if note.id else f"{note.type}{named}"


def at_configuration(
    here: Sequence[LeftOver], elsewhere: Sequence[LeftOver], unreadable: Iterable[Filed]
) -> list[Diagnostic]:
    """Return what to say before anything is planned.

    Args:
        here: the notes of earlier runs on the same state.
        elsewhere: those of runs on other states that have the same folder.
        unreadable: files that hold no note.
    """
    found = [_unreadable(one) for one in unreadable]
    if lost := [one.note for one in here if one.is_lost]:
        found.append(
            warning(
                f"Objects that no state knows: {len(lost)}",
                "An earlier run was killed after it had created these objects, and before it could hand them to Terraform:\n\n"
                + _listed(lost)
                + "\n\nA create of this plan that would make one of them a second time has a warning of its own. "
                + _what_to_do(lost),
            )
        )
    if missed := [one.note for one in here if one.is_missed]:
        found.append(
            warning(
                f"Objects that the state may not know: {len(missed)}",
                "An earlier run was killed soon after it had created these objects, and no plan since then has found them in the "
                "state:\n\n"
                + _listed(missed)
                + "\n\n`terraform state list -id=ID` prints nothing for what is lost. "
                + _what_to_do(missed),
            )
        )
    if unsure := [one.note for one in here if one.may_exist]:
        found.append(
            warning(
                f"Creates without an answer: {len(unsure)}",
                f"These were under way when an earlier run was killed or lost the connection, so that the objects may exist: "
                f"{_counted(unsure)}.\n\n"
                + _listed(unsure, times=True)
                + f"\n\nLook for them at OpenAI. Import what is there, or delete it; then `{COMMAND} --forget` ends this warning.",
            )
        )
    if others := Counter(
        one.note.workspace for one in elsewhere if one.is_lost or one.may_exist or one.is_missed
    ):
        counts = ", ".join(f'{number} of workspace "{name}"' for name, number in others.items())
        found.append(
            warning(
                "Objects from runs on another state",
                f"Earlier runs on other states in this folder were killed while they created objects: {counts}. Plan there, or run "
                f"`{COMMAND}`.",
            )
        )
    return found


def at_create(one: LeftOver, type_name: str) -> Diagnostic:
    """Return what to say at a resource that is to be created with the arguments of a create that is noted."""
    note = one.note.but(type=type_name)
    block = (
        "import it: add this block, with the address of the resource at which this warning stands, and plan again.\n\n"
        + import_block(note)
    )
    if one.may_exist:
        name = f" Its name is {note.name}." if note.name else ""
        why = (
            "its answer was lost"
            if note.answer_lost
            else "the run was killed before it was answered"
        )
        return warning(
            f"May exist already: {described(note)}, sent at {note.time}",
            f"A create with the same arguments was sent at {note.time}, and {why}.{name} Look for the object at OpenAI before you "
            f"apply, which would create it a second time. If it is there, {block}\n\n"
            f"If it is not, `{COMMAND} --forget` ends this warning.",
        )
    why = (
        "Terraform may not have stored it: `terraform state list -id="
        f"{note.id}` prints nothing if it has not. Then applying creates it a second time"
        if one.answered
        else "the run was killed before Terraform knew. Applying creates it a second time"
    )
    if not note.importable:
        return warning(
            f"Exists already: {described(note)}",
            f"An object with the same arguments was created at {note.time}, and {why}. It cannot be imported: use its id as it is, "
            f"and `{COMMAND} --forget`, or delete it with `{COMMAND} --delete`.",
        )
    return warning(
        f"Exists already: {described(note)}",
        f"An object with the same arguments was created at {note.time}, and {why}. To keep the one that is there, {block}\n\n"
        f"To delete it, run `{COMMAND} --delete`.",
    )


def _unreadable(one: Filed) -> Diagnostic:
    return warning(
        f"Unreadable note: {one.path.name}",
        f"The provider notes each create, and {one.path} cannot be read: {one.fault}. An object may exist that no state knows. Look at "
        "OpenAI for what was created when the file was written, import it or delete it, and then delete the file "
        f"(`{COMMAND} --forget` does).",
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
        f"Import them, with the address of the resource in the place of <name>, or delete them with `{COMMAND} --delete`. "
        f"Importing or deleting ends this warning.\n\n{blocks}"
    )


def _escaped(text: str) -> str:
    """Return a text as it stands between the quotes of HCL."""
    for one, instead in (("\\", "\\\\"), ('"', '\\"'), ("${", "$${"), ("%{", "%%{")):
        text = text.replace(one, instead)
    return text
