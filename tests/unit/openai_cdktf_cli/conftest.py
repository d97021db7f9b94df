"""The command, with an empty home folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.openai_cdktf_cli.command import Command


@pytest.fixture
def command(tmp_path: Path) -> Command:
    home = tmp_path / "home"
    home.mkdir()
    return Command(home=home)
