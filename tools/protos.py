"""Generate the message classes of the plugin protocol: ``python -m tools.protos [--check]``.

It writes ``provider_shim/protocol/_pb/`` from the checked-in ``.proto`` file; with ``--check`` it writes nothing and
exits 1 if that would change anything. It must not run where users install: the generated files are part of the wheel.
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
"""The lowest protobuf that users may have.

Generated code refuses a runtime older than its generator. From 6.30 to 7.35 the generator writes the same code but for
that number, so the number is set to the lowest: what is written today runs everywhere that pyproject.toml allows.
"""


def main(arguments: list[str] | None = None) -> int:
    """Generate or check, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if anything is stale"
    )
    options = parser.parse_args(arguments)
    stale = {path: text for path, text in generated().items() if _text(path) != text}
    for path, text in stale.items():
        if options.check:
            print(
                f"{path.relative_to(PROTOCOL.parent.parent)} is stale: run python -m tools.protos"
            )
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(PROTOCOL.parent.parent)}")
    return 1 if stale and options.check else 0


def generated() -> dict[Path, str]:
    """Return what the generated files should say.

    Raises:
        RuntimeError: the generator failed; its own message is on stderr.
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
    """Return generated code that accepts any runtime from `FLOOR` on; stubs that type checkers do not judge."""
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
