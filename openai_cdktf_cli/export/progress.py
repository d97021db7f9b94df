"""Shows the progress of an export on a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence

from openai_cdktf_cli.export.kinds import Kind
from openai_cdktf_cli.export.reading import Progress


@contextlib.contextmanager
def shown(kinds: Sequence[Kind]) -> Iterator[Progress]:
    """Show a progress bar of the lists that are known so far, while the block runs. Show nothing without a terminal."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("Reading {task.fields[kind]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("lists, {task.fields[objects]} objects"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=len(kinds), kind="", objects=0)
        counted = {"objects": 0, "places": len(kinds)}

        def begins(kind: str, places: int) -> None:
            counted["places"] += places - 1
            bars.update(task, total=counted["places"], kind=kind.removeprefix("openai_"))

        def has_read(kind: str, objects: int) -> None:
            counted["objects"] += objects
            bars.update(
                task,
                advance=1,
                kind=kind.removeprefix("openai_"),
                objects=counted["objects"],
            )

        yield Progress(begins=begins, has_read=has_read)
