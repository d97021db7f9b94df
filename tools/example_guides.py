"""The guides that show an example of their own, in ``examples/guides``."""

from __future__ import annotations

from pathlib import Path

from tools.examples import ROOT


def files() -> list[Path]:
    """Return the examples of guides, sorted."""
    return sorted((ROOT / "examples" / "guides").glob("*.py"))


def path_of(example: Path) -> str:
    """Return the path of the guide that shows an example."""
    return f"docs/guides/{example.stem.replace('_', '-')}.md"
