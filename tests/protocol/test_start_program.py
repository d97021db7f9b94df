"""The program of an archive (`tools/start`) agrees with the provider about the context of a launch, and needs nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from launched import ROOT, TIMEOUT

from provider_shim.warm import context as contexts
from tests.start_programs import start_program
from tools import start_program as programs
from tools.shared_libraries import StandaloneError

_PRINT = r"""
#define _GNU_SOURCE
#include "start.h"
#include <stdio.h>
#include <unistd.h>
int main(int count, char **arguments) {
    struct bytes context = {0};
    if (count != 2 || !write_context(&context, arguments[1], environ))
        return 1;
    return fwrite(context.data, 1, context.length, stdout) != context.length;
}
"""
PROGRAM = "/plugins/terraform-provider-openai"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of an archive, with this Python."""
    return start_program(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that prints the context of its launch."""
    folder = tmp_path_factory.mktemp("context")
    (folder / "print.c").write_text(_PRINT)
    programs.compile_parts(folder / "print", ["context.c", folder / "print.c"], {})
    return folder / "print"


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"PATH": "/bin", "OPENAI_API_KEY": "sk-secret", "PATHS": "/other"},
        {f"{prefix}ONE": "" for prefix in contexts.PREFIXES},
        {name: f"value of {name}" for name in contexts.NAMES},
        {"HOME": "/home/\udcff\n=x", "TZ": "Ä"},
    ],
    ids=["none", "other names", "prefixes", "names", "odd values"],
)
def test_program_and_provider_write_the_same_context(printing, variables):
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from provider_shim.warm import context; "
        "sys.stdout.buffer.write(context.context(os.environ))"
    )
    python = [sys.executable, "-I", "-X", "utf8", "-X", f"{contexts.OPTION}={PROGRAM}", "-c", code]
    ours, its = (
        subprocess.run(command, env=variables, capture_output=True, check=True, timeout=TIMEOUT)
        for command in ([*python, str(ROOT)], [str(printing), PROGRAM])
    )
    assert its.stdout == ours.stdout
    assert PROGRAM.encode() in ours.stdout
    assert b"sk-secret" not in ours.stdout


def test_program_compiles_without_a_warning(tmp_path):
    assert (
        programs.build(
            tmp_path / "program", loader="ld.so", python="python", code="", certificates=["/none"]
        )
        == ""
    )


def test_program_runs_without_proc_variables_and_shell(compiled):
    hidden = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    mounted = ["/bin/sh", "-c", 'mount -t tmpfs none /proc && exec env -i "$0"', str(compiled)]
    ended = subprocess.run(
        [*hidden, *mounted], capture_output=True, text=True, check=False, timeout=TIMEOUT
    )
    assert ended.returncode == 1
    assert "Terraform provider for OpenAI" in ended.stderr


def test_program_without_its_folder_names_the_missing_file(compiled, tmp_path):
    alone = shutil.copy(compiled, tmp_path)
    ended = subprocess.run([alone], capture_output=True, text=True, check=False, timeout=TIMEOUT)
    assert ended.returncode == 1
    assert f"{tmp_path}/python/lib/ld-linux" in ended.stderr


def test_too_many_arguments_are_refused(compiled):
    ended = subprocess.run(
        [compiled, *map(str, range(20))],
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT,
    )
    assert ended.returncode == 1
    assert "so many arguments" in ended.stderr


@pytest.mark.parametrize(
    ("configured", "system", "expected"),
    [
        ({}, "/dev/null", ""),
        ({}, "/nowhere", "{folder}/python/cacert.pem"),
        ({"SSL_CERT_FILE": "/own.pem"}, "/nowhere", "/own.pem"),
        ({"SSL_CERT_DIR": "/own"}, "/nowhere", ""),
        ({"SSL_CERT_FILE": ""}, "/nowhere", "{folder}/python/cacert.pem"),
    ],
    ids=["of the system", "of the archive", "configured", "a configured folder", "empty"],
)
def test_archive_brings_certificates_only_where_there_are_none(
    tmp_path, configured, system, expected
):
    program = start_program(
        tmp_path,
        code="import os; print(os.environ.get('SSL_CERT_FILE', ''))",
        certificates=["/nowhere/else", system],
    )
    ended = subprocess.run(
        [program], env=configured, capture_output=True, text=True, check=True, timeout=TIMEOUT
    )
    assert ended.stdout.strip() == expected.format(folder=tmp_path)


def test_a_machine_without_a_compiler_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "_PROGRAMS", tmp_path)
    with pytest.raises(StandaloneError, match="Debian's packages gcc and libc6-dev"):
        programs.compile_parts(tmp_path / "program", programs.PARTS, {})
