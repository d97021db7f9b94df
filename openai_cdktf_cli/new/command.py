"""Writes the files of a new project. See `create`."""

from __future__ import annotations

import json
import re
import textwrap
import uuid
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import typer

from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.new.names import names_from
from provider_shim.version import VERSION

CDK_VERSIONS: Final = {"cdktf": "0.21", "cdktn": "0.24"}
"""The version of each CDK's command line."""

NO_PATTERN: Final = "none"
_SUFFIX = ".tmpl"
_PLACEHOLDER = re.compile(r"@([A-Z_]+)@")
_SHOWN = 3


def create(folder: Path, *, kind: str, cdk: str, pattern: str, force: bool) -> None:
    """Write a project into a folder, and print the next steps.

    Args:
        folder: the folder. Its name is the name of the project.
        kind: `app`, `library` or `hcl`.
        cdk: `cdktf` or `cdktn`.
        pattern: the pattern that an app uses, or `none`.
        force: whether to write into a folder with other files. Files with the same names are overwritten.

    Raises:
        CommandFailure: The folder is not empty, a file cannot be written, or the kind has no patterns.
    """
    if pattern != NO_PATTERN and kind != "app":
        raise CommandFailure(
            "--pattern is for `new app`, because the other kinds have no stack in Python that creates objects."
        )
    _check(folder, force=force)
    values = _values(folder, kind=kind, cdk=cdk, pattern=pattern)
    written = [
        _write(folder / name, text) for name, text in _project(kind, pattern, values).items()
    ]
    for file in written:
        typer.echo(f"  {file.relative_to(folder)}")
    is_here = folder.resolve() == Path.cwd()
    typer.echo(f"{len(written)} files written to {'this folder' if is_here else folder}.")
    typer.echo(f"Next: {'' if is_here else f'cd {folder}, and '}follow README.md.")


def patterns() -> list[str]:
    """Return the names of all patterns."""
    return sorted(one.name for one in (_templates() / "patterns").iterdir())


def gitignore() -> str:
    """Return the names of the files that do not belong into a repository, as for Git."""
    return (_templates() / "common" / f".gitignore{_SUFFIX}").read_text(encoding="utf-8")


def _project(kind: str, pattern: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the contents of all files, by their paths."""
    parts = ["common", kind]
    if kind != "library":
        parts.append("deployment")
    if kind == "app":
        parts.append(f"patterns/{pattern}")
    found: dict[str, str] = {}
    for part in parts:
        for path, text in _files(_templates().joinpath(*part.split("/"))):
            found[_filled(path, values)] = _filled(text, values)
    return found


def _templates() -> Traversable:
    return files("openai_cdktf_cli.new") / "templates"


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _files(one, f"{path}{one.name}/")
        elif one.name.endswith(_SUFFIX):
            yield f"{path}{one.name.removesuffix(_SUFFIX)}", one.read_text(encoding="utf-8")


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]], text)


def _values(folder: Path, *, kind: str, cdk: str, pattern: str) -> dict[str, str]:
    names = names_from(folder.absolute().name)
    install = ["pip install -r requirements.txt"]
    if kind == "hcl":
        prepare = [
            "cat > backend_override.tf <<EOF",
            "terraform {",
            '  backend "s3" {',
            '    bucket = "$STATE_BUCKET"',
            f'    key    = "{names.name}.tfstate"',
            '    region = "$AWS_REGION"',
            "  }",
            "}",
            "EOF",
            "terraform init -input=false",
        ]
        plan = [*prepare, "terraform plan -input=false"]
        deploy = [*prepare, "terraform apply -input=false -auto-approve"]
    else:
        install.append(f"npm install --global {cdk}-cli@{CDK_VERSIONS[cdk]}")
        plan = [f"{cdk} plan --skip-provider-lock"]
        deploy = [f"{cdk} deploy --skip-provider-lock --auto-approve"]
    return {
        "NAME": names.name,
        "PACKAGE": names.package,
        "CLASS": names.class_name,
        "CDK": cdk,
        "CDK_VERSION": CDK_VERSIONS[cdk],
        "VERSION": VERSION,
        "SETTINGS": json.dumps(_settings(cdk), indent=2),
        "ADMIN_NOTE": " and in `OPENAI_ADMIN_KEY`" if pattern == "team" else "",
        "INSTALL": _lines(install),
        "PLAN": _lines(plan),
        "DEPLOY": _lines(deploy),
    }


def _settings(cdk: str) -> dict[str, object]:
    settings = {
        "language": "python",
        "app": "python main.py",
        "projectId": str(uuid.uuid4()),
        "sendCrashReports": "false",
    }
    # CDK Terrain allows write-only arguments only if all target versions have them.
    targets = {"targetVersions": {"terraform": ">=1.11.0"}}
    return {**settings, **(targets if cdk == "cdktn" else {})}


def _lines(commands: list[str]) -> str:
    """Return shell commands as they stand in a block of a workflow."""
    return textwrap.indent("\n".join(commands), " " * 10)


def _check(folder: Path, *, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise CommandFailure(f"{folder} is a file. Name a folder.")
    inside = sorted(folder.iterdir()) if folder.exists() else []
    # People often create the environment first, because it contains this command.
    others = [
        one.name for one in inside if one.name != ".git" and not (one / "pyvenv.cfg").exists()
    ]
    if others and not force:
        listed = ", ".join(others[:_SHOWN]) + (", …" if len(others) > _SHOWN else "")
        raise CommandFailure(
            f"The folder {folder} is not empty ({listed}). Name another one, or overwrite files with the same names with --force."
        )


def _write(file: Path, text: str) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandFailure(f"Cannot write {file}: {error.strerror or error}.") from error
    return file
