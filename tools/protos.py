"""Generate the message classes of the plugin protocol: ``python -m tools.protos [--check]``.

It writes ``provider_shim/protocol/_pb/`` from the ``.proto`` file. With ``--check``, it writes nothing, and exits with
code 1 if a file is out of date. Users do not need it: the generated files are part of the wheel.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

PROTOCOL = Path(__file__).parent.parent / "provider_shim" / "protocol"
SOURCE = "tfplugin6.proto"

FLOOR = (6, 30, 0)
"""The lowest version of protobuf that users can have.

Generated code does not accept a runtime that is older than its generator. From 6.30 to 7.35, generators write the same code
except for this number. So we set it to the lowest version, and the code runs with every version that pyproject.toml allows.
"""


def main(arguments: list[str] | None = None) -> int:
    """Generate or check the files, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing, and fail if a file is out of date"
    )
    options = parser.parse_args(arguments)
    stale = {path: text for path, text in generated().items() if _text(path) != text}
    for path, text in stale.items():
        if options.check:
            print(
                f"{path.relative_to(PROTOCOL.parent.parent)} is out of date: run `python -m tools.protos`"
            )
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(PROTOCOL.parent.parent)}")
    return 1 if stale and options.check else 0


def generated() -> dict[Path, str]:
    """Return the expected text of each generated file.

    Raises:
        RuntimeError: The generator failed. Its message is on stderr.
    """
    from grpc_tools import protoc  # type: ignore[import-untyped]

    well_known = Path(protoc.__file__).parent / "_proto"
    with tempfile.TemporaryDirectory() as directory:
        code = protoc.main(
            [
                "protoc",
                f"--proto_path={PROTOCOL}",
                f"--proto_path={well_known}",
                f"--python_out={directory}",
                f"--pyi_out={directory}",
                SOURCE,
            ]
        )
        if code != 0:
            raise RuntimeError(f"protoc failed on {PROTOCOL / SOURCE}")
        return {
            PROTOCOL / "_pb" / path.name: adapted(path)
            for path in sorted(Path(directory).iterdir())
        }


def adapted(path: Path) -> str:
    """Return the generated code, changed so that it accepts every runtime from `FLOOR` on. Type checkers ignore the stubs."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".pyi":
        return f"# mypy: ignore-errors\n{text}"
    dotted = ".".join(map(str, FLOOR))
    listed = "".join(f"    {number},\n" for number in FLOOR)
    text = re.sub(r"(?<=# Protobuf Python Version: )[\d.]+", dotted, text)
    return re.sub(r"(?<=Domain\.PUBLIC,\n)(    \d+,\n){3}", listed, text)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
