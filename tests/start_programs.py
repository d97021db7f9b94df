"""Compiles the program of an archive (`tools/start`), with this Python in place of the archive's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import standalone
from tools import start_program as programs

ROOT = Path(__file__).parents[1]
_PATHS = [str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))]
_PROVIDER = (
    f"import sys; sys.path[:0] = {_PATHS}; "
    "from provider_shim.__main__ import main; sys.exit(main())"
)


def start_program(
    folder: Path, *, code: str = _PROVIDER, certificates: Sequence[str] = ("/dev/null",)
) -> Path:
    """Write the program and the folder ``python`` beside it, whose files are links. Return the path of the program.

    Args:
        folder: where the archive would be unpacked.
        code: what Python runs.
        certificates: where the program searches for the certificates of the system.
    """
    python, loader = Path(sys.executable).resolve(), _loader()
    for link, target in (("bin/python", python), (f"lib/{loader.name}", loader)):
        place = folder / "python" / link
        place.parent.mkdir(parents=True)
        place.symlink_to(target)
    program = folder / standalone.PROGRAM
    programs.build(
        program, loader=loader.name, python="python", code=code, certificates=certificates
    )
    return program


def _loader() -> Path:
    """Return the loader of the C library that starts this Python."""
    python = str(Path(sys.executable).resolve())
    listed = subprocess.run(["ldd", python], capture_output=True, text=True, check=True).stdout
    paths = (Path(word) for word in listed.split() if word.startswith("/"))
    return next(path for path in paths if path.name.startswith("ld-linux"))
