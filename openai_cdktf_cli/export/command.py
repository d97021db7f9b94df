"""``openai-cdktf export``: reads an organization, and writes the program that takes it over; or says what no state has."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from openai_cdktf_cli.export import hcl_program, kinds, python_program
from openai_cdktf_cli.export.blocks import Block, blocks, unfilled
from openai_cdktf_cli.export.found import Found, Skipped
from openai_cdktf_cli.export.group_access import with_roles
from openai_cdktf_cli.export.keeping import NAME, Kept
from openai_cdktf_cli.export.managed import managed_in, unmanaged
from openai_cdktf_cli.export.progress import shown
from openai_cdktf_cli.export.reading import PROJECT, ProjectChoice, Reader
from openai_cdktf_cli.failure import CommandFailure

UNMANAGED, INCOMPLETE, INTERRUPTED = 2, 3, 130
"""Exit codes: objects are in no state; something was left out; the user stopped it."""


_REQUEST = re.compile(r" Request id: \S+")
"""What is of no use to somebody who has left something out."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wishes:
    """The options of the command."""

    projects: ProjectChoice
    kinds: Sequence[str]
    lang: str
    cdk: str | None
    out: Path
    split: str
    states: Sequence[Path]
    ignore_unread: bool
    force: bool


def export(wishes: Wishes) -> int:
    """Write the program. Return the exit code.

    Raises:
        CommandFailure: nothing was written.
    """
    cdk = wishes.cdk or _installed_cdk()
    types = _types(wishes)
    _check_folder(wishes)
    managed = managed_in(wishes.states)
    kept = _kept(wishes.out)
    found, skipped = _read(wishes, types, kept)
    wanted = unmanaged(found.chosen, managed)
    notes = _sentences(skipped)
    program = blocks(wanted, split=wishes.split, context=found.others(wanted))
    if wishes.lang == "python":
        files = python_program.files(
            program, cdk=cdk, ignore_unread=wishes.ignore_unread, notes=notes
        )
    else:
        files = hcl_program.files(program, ignore_unread=wishes.ignore_unread, notes=notes)
    wishes.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (wishes.out / name).write_text(text, encoding="utf-8")
    kept.remove()
    _describe(wishes, program, cdk=cdk, managed=len(found.chosen) - len(wanted))
    return _told_skipped(wishes, skipped)


def diff(wishes: Wishes) -> int:
    """Print what exists at OpenAI and is in no state. Return the exit code.

    Raises:
        CommandFailure: it could not be read.
    """
    if not wishes.states:
        raise CommandFailure("--diff compares with states: give each with --state FILE.")
    types = _types(wishes)
    managed = managed_in(wishes.states)
    kept = _kept(Path())
    found, skipped = _read(wishes, types, kept)
    kept.remove()
    missing = unmanaged(found.chosen, managed)
    for one in blocks(missing):
        label = f"  {one.found.label!r}" if one.found.label else ""
        typer.echo(f"{one.type_name}  {one.found.import_id}{label}")
    typer.echo(
        f"{_objects(len(missing))} at OpenAI {'is' if len(missing) == 1 else 'are'} in no state, "
        f"of {len(found.chosen)} that were read.",
        err=True,
    )
    code = _told_skipped(wishes, skipped)
    return UNMANAGED if missing else code


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Objects:
    """What was read, and what of it was asked for."""

    everything: Sequence[Found]
    chosen: Sequence[Found]

    def others(self, than: Sequence[Found]) -> list[Found]:
        """Return what is not in the program, by whose names what is in it may be called."""
        inside = {(one.type_name, one.import_id) for one in than}
        return [one for one in self.everything if (one.type_name, one.import_id) not in inside]


def _read(wishes: Wishes, types: Sequence[str], kept: Kept) -> tuple[_Objects, Sequence[Skipped]]:
    wanted = kinds.needed(types)
    if len(kept):
        typer.echo(
            f"Going on where an earlier export was interrupted: {len(kept)} lists are read already.",
            err=True,
        )
    try:
        with shown(wanted) as progress:
            reading = Reader(kept, wishes.projects, progress).read(wanted)
    except KeyboardInterrupt:
        typer.echo(
            f"Interrupted. {len(kept)} lists were read and are kept: run the same command to go on. To begin anew, delete {kept.file}.",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None
    everything = with_roles(reading.objects)
    if wishes.projects:
        ids = {one.id for one in everything if one.type_name == PROJECT}
        everything = [
            one for one in everything if one.arguments.get("project_id", one.id) in {*ids, one.id}
        ]
    chosen = [one for one in everything if one.type_name in types]
    return _Objects(everything=everything, chosen=chosen), reading.skipped


def _types(wishes: Wishes) -> list[str]:
    """Return the types to write: with a choice of projects, what projects have, unless others are named."""
    types = kinds.chosen(wishes.kinds)
    if not os.environ.get("OPENAI_API_KEY") and not os.environ.get("OPENAI_ADMIN_KEY"):
        raise CommandFailure(
            "Neither OPENAI_ADMIN_KEY nor OPENAI_API_KEY is set: export reads the administration with the one, and the objects of "
            "a project with the other."
        )
    if wishes.projects and not wishes.kinds:
        types = [name for name in types if name == PROJECT or kinds.belongs_to(name, PROJECT)]
    return types


def _installed_cdk() -> str:
    return "cdktn" if importlib.util.find_spec("cdktn") else "cdktf"


def _check_folder(wishes: Wishes) -> None:
    if wishes.out.exists() and not wishes.out.is_dir():
        raise CommandFailure(f"{wishes.out} is a file: --out names a folder.")
    inside = [one.name for one in wishes.out.iterdir()] if wishes.out.exists() else []
    others = sorted(name for name in inside if name != NAME)
    if others and not wishes.force:
        raise CommandFailure(
            f"The folder {wishes.out} is not empty ({', '.join(others[:3])}{', …' if len(others) > 3 else ''}): name another with "  # noqa: PLR2004
            "--out, or write over the files of the same names with --force."
        )


def _kept(folder: Path) -> Kept:
    names = ("OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID")
    return Kept(folder / NAME, [os.environ.get(name, "") for name in names])


def _describe(wishes: Wishes, program: Sequence[Block], *, cdk: str, managed: int) -> None:
    program = [one for one in program if not one.is_data]
    counts = Counter(one.type_name for one in program)
    for name, count in counts.items():
        typer.echo(f"  {count:>6}  {name}")
    left_out = f", {managed} left out that a state has" if managed else ""
    typer.echo(f"{_objects(len(program))} written to {wishes.out}{left_out}.")
    todo = sum(len(unfilled(block.arguments)) for block in program)
    if todo and not wishes.ignore_unread:
        typer.echo(
            f"{todo} arguments are marked TODO, since OpenAI does not return them: fill them in, or write with --ignore-unread."
        )
    typer.echo(
        f"Next: cd {wishes.out} && "
        + (
            f"{cdk} plan --skip-provider-lock"
            if wishes.lang == "python"
            else "terraform init && terraform plan"
        )
    )


def _told_skipped(wishes: Wishes, skipped: Sequence[Skipped]) -> int:
    """Say what was left out. That the server has no such objects is a failure only if they were asked for by name."""
    for sentence in _sentences(skipped):
        typer.echo(sentence, err=True)
    failed = [one for one in skipped if not one.is_absent or wishes.kinds]
    return INCOMPLETE if failed else 0


def _sentences(skipped: Sequence[Skipped]) -> list[str]:
    """Return what was left out, one sentence for each reason."""
    of: dict[str, list[str]] = {}
    for one in skipped:
        where = f" of {one.where}" if one.where else ""
        kept = f" after the first {one.kept}" if one.kept else ""
        reason = " ".join(one.reason.split()).replace(one.type_name, "It")
        of.setdefault(_REQUEST.sub("", reason), []).append(
            one.type_name.removeprefix("openai_") + where + kept
        )
    return [f"Left out: {', '.join(what)}. {reason}" for reason, what in of.items()]


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count} objects"
