"""Reports every failure of a command as a sentence with exit code 1, never as a traceback."""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Callable

import typer

from openai_cdktf_cli.failure import CommandFailure


def run(command: Callable[[], object], *, shows_traceback: Callable[[], bool]) -> None:
    """Run the command line, and report its failure.

    Args:
        command: runs the command.
        shows_traceback: returns whether the traceback of a bug is printed. It is called after the options are read.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a path can contain characters that a terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    try:
        command()
    except CommandFailure as failure:
        typer.echo(f"openai-cdktf: {failure}", err=True)
        sys.exit(1)
    except Exception:  # noqa: BLE001  # the only place that handles bugs
        text = traceback.format_exc()
        if shows_traceback():
            typer.echo(text, err=True)
        typer.echo(
            "openai-cdktf: This is a bug in openai-cdktf: "
            f"{text.rstrip().splitlines()[-1]}. {_where_the_traceback_is(text)}",
            err=True,
        )
        sys.exit(1)


def _where_the_traceback_is(text: str) -> str:
    import tempfile

    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="openai-cdktf-",
            suffix=".log",
            delete=False,
            encoding="utf-8",
            errors="backslashreplace",
        ) as log:
            log.write(text)
    except OSError:
        return "Please report it with the output of `openai-cdktf --debug …`."
    return f"Please report it with {log.name}, which contains the traceback."
