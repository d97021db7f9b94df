"""Runs the examples in ``examples/``, and returns the configurations that CDKTF synthesizes.

Another Python process runs them, because the tools do not load a CDK: ``python -m tools.examples OUT FILE …``.
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openai_cdktf_cli import hcl

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    "resources",
    "data-sources",
    "ephemeral-resources",
    "actions",
    "functions",
    "provider",
    "guides",
)
KINDS = ("variable", "data", "ephemeral", "resource", "action", "output")
"""The kinds of blocks that a page shows. The block of the provider is not shown."""

_SECONDS = 300
_ANSWER = "synthesized.json"
QUIET = {
    "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
    "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
    "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
}


class ExampleError(Exception):
    """An example failed. The message says which one, and why."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """An example: its Python source, and the configuration that CDKTF synthesizes from it."""

    source: str
    configuration: Mapping[str, Any]

    def hcl(self, kinds: Iterable[str] = KINDS) -> str:
        """Return the configuration as HCL. See `openai_cdktf_cli.hcl.document`."""
        return hcl.document(self.configuration, kinds)


def example_files(root: Path = ROOT) -> list[Path]:
    """Return the files of all examples, sorted."""
    return sorted(file for folder in FOLDERS for file in (root / "examples" / folder).glob("*.py"))


def synthesized(files: Sequence[Path], root: Path = ROOT) -> dict[Path, Example]:
    """Run all examples in one process, and return them by file.

    Raises:
        ExampleError: An example failed, does not have exactly one stack, or uses the stack name of another example.
    """
    if not files:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        programs = root / ".tools" / "bin"
        done = subprocess.run(  # this module
            [sys.executable, "-m", "tools.examples", folder, *map(str, files)],
            cwd=root,
            env={
                **os.environ,
                **QUIET,
                "CDKTF_OUTDIR": folder,
                "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
                "PYTHONPATH": str(root),
            },
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            raise ExampleError(f"{done.stdout}{done.stderr}".strip())
        stacks = json.loads((Path(folder) / _ANSWER).read_text())
        return {
            file: Example(
                source=file.read_text(),
                configuration=json.loads(Path(stacks[str(file)]).read_text(encoding="utf-8")),
            )
            for file in files
        }


def _run(out: Path, files: Sequence[str]) -> None:
    """Run each file as a program, and write the stack of each file to a JSON file."""
    stacks: dict[str, str] = {}
    for file in files:
        before = _made(out)
        try:
            runpy.run_path(file, run_name="__main__")
        except Exception as error:
            raise ExampleError(f"{file} failed: {type(error).__name__}: {error}") from error
        new = sorted(_made(out) - before)
        if len(new) != 1:
            raise ExampleError(
                f"{file} must create one stack with a unique name, but created {len(new)}"
            )
        stacks[file] = new[0]
    (out / _ANSWER).write_text(json.dumps(stacks))


def _made(out: Path) -> set[str]:
    return {str(file) for file in out.glob("stacks/*/cdk.tf.json")}


if __name__ == "__main__":
    try:
        _run(Path(sys.argv[1]), sys.argv[2:])
    except ExampleError as fault:
        cause = f"\n{fault.__cause__!r}" if fault.__cause__ else ""
        sys.exit(f"{fault}{cause}")
