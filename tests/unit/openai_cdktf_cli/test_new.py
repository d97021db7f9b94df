"""`openai-cdktf new`: the files of each kind of project. ``tests/acceptance/test_new.py`` tests and deploys them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import typing
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from openai_cdktf_cli.__main__ import app, new
from openai_cdktf_cli.failure import CommandFailure
from openai_cdktf_cli.new.command import CDK_VERSIONS, patterns
from openai_cdktf_cli.new.names import Names, names_from

ROOT = Path(__file__).resolve().parents[3]
VARIANTS = [
    *(("app", cdk, pattern) for cdk in CDK_VERSIONS for pattern in patterns()),
    *(("library", cdk, "none") for cdk in CDK_VERSIONS),
    ("hcl", "cdktf", "none"),
]


def create(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, ["new", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(("kind", "cdk", "pattern"), VARIANTS)
def test_the_files_of_a_project_are_complete_and_valid(
    kind: str, cdk: str, pattern: str, tmp_path: Path
) -> None:
    folder = tmp_path / "supportDesk 2"
    create(kind, folder, "--cdk", cdk, "--pattern", pattern)
    files = {
        str(one.relative_to(folder)): one.read_text() for one in folder.rglob("*") if one.is_file()
    }
    for name, text in files.items():
        assert "@NAME@" not in name + text
        assert "@PACKAGE@" not in name + text
        if name.endswith(".py"):
            ast.parse(text)
        if name.endswith(".yml"):
            assert set(yaml.safe_load(text)) & {"jobs", "runs"}
    assert {".gitignore", "README.md"} <= set(files)
    assert [name for name in files if name.startswith((".github/workflows/", "tests/test_"))]
    assert 12 >= files["README.md"].count("\n") >= 8
    # As long as no release is published, CI needs another source.
    installing = files["README.md"] + files.get("requirements.txt", "")
    for word in (
        "No release of openai-cdktf is published",
        "`make release`",
        "--find-links",
        "Git",
    ):
        assert word in installing
    if kind != "hcl":
        assert f"from {cdk} import" in files["main.py"]
        assert json.loads(files["cdktf.json"])["app"] == "python main.py"
    python = [str(folder / name) for name in files if name.endswith(".py")]
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--no-cache",
        "--select",
        "E9,F,I,UP",
    ]
    subprocess.run([*command, *python], cwd=folder, check=True)


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        (
            "supportDesk",
            Names(name="support-desk", package="support_desk", class_name="SupportDesk"),
        ),
        ("2 days/..", Names(name="stack-2-days", package="stack_2_days", class_name="Stack2Days")),
        ("ümlaut!", Names(name="mlaut", package="mlaut", class_name="Mlaut")),
        ("", Names(name="stack", package="stack_constructs", class_name="StackStack")),
        ("json", Names(name="json", package="json_constructs", class_name="Json")),
        ("class", Names(name="class", package="class_constructs", class_name="Class")),
        ("true", Names(name="true", package="true", class_name="TrueStack")),
        ("app", Names(name="app", package="app", class_name="AppStack")),
    ],
)
def test_names_are_valid(folder: str, names: Names) -> None:
    assert names_from(folder) == names


def test_a_folder_with_files_is_only_used_with_force(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("Mine.")
    with pytest.raises(CommandFailure, match=r"is not empty \(README.md\).*--force"):
        create("app", tmp_path)
    assert (tmp_path / "README.md").read_text() == "Mine."
    assert "README.md" in create("app", tmp_path, "--force")
    assert "stack.py" in (tmp_path / "README.md").read_text()
    with pytest.raises(CommandFailure, match=r"README.md is a file"):
        create("app", tmp_path / "README.md")
    with pytest.raises(CommandFailure, match="--pattern is for `new app`"):
        create("hcl", tmp_path / "hcl", "--pattern", "knowledge-base")


def test_a_project_can_be_written_beside_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    monkeypatch.chdir(tmp_path)
    printed = create("app", Path())
    assert "files written to this folder.\nNext: follow README.md." in printed
    ignored = (tmp_path / ".gitignore").read_text().splitlines()
    assert {".venv/", "venv/"} <= {*ignored}


@pytest.mark.parametrize("kind", ["app", "library", "hcl"])
def test_the_tests_of_a_project_need_no_key(kind: str, tmp_path: Path) -> None:
    create(kind, tmp_path / "x")
    (line,) = [
        one for one in (tmp_path / "x" / "README.md").read_text().splitlines() if "pytest" in one
    ]
    assert "doctor" not in line, "without a key, doctor fails"


def test_a_library_installs_a_pip_that_knows_groups(tmp_path: Path) -> None:
    create("library", tmp_path / "x")
    before, _, _ = (tmp_path / "x" / "README.md").read_text().partition("--group test")
    assert "pip install --upgrade pip" in before, "Python 3.11 and 3.12 bring an older pip"


def test_the_command_offers_every_pattern_and_the_tested_cdks() -> None:
    annotation = typing.get_type_hints(new)["pattern"]
    assert sorted(typing.get_args(annotation)) == patterns()
    manifest = json.loads((ROOT / "tools" / "node" / "package.json").read_text())["dependencies"]
    assert {f"{cdk}-cli": f"{version}.0" for cdk, version in CDK_VERSIONS.items()} == manifest
