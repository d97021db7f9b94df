"""``openai-cdktf export``: reads an organization, and writes a program that imports it, or lists the objects that are in no state."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from openai_cdktf_cli.export import hcl_program, kinds, python_program
from openai_cdktf_cli.export.blocks import Block, blocks, unfilled
from openai_cdktf_cli.export.found import Found, Skipped
from openai_cdktf_cli.export.group_access import with_roles
from openai_cdktf_cli.export.keeping import NAME, Kept, fingerprint
from openai_cdktf_cli.export.managed import managed_in, unmanaged
from openai_cdktf_cli.export.progress import shown
from openai_cdktf_cli.export.reading import PROJECT, ProjectChoice, Reader, ServerFailure
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.installed_cdk import installed_cdk
from openai_cdktf_cli.new.command import gitignore
from openai_cdktf_cli.provider_messages import one_line
from provider_shim.api.client import omit_unneeded_parts

NOTHING, UNMANAGED, INCOMPLETE, INTERRUPTED = 1, 2, 3, 130
"""Exit codes: nothing could be read; some objects are in no state; some objects could not be read; the user interrupted the command."""

_NO_KEY = {
    "OPENAI_ADMIN_KEY": "They need an admin key: set OPENAI_ADMIN_KEY.",
    "OPENAI_API_KEY": "They need a project key: set OPENAI_API_KEY.",
}
_MOST_NAMES = 5
"""The maximum number of kinds that are listed if their key is missing."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
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


def export(options: Options) -> int:
    """Write the program. Return the exit code.

    Raises:
        CommandFailure: The program could not be written.
    """
    omit_unneeded_parts()
    cdk = options.cdk or installed_cdk()
    types = _types(options)
    _check_folder(options)
    managed = managed_in(options.states)
    kept = _kept(options.out)
    found, skipped = _read(options, types, kept)
    wanted = unmanaged(found.chosen, managed)
    notes = _sentences(skipped)
    if skipped and not found.chosen:
        kept.remove()
        _report_skipped(options, skipped)
        typer.echo("Nothing was written, because no object could be exported.", err=True)
        return NOTHING
    program = blocks(wanted, split=options.split, context=found.others(wanted))
    if options.lang == "python":
        files = python_program.files(
            program, cdk=cdk, ignore_unread=options.ignore_unread, notes=notes
        )
    else:
        files = hcl_program.files(program, ignore_unread=options.ignore_unread, notes=notes)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (options.out / name).write_text(text, encoding="utf-8")
    if not (ignored := options.out / ".gitignore").exists():
        ignored.write_text(gitignore(), encoding="utf-8")
    kept.remove()
    if options.lang == "hcl":
        _warn_of_other_files(options.out, files)
    _describe(options, program, cdk=cdk, managed=len(found.chosen) - len(wanted))
    return _report_skipped(options, skipped)


def diff(options: Options) -> int:
    """Print the objects at OpenAI that are in no state. Return the exit code.

    Raises:
        CommandFailure: The options are invalid, or the objects cannot be read.
    """
    if not options.states:
        raise CommandFailure("--diff compares with states: set --state FILE for each state.")
    types = _types(options)
    managed = managed_in(options.states)
    kept = _kept(Path())
    found, skipped = _read(options, types, kept)
    kept.remove()
    missing = unmanaged(found.chosen, managed)
    for one in blocks(missing):
        label = f"  {one.found.label!r}" if one.found.label else ""
        typer.echo(f"{one.type_name}  {one.found.import_id}{label}")
    typer.echo(
        f"{len(missing)} of {_objects(len(found.chosen))} at OpenAI {'is' if len(missing) == 1 else 'are'} in no state.",
        err=True,
    )
    code = _report_skipped(options, skipped)
    return UNMANAGED if missing else code


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Objects:
    """The objects that were read, and those of them that the options select."""

    everything: Sequence[Found]
    chosen: Sequence[Found]

    def others(self, than: Sequence[Found]) -> list[Found]:
        """Return the objects outside the program. Objects in the program can be named after them."""
        inside = {(one.type_name, one.import_id) for one in than}
        return [one for one in self.everything if (one.type_name, one.import_id) not in inside]


def _read(options: Options, types: Sequence[str], kept: Kept) -> tuple[_Objects, Sequence[Skipped]]:
    needed = kinds.needed(types)
    missing = kinds.without_key(needed, [name for name in _NO_KEY if not os.environ.get(name)])
    wanted = [kind for kind in needed if kind.type_name not in missing]
    if len(kept):
        typer.echo(
            f"Resuming an interrupted export: {len(kept)} lists were read before.",
            err=True,
        )
    try:
        with shown(wanted) as progress:
            reading = Reader(kept, options.projects, progress).read(wanted)
    except KeyboardInterrupt:
        typer.echo(
            f"Interrupted. {len(kept)} lists were read. Run the same command again to continue. To start over, delete {kept.file}.",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None
    except ServerFailure:
        raise
    except CommandFailure:
        kept.remove()
        raise
    everything = with_roles(reading.objects)
    if options.projects:
        ids = {one.id for one in everything if one.type_name == PROJECT}
        everything = [
            one for one in everything if one.arguments.get("project_id", one.id) in {*ids, one.id}
        ]
    chosen = [one for one in everything if one.type_name in types]
    without = [
        Skipped(type_name=name, reason=_NO_KEY[variable])
        for name, variable in missing.items()
        if name in types
    ]
    return _Objects(everything=everything, chosen=chosen), [*without, *reading.skipped]


def _types(options: Options) -> list[str]:
    """Return the types to write. If the options select projects and no kinds, return the types that belong to projects."""
    types = kinds.chosen(options.kinds)
    if not os.environ.get("OPENAI_API_KEY") and not os.environ.get("OPENAI_ADMIN_KEY"):
        raise CommandFailure(
            "Neither OPENAI_ADMIN_KEY nor OPENAI_API_KEY is set. Set OPENAI_ADMIN_KEY to export the administration, and "
            "OPENAI_API_KEY to export the objects of a project."
        )
    if options.projects and not options.kinds:
        types = [name for name in types if name == PROJECT or kinds.belongs_to(name, PROJECT)]
    return types


def _check_folder(options: Options) -> None:
    if options.out.exists() and not options.out.is_dir():
        raise CommandFailure(f"{options.out} is a file: set --out to a folder.")
    inside = [one.name for one in options.out.iterdir()] if options.out.exists() else []
    others = sorted(name for name in inside if name != NAME)
    if others and not options.force:
        raise CommandFailure(
            f"The folder {options.out} is not empty ({', '.join(others[:3])}{', …' if len(others) > 3 else ''}): set --out to "  # noqa: PLR2004
            "another folder, or use --force to overwrite files with the same names."
        )


def _warn_of_other_files(folder: Path, written: Mapping[str, str]) -> None:
    others = sorted(one.name for one in folder.glob("*.tf") if one.name not in written)
    if others:
        typer.echo(
            f"Terraform reads these files in {folder}, too. Delete them if they are from an earlier export: {', '.join(others)}.",
            err=True,
        )


def _kept(folder: Path) -> Kept:
    names = ("OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID")
    keys = [os.environ.get(name, "") for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY")]
    account = [*(os.environ.get(name, "") for name in names), fingerprint(keys)]
    return Kept(folder / NAME, account)


def _describe(options: Options, program: Sequence[Block], *, cdk: str, managed: int) -> None:
    program = [one for one in program if not one.is_data]
    counts = Counter(one.type_name for one in program)
    for name, count in counts.items():
        typer.echo(f"  {count:>6}  {name}")
    in_states = f", {managed} skipped because a state has them" if managed else ""
    typer.echo(f"{_objects(len(program))} written to {options.out}{in_states}.")
    todo = sum(len(unfilled(block.arguments)) for block in program)
    if todo and not options.ignore_unread:
        typer.echo(
            f"{todo} arguments are marked TODO, because OpenAI does not return them. Set them, or export with --ignore-unread."
        )
    typer.echo(
        f"Next: cd {options.out} && "
        + (
            f"{cdk} plan --skip-provider-lock"
            if options.lang == "python"
            else "terraform init && terraform plan"
        )
    )


def _report_skipped(options: Options, skipped: Sequence[Skipped]) -> int:
    """Print what was not exported, and return the exit code.

    If the server does not have a kind of objects, this is a failure only if the user has named the kind.
    """
    for sentence in _sentences(skipped):
        typer.echo(sentence, err=True)
    failed = [one for one in skipped if not one.is_absent or options.kinds]
    return INCOMPLETE if failed else 0


def _sentences(skipped: Sequence[Skipped]) -> list[str]:
    """Return what was not exported: one sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for one in skipped:
        where = f" of {one.where}" if one.where else ""
        kept = f" after the first {one.kept}" if one.kept else ""
        reason = one_line(one.reason).replace(one.type_name, "It")
        by_reason.setdefault(reason, []).append(
            one.type_name.removeprefix("openai_") + where + kept
        )
    return [
        f"Not exported: {len(names)} kinds. {reason}"
        if reason in _NO_KEY.values() and len(names) > _MOST_NAMES
        else f"Not exported: {', '.join(names)}. {reason}"
        for reason, names in by_reason.items()
    ]


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count} objects"
