"""The set-up uses the C compiler of the machine, and another one only where it needs to."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from tools import c_compiler

INSTALL = ["pip", "install"]


def compiler(folder: Path, code: int) -> Path:
    """Write a compiler that succeeds or fails, and return its path."""
    folder.mkdir()
    program = folder / "cc"
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o755)
    return program


def test_the_compiler_of_the_machine_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines = compiler(tmp_path / "machine", 0)
    monkeypatch.setenv("PATH", str(machines.parent))
    assert c_compiler.provide(tmp_path / "cc", tmp_path / "zig", INSTALL) is None
    assert (tmp_path / "cc").readlink() == machines


@pytest.mark.parametrize("place", ["nowhere", "machine"])
def test_zig_is_used_if_the_machine_cannot_link_static_programs(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler(tmp_path / "machine", 1)
    monkeypatch.setenv("PATH", str(tmp_path / place))
    command = c_compiler.provide(tmp_path / "cc", tmp_path / "zig", INSTALL)
    assert command is not None
    assert command[:2] == INSTALL
    assert str(tmp_path / "zig") in command
    script = (tmp_path / "cc").read_text()
    assert f"cc -target {platform.machine()}-linux-musl" in script
    assert str(tmp_path / "zig" / "ziglang" / "zig") in script
