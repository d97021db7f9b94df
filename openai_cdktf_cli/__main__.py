"""``openai-cdktf``: the commands, with their options and help. Each command has its own module.

A command imports its module when it runs, so that ``--help`` is fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from openai_cdktf_cli import failure_reports, sandbox_options
from provider_shim.version import VERSION

app = typer.Typer(
    name="openai-cdktf",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Manage OpenAI as infrastructure, from Python, through Terraform.",
)
_shows_traceback = False


def _print_version(value: bool) -> None:  # noqa: FBT001  # typer's signature
    if value:
        typer.echo(f"openai-cdktf {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[  # noqa: ARG001  # its callback prints the version
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a bug in openai-cdktf.")
    ] = False,
) -> None:
    global _shows_traceback  # noqa: PLW0603  # one command runs per process
    _shows_traceback = debug


PluginDirectory = Annotated[
    Path | None,
    typer.Option(
        "--plugin-dir",
        metavar="FOLDER",
        file_okay=False,
        help="The plugin folder. Defaults to the folder of the user that Terraform searches.",
        show_default=False,
    ),
]

AlsoAs = Annotated[
    list[str] | None,
    typer.Option(
        "--also-as",
        metavar="ADDRESS",
        help="A further source address of the provider, such as openai/openai. You can repeat this option.",
        show_default=False,
    ),
]
ArchiveSource = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="PATH",
        exists=True,
        help="An archive of a release, or a folder with its archives. Installs it instead of the launcher.",
        show_default=False,
    ),
]


@app.command()
def install(
    *,
    plugin_dir: PluginDirectory = None,
    also_as: AlsoAs = None,
    opentofu: Annotated[
        bool, typer.Option("--opentofu", help="Also install the provider where OpenTofu finds it.")
    ] = False,
    source: ArchiveSource = None,
) -> None:
    """Install the provider where Terraform finds it, without a registry.

    This installs a small launcher, which is the same file on every machine. It starts the provider with
    the Python in which openai-cdktf is installed. Run this command once on each machine, and after each upgrade.
    With --from, it installs an archive of a release instead, which contains its own Python.
    """
    from openai_cdktf_cli import installing

    installing.install(plugin_dir, also_as=also_as or [], opentofu=opentofu, source=source)


@app.command()
def mirror(
    directory: Annotated[
        Path, typer.Argument(metavar="FOLDER", file_okay=False, help="The folder of the mirror.")
    ],
    *,
    source: Annotated[
        Path,
        typer.Option(
            "--from",
            metavar="PATH",
            exists=True,
            help="An archive of a release, or a folder with its archives.",
        ),
    ],
    also_as: AlsoAs = None,
    opentofu: Annotated[
        bool,
        typer.Option("--opentofu", help="Also add the provider under its address in OpenTofu."),
    ] = False,
) -> None:
    """Write the archives of a release into a network mirror, a folder for any web server.

    Terraform then installs the provider from this server with `terraform init`, also on machines without
    Python and without access to a registry. The folder can contain several versions.
    """
    from openai_cdktf_cli import provider_address
    from openai_cdktf_cli.mirror import mirror as write

    write(directory, source, provider_address.addresses(also_as or [], opentofu=opentofu))


@app.command()
def uninstall(
    *,
    plugin_dir: PluginDirectory = None,
    every_version: Annotated[
        bool, typer.Option("--all", help="Remove all versions, not only this one.")
    ] = False,
) -> None:
    """Remove the files that `install` has written, and no others."""
    from openai_cdktf_cli import installing

    installing.uninstall(plugin_dir, every_version=every_version)


@app.command()
def sandbox(
    *,
    host: sandbox_options.Host = "127.0.0.1",
    port: sandbox_options.Port = 8181,
    state: sandbox_options.State = None,
    fault: sandbox_options.Faults = None,
    document: sandbox_options.Document = None,
    answers: sandbox_options.Answers = None,
    seed: sandbox_options.Seed = None,
    restore: sandbox_options.Restore = None,
    snapshot: sandbox_options.Snapshot = None,
    record: sandbox_options.Record = None,
    upstream: sandbox_options.Upstream = None,
    replay: sandbox_options.Replay = None,
    keep_pace: sandbox_options.KeepPace = False,
    strict_models: sandbox_options.StrictModels = False,
    allow_origin: sandbox_options.AllowedOrigins = None,
    page_host: sandbox_options.PageHosts = None,
    quiet: sandbox_options.Quiet = False,
) -> None:
    """Run a local OpenAI API with state. Use it to try stacks without an API key and without a network."""
    from openai_cdktf_cli import sandbox as sandbox_command

    sandbox_command.run(
        host=host,
        port=port,
        state=state,
        faults=fault or [],
        document=document,
        answers=answers,
        seed=seed,
        restore=restore,
        snapshot=snapshot,
        record=record,
        upstream=upstream,
        replay=replay,
        keep_pace=keep_pace,
        strict_models=strict_models,
        allowed_origins=allow_origin or [],
        page_hosts=page_host or [],
        quiet=quiet,
    )


@app.command()
def doctor(
    *,
    plugin_dir: PluginDirectory = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not call the OpenAI API.")] = False,
) -> None:
    """Check that this machine has everything that a stack needs, and show how to fix each problem.

    The exit code is 1 if something required is missing. The output never contains a key.
    """
    from openai_cdktf_cli import doctor as doctor_command

    if not doctor_command.run(plugin_dir, as_json=as_json, offline=offline):
        raise typer.Exit(1)


@app.command()
def orphans(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[FOLDER]",
            file_okay=False,
            exists=True,
            resolve_path=True,
            help="The folder in which Terraform or the CDK runs. Defaults to the current folder.",
            show_default=False,
        ),
    ] = Path(),
    *,
    import_: Annotated[
        bool, typer.Option("--import", help="Print the `import` blocks for the objects.")
    ] = False,
    delete: Annotated[
        bool,
        typer.Option(
            "--delete",
            help="Delete the objects at OpenAI that are not in the state, and restore settings. Uses the keys in the environment variables.",
        ),
    ] = False,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget",
            help="Remove the notes of creates without a response. Look for the objects at OpenAI first.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")] = False,
) -> None:
    """List the objects that a killed run of Terraform has created at OpenAI and that are not in the state.

    The provider writes a note of each create into Terraform's data folder. Objects in the state are not listed.
    """
    from openai_cdktf_cli import orphans as orphans_command

    if import_ + delete + forget > 1:
        raise typer.BadParameter("Use only one of --import, --delete and --forget.")
    if import_:
        orphans_command.print_imports(folder)
    elif delete:
        orphans_command.delete(folder, yes=yes)
    elif forget:
        orphans_command.forget(folder, yes=yes)
    else:
        orphans_command.show(folder)


@app.command()
def export(
    *,
    project: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only the objects of this project, by its name or id. You can repeat this option.",
            show_default=False,
        ),
    ] = None,
    project_glob: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Only the objects of projects with matching names, such as `prod-*`. You can repeat this option.",
            show_default=False,
        ),
    ] = None,
    kinds: Annotated[
        str,
        typer.Option(
            metavar="KIND,…",
            help="Only these kinds, such as `project,rate_limit`, or `all`. Defaults to the kinds that people set up, without "
            "those that applications create.",
            show_default=False,
        ),
    ] = "",
    lang: Annotated[
        Literal["python", "hcl"], typer.Option(help="The language: Python for a CDK, or HCL.")
    ] = "python",
    cdk: Annotated[
        Literal["cdktf", "cdktn"] | None,
        typer.Option(
            help="The CDK of the program. Defaults to the installed one.", show_default=False
        ),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder for the program.")] = Path(
        "stack"
    ),
    split: Annotated[
        Literal["area", "project"],
        typer.Option(help="Write one module for each area of the API, or for each project."),
    ] = "area",
    state: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Skip the objects in this state file, which is only read. You can repeat this option.",
            show_default=False,
        ),
    ] = None,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Write nothing. Print the objects at OpenAI that are in no state of --state. The exit code is 2 if there are any.",
        ),
    ] = False,
    ignore_unread: Annotated[
        bool,
        typer.Option(
            "--ignore-unread",
            help="Let Terraform ignore values that OpenAI does not return, such as the content of files, instead of a TODO.",
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write to the folder even if it is not empty.")
    ] = False,
) -> None:
    """Write the existing objects at OpenAI as a program that imports them.

    This command reads with the keys in OPENAI_ADMIN_KEY and OPENAI_API_KEY, and changes nothing at OpenAI. The exit code is 3 if an
    object could not be read. The other objects are written.
    """
    from openai_cdktf_cli.export import command
    from openai_cdktf_cli.export.reading import ProjectChoice

    options = command.Options(
        projects=ProjectChoice(names=project or [], patterns=project_glob or []),
        kinds=[one for one in kinds.split(",") if one.strip()],
        lang=lang,
        cdk=cdk,
        out=out,
        split=split,
        states=state or [],
        ignore_unread=ignore_unread,
        force=force,
    )
    raise typer.Exit(command.diff(options) if diff else command.export(options))


@app.command()
def new(
    kind: Annotated[
        Literal["app", "library", "hcl"],
        typer.Argument(
            help="A stack in Python, a library of constructs, or a configuration in HCL.",
            show_default=False,
        ),
    ],
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[FOLDER]",
            help="The folder of the project. Its name is the name of the project. Defaults to the current folder.",
            show_default=False,
        ),
    ] = Path(),
    *,
    cdk: Annotated[
        Literal["cdktf", "cdktn"] | None,
        typer.Option(
            help="The CDK of the project. Defaults to the installed one.", show_default=False
        ),
    ] = None,
    pattern: Annotated[
        Literal["none", "knowledge-base", "prompt", "team"],
        typer.Option(help="What the stack contains."),
    ] = "none",
    force: Annotated[
        bool, typer.Option("--force", help="Write to the folder even if it is not empty.")
    ] = False,
) -> None:
    """Write a new project: a stack with its tests, and workflows for GitHub that plan and deploy it.

    The tests need no API key, and the stack can be deployed at once.
    """
    from openai_cdktf_cli.installed_cdk import installed_cdk
    from openai_cdktf_cli.new import command

    command.create(folder, kind=kind, cdk=cdk or installed_cdk(), pattern=pattern, force=force)


def main() -> None:
    """Run the command line. This is the console script ``openai-cdktf``."""
    failure_reports.run(app, shows_traceback=lambda: _shows_traceback)


if __name__ == "__main__":
    main()
