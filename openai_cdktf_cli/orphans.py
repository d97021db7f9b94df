"""``openai-cdktf orphans``: lists, imports, deletes or forgets the objects that a killed run has left at OpenAI."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.left_over import Orphan, Standing, orphans_in
from openai_cdktf_cli.terraform_state import addresses_in_plan
from provider_shim.journal import note_files, orphans
from provider_shim.journal.notes import Note

_COLUMNS = ("TYPE", "ID", "NAME", "SENT", "WORKSPACE", "STATUS")


def show(folder: Path) -> None:
    """Print a table of the orphans, and the options for them."""
    found = list(orphans_in(folder))
    if not found:
        typer.echo("No orphans found: all created objects are in the state.")
        return
    for place in dict.fromkeys(one.folder for one in found):
        typer.echo(f"{place}:")
        _print_table([one for one in found if one.folder == place])
    standings = {one.standing for one in found}
    typer.echo("")
    if Standing.LOST in standings or Standing.UNCHECKED in standings:
        typer.echo(
            "Use --import to print import blocks, or --delete to delete the objects at OpenAI."
        )
    if Standing.UNCHECKED in standings:
        typer.echo(
            "If the state cannot be read, --delete deletes nothing. Run this command where `terraform state pull` works."
        )
    if Standing.UNANSWERED in standings:
        typer.echo(
            "A create without a response may have created an object. Look at OpenAI for an object with this name and time, and "
            "import or delete it. Then use --forget to remove the note."
        )


def print_imports(folder: Path) -> None:
    """Print the import blocks. If a plan would create an object again, use the address of its resource."""
    found = [
        (one, one.note)
        for one in orphans_in(folder)
        if one.note is not None and one.note.id is not None and one.note.importable
    ]
    known = {
        place: addresses_in_plan(place, workspace)
        for place, workspace in {(one.folder, note.workspace) for one, note in found}
    }
    for one, note in found:
        address = known[one.folder].get(note.id or "", f"{note.type}.<name>")
        unsure = "" if note.exists or note.before is not None else "; it may not exist"
        typer.echo(f"# {one.folder}: sent at {note.time}{_named(note)}{unsure}")
        typer.echo(orphans.import_block(note, address) + "\n")
    if not found:
        typer.echo("# There are no objects to import.")


def delete(folder: Path, *, yes: bool) -> None:
    """Delete the objects at OpenAI that are not in the state, after a confirmation.

    Raises:
        CommandFailure: An object could not be deleted.
    """
    found = list(orphans_in(folder))
    lost = [
        (one, one.note) for one in found if one.standing is Standing.LOST and one.note is not None
    ]
    if unchecked := [one for one in found if one.standing is Standing.UNCHECKED]:
        typer.echo(
            f"{_objects(len(unchecked))} not deleted, because the state cannot be read. Run this command where `terraform state pull` works.",
            err=True,
        )
    if not lost:
        typer.echo("There are no objects to delete.")
        return
    _print_table([one for one, _ in lost])
    if not yes:
        typer.confirm(f"Delete {_objects(len(lost))} at OpenAI?", abort=True)
    from openai_cdktf_cli.deleting import Deleting

    deleting, failed = Deleting(), 0
    for one, note in lost:
        try:
            result = deleting.delete(note)
        except CommandFailure as failure:
            failed += 1
            typer.echo(f"{orphans.described(note)} was not deleted: {failure}", err=True)
            continue
        note_files.remove(one.file)
        typer.echo(f"{orphans.described(note)}: {result}")
    if failed:
        raise CommandFailure(f"{_objects(failed)} could not be deleted. See above.")


def forget(folder: Path, *, yes: bool) -> None:
    """Remove the notes of creates without a response, of objects without import, and notes that cannot be read."""
    found = [
        one
        for one in orphans_in(folder)
        if one.standing in {Standing.UNANSWERED, Standing.UNREADABLE}
        or (one.note is not None and not one.note.importable)
    ]
    if not found:
        typer.echo("There are no notes to remove.")
        return
    _print_table(found)
    if not yes:
        typer.confirm("Have you looked for these objects at OpenAI? Remove the notes?", abort=True)
    for one in found:
        note_files.remove(one.file)
    typer.echo(f"{len(found)} removed.")


def _print_table(rows: Sequence[Orphan]) -> None:
    lines = [_COLUMNS, *(_cells(one) for one in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_COLUMNS))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo("  " + "  ".join(cells).rstrip())


def _cells(one: Orphan) -> tuple[str, ...]:
    if one.note is None:
        return "?", "?", str(one.file), "?", "?", one.standing.value
    note = one.note
    return (
        note.type,
        note.id or "-",
        note.name or "-",
        note.time,
        note.workspace,
        one.standing.value,
    )


def _named(note: Note) -> str:
    return f', name "{note.name}"' if note.name else ""


def _objects(number: int) -> str:
    return "1 object" if number == 1 else f"{number} objects"
