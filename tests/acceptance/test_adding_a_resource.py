"""A plain REST object needs one declaration, one line, one example and ``make generate``, as in CONTRIBUTING.

The test follows these steps with the blocks of the page, in a copy of the project.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.markdown import blocks
from tests.terraform import ROOT, Terraform
from tools.examples import example_files, synthesized

COPIED = (
    *("openai_cdktf", "openai_sandbox", "provider_shim", "tools", "tests", "docs", "examples"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DESIGN.md", "pyproject.toml", "Makefile"),
)
AREA = Path("provider_shim") / "objects" / "people"
CONTENTS = AREA / "__init__.py"
DECLARATION = AREA / "team.py"
EXAMPLE = Path("examples") / "resources" / "team.py"
MADE = [Path("openai_cdktf") / "team.py", Path("docs") / "resources" / "team.md"]


class Project:
    """A copy of the project, in which the test runs the steps."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, root / name
                )  # with bytecode, which takes long to compile
            else:
                shutil.copy(ROOT / name, root / name)
        (root / ".tools").symlink_to(ROOT / ".tools")

    def declare(self) -> None:
        shutil.copy(self._block("docs-declaration", 0), self.root / DECLARATION)

    def list(self) -> None:
        """Add the type to the list."""
        text = (self.root / CONTENTS).read_text()
        table = "RESOURCES: Final[Modules] = {\n"
        text = text.replace(table, f'{table}    "openai_team": "team",\n', 1)
        (self.root / CONTENTS).write_text(text)

    def show(self) -> None:
        shutil.copy(self._block("docs-example", 1), self.root / EXAMPLE)

    def _block(self, name: str, number: int) -> Path:
        file = self.root / f"{name}.txt"
        file.write_text(blocks(ROOT / "CONTRIBUTING.md", "python")[number].text)
        return file

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def generate(self) -> subprocess.CompletedProcess[str]:
        """Run the command of ``make generate``, without the set-up."""
        recipe = subprocess.run(
            ["make", "--dry-run", "generate"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert recipe.stdout.rstrip().endswith(".venv/bin/python -m tools.generate")
        return self.run("-m", "tools.generate")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with the new resource. Before each step, the fixture checks the error for the missing step.

    `test_generate` checks the error for files that are not up to date.
    """
    project = Project(tmp_path_factory.mktemp("project") / "copy")
    assert not (project.root / DECLARATION).exists(), (
        "the object in CONTRIBUTING already exists: use another one"
    )

    project.declare()
    done = project.run(
        "-m", "pytest", "-q", "tests/contract/test_declarations.py", "-k", "listed_in_its_area"
    )
    assert "list the type in RESOURCES of provider_shim/objects/people/__init__.py" in done.stdout

    project.list()
    done = project.generate()
    assert done.returncode != 0
    assert f"{EXAMPLE} is missing: write the smallest stack" in done.stdout + done.stderr

    project.show()
    done = project.generate()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_the_construct_and_the_page_are_generated(project: Project) -> None:
    for file in MADE:
        assert (project.root / file).is_file()
    construct, page = [(project.root / file).read_text() for file in MADE]
    assert "class Team(Resource):" in construct
    assert "# openai_team (Resource)" in page
    assert (project.root / EXAMPLE).read_text() in page
    assert re.search(r"\* `name` - \(Required, String\) The name of the team", page)
    assert (
        "| `openai_team` | [`Team`](../resources/team.md) |"
        in (project.root / "docs" / "guides" / "objects.md").read_text()
    )


def test_the_contract_tests_pass_for_the_new_object(project: Project) -> None:
    done = project.run(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/contract", "-k", "team"
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed, done.stdout
    assert int(passed[1]) > 10


def test_terraform_creates_and_destroys_the_object(project: Project, newest: Terraform) -> None:
    file = project.root / EXAMPLE
    assert file in example_files(project.root)
    made = synthesized([file], project.root)[file].configuration
    ours = newest.seeing(PYTHONPATH=str(project.root))
    ours.write_json({name: made[name] for name in ("provider", "resource")})
    ours.init()
    assert ours.plan().actions == {"openai_team.support": ["create"]}
    ours.apply_plan()
    assert ours.resources()["openai_team.support"]["name"] == "Support"
    assert ours.plan().is_empty
    ours.destroy()
    assert ours.resources() == {}
