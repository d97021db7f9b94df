"""A warm server ends when the program changes, but not when a test creates a file in a checkout."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provider_shim.warm.program_files import ProgramFiles


@pytest.mark.parametrize("is_checkout", [True, False], ids=["checkout", "site-packages"])
def test_only_folders_of_installed_packages_are_compared(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_checkout: bool,  # noqa: FBT001 - a parameter
) -> None:
    if is_checkout:
        (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    files = ProgramFiles()
    assert not files.have_changed()
    (tmp_path / "new").touch()
    assert files.have_changed() is not is_checkout
