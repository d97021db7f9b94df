"""Checks a self-contained archive as `make release` has written it, and reports what was measured."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from openai_cdktf_cli import archives
from tools import bare_root, launching, timing
from tools.shared_libraries import StandaloneError
from tools.standalone import PROGRAM

LARGEST = 40_000_000
"""The limit for the size of an archive, in bytes."""
SLOWEST = 1.3
"""The limit for the start and for a validation, as a multiple of the wheel's time."""
FORBIDDEN = (
    "openai_cdktf",
    "openai_cdktf_cli",
    "openai_sandbox",
    "cdktf",
    "cdktn",
    "constructs",
    "jsii",
    "pytest",
    "tests",
)
"""Packages that do not belong to the provider."""
_RUNS = 9


def report(archive: Path) -> None:
    """Check the archive, and print its size and its start in comparison with the wheel.

    Raises:
        StandaloneError: It is too large or too slow, contains what does not belong to it, or does not start.
    """
    check_contents(archive)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "read-only")
        unpack(archive, folder)
        program = folder / PROGRAM
        start_without_anything(program)
        restricted = start_in_bare_root(folder, Path(name, "root"))
        sockets = Path(name, "sockets")
        sockets.mkdir()
        environment = launching.environment(str(sockets))
        launch = _in_turns(
            partial(launching.handshake, [program], environment),
            partial(launching.handshake, [timing.PROVIDER], environment),
        )
        factors = {"exec to handshake": launch}
        if timing.TERRAFORM.is_file():  # the set-up does not install it on Windows
            validate = _in_turns(
                *(_validate(Path(name, one.name), one) for one in (folder, timing.BIN))
            )
            factors["terraform validate"] = validate
    size = archive.stat().st_size / 1e6
    measured = ", ".join(f"{what} {factor:.2f} times as long" for what, factor in factors.items())
    print(f"{archive.name}: {size:.1f} MB. In comparison with the wheel: {measured}.")
    print(restricted)
    check_speed(factors)


def check_speed(factors: Mapping[str, float]) -> None:
    """Refuse an archive whose commands take too long, as multiples of the wheel's time."""
    if slow := [what for what, factor in factors.items() if factor > SLOWEST]:
        raise StandaloneError(
            f"The archive takes more than {SLOWEST} times as long as the wheel: {', '.join(slow)}."
        )


def _validate(place: Path, programs: Path) -> Callable[[], float]:
    """Return a measurement of ``terraform validate`` with the provider in a folder."""
    work = place.with_name(f"{place.name}-configuration")
    work.mkdir()
    settings = timing.write_settings(work, programs)
    (work / "main.tf").write_text(f'{timing.REQUIRED}resource "openai_vector_store" "notes" {{}}\n')
    environment = {**timing.quiet_environment(), "TF_CLI_CONFIG_FILE": str(settings)}
    command = [str(timing.TERRAFORM), f"-chdir={work}", "validate"]
    return lambda: timing.run(command, environment).wall


def check_contents(archive: Path) -> None:
    """Refuse an archive that is too large, or contains packages that do not belong to the provider."""
    size = archive.stat().st_size
    if size > LARGEST:
        raise StandaloneError(f"{archive.name} has {size:,} bytes, more than {LARGEST:,}.")
    names = zipfile.ZipFile(archive).namelist()
    packages = {Path(name).parts[2] for name in names if name.startswith("python/packages/")}
    if wrong := sorted(packages & {*FORBIDDEN}):
        raise StandaloneError(f"{archive.name} contains {', '.join(wrong)}.")


def unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive as Terraform does: the files keep their right to be run. Nobody can write to the folder."""
    archives.unpack(archive, folder)
    for file in folder.rglob("*"):
        if file.is_file():
            file.chmod(file.stat().st_mode & 0o555)


def start_without_anything(program: Path) -> None:
    """Start the provider with an environment that contains only what Terraform sets.

    Raises:
        StandaloneError: It does not answer with a handshake.
    """
    with tempfile.TemporaryDirectory() as sockets:
        answer = first_line([str(program)], {**launching.least_environment(), "TMPDIR": sockets})
    if not answer.startswith("1|6|"):
        raise StandaloneError(f"{program.name} does not start: {answer}")


def start_in_bare_root(folder: Path, root: Path) -> str:
    """Start the provider in a root folder without Python. Return a sentence about it, also if this machine allows no such folder.

    Args:
        folder: the unpacked archive.
        root: the path of the root folder, which does not exist yet.

    Raises:
        StandaloneError: It does not answer with a handshake.
    """
    conditions = (
        "as another user, from a read-only folder, with a /tmp from which nothing can be run"
    )
    if platform.system() != "Linux":
        return f"NOT CHECKED on {platform.system()}: its start {conditions}."
    bare_root.build(root, folder)
    if refusal := bare_root.refusal(root):
        return f"NOT CHECKED: its start {conditions}. This machine does not allow this check: {refusal}"
    answer = first_line(
        bare_root.command(root, f"/{bare_root.FOLDER}/{PROGRAM}"), launching.least_environment()
    )
    if not answer.startswith("1|6|"):
        raise StandaloneError(f"{PROGRAM} does not start {conditions}: {answer}")
    return f"It starts without Python, {conditions}."


def first_line(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the first line that a program prints, or its error messages. End the program."""
    with subprocess.Popen(
        command,
        env=dict(environment),
        cwd=os.sep,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None  # noqa: S101  # it is a pipe
        assert process.stderr is not None  # noqa: S101
        line = process.stdout.readline()
        process.kill()
        return line.strip() or process.stderr.read().strip()


def _in_turns(one: Callable[[], float], other: Callable[[], float]) -> float:
    """Measure two commands in turns, and return how many times as long the first takes."""
    pairs = [(one(), other()) for _ in range(_RUNS)]
    return statistics.median(first for first, _ in pairs) / statistics.median(
        last for _, last in pairs
    )
