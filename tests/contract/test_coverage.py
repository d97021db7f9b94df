"""Every method of the ``openai`` package belongs to a declared object, or is omitted with a reason in the guide."""

from __future__ import annotations

import re
from pathlib import Path

from tests.contract.conftest import REGISTRY
from tests.contract.sdk_methods import methods, shape
from tests.terraform import ROOT

GUIDE: Path = ROOT / "docs" / "guides" / "left-out.md"
ROWS = [line.split("|")[1:-1] for line in GUIDE.read_text().splitlines() if line.startswith("| `")]
LEFT_OUT = [shape(path) for row in ROWS for path in re.findall(r"`(/[^`]+)`", row[0])]
NOT_IN_THE_PACKAGE = {"/prompts"}
"""Paths that users look for and the package never had."""


def paths() -> set[str]:
    """Return the paths of the package."""
    return {path for _, path in methods()}


def covers(area: str, path: str) -> bool:
    return path == area or path.startswith((f"{area}/", f"{area}?"))


def declared() -> set[str]:
    kinds = [kind for group in REGISTRY.values() for kind in group.values()]
    return {
        shape(path) for kind in kinds for path in (kind.endpoint.collection, kind.endpoint.item)
    }


# One test for all paths: each process that collects tests would read the whole package for their names.
def test_every_path_is_declared_or_omitted_with_a_reason() -> None:
    areas = declared() | {*LEFT_OUT}
    missing = {path for path in paths() if not any(covers(area, path) for area in areas)}
    assert missing == set(), f"declare an object for each, or tell in {GUIDE.name} why not"


def test_omitted_paths_exist() -> None:
    exist = {area for area in LEFT_OUT if any(covers(area, path) for path in paths())}
    assert {*LEFT_OUT} - exist <= NOT_IN_THE_PACKAGE


def test_omitted_paths_are_not_declared() -> None:
    assert declared().isdisjoint(LEFT_OUT)


def test_every_row_names_the_difference_the_reason_and_the_replacement() -> None:
    assert len(ROWS) > 10
    for row in ROWS:
        assert len(row) == 4
        assert all(cell.strip() for cell in row), row
