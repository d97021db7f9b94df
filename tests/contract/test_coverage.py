"""Every method of the ``openai`` package belongs to a declared object, or is omitted with a reason in the guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.conftest import REGISTRY
from tests.contract.sdk_methods import methods, shape
from tests.terraform import ROOT

GUIDE: Path = ROOT / "docs" / "guides" / "left-out.md"
ROWS = [line.split("|")[1:-1] for line in GUIDE.read_text().splitlines() if line.startswith("| `")]
LEFT_OUT = [shape(path) for row in ROWS for path in re.findall(r"`(/[^`]+)`", row[0])]
PATHS = sorted({path for _, path in methods()})
NOT_IN_THE_PACKAGE = {"/prompts"}
"""Paths that users look for and the package never had."""


def covers(area: str, path: str) -> bool:
    return path == area or path.startswith((f"{area}/", f"{area}?"))


def declared() -> set[str]:
    kinds = [kind for group in REGISTRY.values() for kind in group.values()]
    return {
        shape(path) for kind in kinds for path in (kind.endpoint.collection, kind.endpoint.item)
    }


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_declared_or_omitted_with_a_reason(path: str) -> None:
    by_declaration = any(covers(area, path) for area in declared())
    assert by_declaration or any(covers(area, path) for area in LEFT_OUT), (
        f"declare an object for {path}, or tell in {GUIDE.name} why not"
    )


@pytest.mark.parametrize("area", LEFT_OUT)
def test_omitted_paths_exist_and_are_not_declared(area: str) -> None:
    assert area in NOT_IN_THE_PACKAGE or any(covers(area, path) for path in PATHS)
    assert area not in declared()


def test_every_row_names_the_difference_the_reason_and_the_replacement() -> None:
    assert len(ROWS) > 10
    for row in ROWS:
        assert len(row) == 4
        assert all(cell.strip() for cell in row), row
