"""README, DESIGN, CONTRIBUTING, CHANGELOG, the provider's page and the guides are correct: every block is run or checked.

``test_adding_a_resource.py`` runs the Python blocks of CONTRIBUTING.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import cdktf
import pytest

import openai_cdktf
from provider_shim.api import azure
from provider_shim.engine import configuration
from provider_shim.engine.resource import Resource
from provider_shim.objects import RESOURCES
from tests.declared_objects import arguments
from tests.markdown import Block, anchors, blocks, links
from tests.sandbox import Sandbox
from tests.terraform import PROGRAMS, ROOT, Terraform, executable
from tools import page_kinds
from tools.docs import FUNCTIONS
from tools.page_kinds import OBJECTS

README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
DOCUMENTS = [
    README,
    ROOT / "DESIGN.md",
    CONTRIBUTING,
    ROOT / "CHANGELOG.md",
    ROOT / "docs" / "index.md",
    *sorted((ROOT / "docs" / "guides").glob("*.md")),
]
COMMANDS = [
    pytest.param(line, id=f"{block}: {line}")
    for document in DOCUMENTS
    for block in blocks(document, "shell")
    for line in (
        re.sub(r"\s+# .*", "", line) for line in block.text.replace("\\\n", "").splitlines()
    )
    if line
]
FIXED = {
    "python3 -m venv .venv",
    "source .venv/bin/activate",
    "cd stack",  # where `openai-cdktf export` writes to
}
"""Commands that exist on every machine, with their arguments."""

VARIABLES = {
    *configuration.ENVIRONMENT.values(),
    *azure.ENVIRONMENT.values(),
    "OPENAI_CDKTF_PYTHON",
}


def test_every_kind_of_block_is_tested() -> None:
    found = {
        document.name: [block.language for block in blocks(document)] for document in DOCUMENTS
    }
    assert found["README.md"].count("python") == 4
    assert found["README.md"].count("json") == 1
    assert found["CONTRIBUTING.md"].count("python") == 2
    assert found["DESIGN.md"] == ["text", "text"]
    assert found["CHANGELOG.md"] == []
    # Other tests check the blocks of the provider's page.
    elsewhere = {"python", "terraform"}
    assert {*found["README.md"], *found["CONTRIBUTING.md"]} == {
        *("python", "json", "text", "shell"),
        *("hcl", "console"),  # see `test_export_documents`
    }
    for page in DOCUMENTS[4:]:
        # `test_guardrails` checks the console, `test_sandbox_guide` YAML, and `make clients` runs JavaScript.
        allowed = {"shell", "console", "json", "yaml", "javascript"}
        assert set(found[page.name]) - elsewhere <= allowed


def test_the_quickstart_has_the_settings_of_the_readme() -> None:
    (settings,) = blocks(ROOT / "docs" / "guides" / "quickstart.md", "json")
    assert [settings.text] == [block.text for block in blocks(README, "json")]


@pytest.fixture(scope="module")
def synthesized(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The synthesized code of the stack in README."""
    folder = tmp_path_factory.mktemp("readme")
    python, *_ = blocks(README, "python")
    (settings,) = blocks(README, "json")
    (folder / "main.py").write_text(python.text)
    (folder / "cdktf.json").write_text(settings.text)
    _run([str(PROGRAMS / "cdktf"), "synth"], folder)
    made: dict[str, object] = json.loads(
        (folder / "cdktf.out" / "stacks" / "handbook" / "cdk.tf.json").read_text()
    )
    return made


def test_the_stack_in_the_readme_has_the_plan_of_the_readme(
    synthesized: dict[str, object], newest: Terraform
) -> None:
    plan = next(block for block in blocks(README, "text") if "Plan:" in block.text)
    configuration = {name: synthesized[name] for name in ("provider", "resource")}
    newest.write_json(configuration)
    newest.init()
    assert plan.text in newest.run("plan", "-no-color").out


def test_the_program_in_the_readme_is_applied(
    newest: Terraform, sandbox: Sandbox, tmp_path: Path
) -> None:
    folder = _support(tmp_path)
    _run([sys.executable, "main.py"], folder)
    newest = dataclasses.replace(newest, folder=folder / "cdktf.out" / "stacks" / "support")
    assert "Incomplete lock file information" in newest.init().out
    newest.apply()
    assert newest.output()["vector_store_id"].startswith("vs_")
    uploaded = sandbox.client.get("/files").json()["data"]
    assert sorted(file["filename"] for file in uploaded) == ["hours.md", "prices.md"]


def test_the_tests_in_the_readme_pass(tmp_path: Path) -> None:
    folder = _support(tmp_path)
    assert "3 passed" in _run(["pytest", "-q"], folder)


def test_the_application_test_in_the_readme_passes(tmp_path: Path) -> None:
    *_, test = blocks(README, "python")
    (tmp_path / "test_hours.py").write_text(test.text)
    assert "1 passed" in _run([sys.executable, "-m", "pytest", "-q", "test_hours.py"], tmp_path)


def test_python_in_the_readme_is_completely_annotated() -> None:
    """`mypy --strict` accepts it in a user's project. `examples/testing` is checked by `make lint`."""
    functions = [
        node
        for block in blocks(README, "python")
        for node in ast.walk(ast.parse(block.text))
        if isinstance(node, ast.FunctionDef)
    ]
    assert len(functions) == 5
    for function in functions:
        missing = [one.arg for one in function.args.args if one.annotation is None]
        assert (function.returns is not None, missing[:1]) in ((True, []), (True, ["self"]))


def test_the_section_about_the_sandbox_has_at_most_25_lines() -> None:
    section = README.read_text().split("## A local OpenAI API\n")[1].split("\n## ")[0]
    assert len([line for line in section.splitlines() if line]) <= 25


def test_the_guide_about_tests_shows_the_tested_example() -> None:
    example = (ROOT / "examples" / "testing" / "test_support.py").read_text()
    shown = blocks(ROOT / "docs" / "guides" / "testing.md", "python")
    assert len(shown) == 5
    assert [block.text for block in shown if block.text not in example] == []


def _support(folder: Path) -> Path:
    """Write the second program of README, its test, and the pages of a handbook.

    As README says, the test can be in another folder if there is a `conftest.py`.
    """
    _, program, test, _ = blocks(README, "python")
    folder = folder / "support"
    (folder / "handbook").mkdir(parents=True)
    for page in ("hours", "prices"):
        (folder / "handbook" / f"{page}.md").write_text(f"Our {page}.")
    (folder / "cdktf.json").write_text("{}")
    (folder / "main.py").write_text(program.text)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_main.py").write_text(test.text)
    (folder / "conftest.py").touch()
    return folder


@pytest.mark.parametrize(
    "block",
    [
        block
        for document in DOCUMENTS
        for block in blocks(document, "text")
        if "Plan:" not in block.text
    ],
    ids=str,
)
def test_names_in_diagrams_exist(block: Block) -> None:
    named = set(re.findall(r"\b(?:openai_\w+|provider_shim[\w.]*)", block.text))
    assert named
    for name in named:
        path = ROOT / name.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist_with_their_options(command: str, tmp_path: Path) -> None:
    program, *arguments = shlex.split(command)
    options = [word.split("=")[0] for word in arguments if word.startswith("-")]
    match program:
        case "make":
            assert f"{arguments[0]}:" in (ROOT / "Makefile").read_text()
            _run(["make", "--dry-run", *arguments], ROOT)
        case "openai-cdktf":
            output = _help(_installed(program), arguments[0])
            assert all(option in output for option in options), output
        case "cdktf":
            output = _help(str(PROGRAMS / program), arguments[0])
            assert all(option in output for option in options), output
        case "terraform":
            _run([str(executable("1.11")), arguments[0], "-help"], tmp_path)
        case "curl":  # `make clients` runs it
            assert "$OPENAI_BASE_URL/responses" in arguments
        case "export" | "unset":
            assert {argument.split("=")[0] for argument in arguments} <= VARIABLES
        case "cd" | "python3" | "source":
            assert command in FIXED
        case "pip":
            # Without the path, pip finds no release, unless the package is already installed and only lacks an extra.
            extra = re.fullmatch(
                r"(?:/path/to/openai-cdktf|openai-cdktf(?=.*,documents))\[([\w,]+)\]", arguments[1]
            )
            assert extra, arguments
            project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
            assert {*extra[1].split(",")} <= {*project["optional-dependencies"]}
        case "npm":
            package, _, version = arguments[-1].rpartition("@")
            manifest = json.loads((ROOT / "tools" / "node" / "package.json").read_text())
            assert manifest["dependencies"][package].lstrip("^~").startswith(version)
        case _:
            pytest.fail(f"this test cannot check `{command}`: add a case for it")


def test_hcl_is_formatted_like_terraform_fmt(tmp_path: Path) -> None:
    pages = sorted((ROOT / "docs").rglob("*.md"))
    written = [block for page in pages for block in blocks(page, "terraform")]
    assert len(written) > len(pages)
    for number, block in enumerate(written):
        (tmp_path / f"{block.file.stem}-{number}.tf").write_text(block.text)
    _run([str(executable("1.11")), "fmt", "-check", "-diff", str(tmp_path)], tmp_path)


@pytest.mark.parametrize(
    "resource",
    [kind for kind in RESOURCES.values() if kind.importable],
    ids=lambda resource: resource.type_name,
)
def test_the_imports_on_pages_work(resource: type[Resource]) -> None:
    """Both Python blocks result in the `import` block of the page."""
    page = ROOT / page_kinds.path_of(page_kinds.RESOURCE, page_kinds.name_of(resource))
    first, second = blocks(page, "python")[1:]
    block = next(
        one
        for one in blocks(page, "terraform")
        if "  id = " in one.text and one.text.startswith("import ")
    )
    app = cdktf.Testing.app()
    made = cdktf.TerraformStack(app, "made")
    construct = getattr(openai_cdktf, page_kinds.construct_of(page_kinds.RESOURCE, resource))
    example = construct(made, "example", **arguments(resource.schema.attributes, everything=False))
    written = cdktf.TerraformStack(app, "written")
    members = {name: getattr(openai_cdktf, name) for name in openai_cdktf.__all__}
    names = members | {"example": example, "stack": written}
    for source in (first, second):
        exec(source.text, dict(names))  # noqa: S102  # the documentation's own code
    for stack in (written, made):
        imports = json.loads(cdktf.Testing.synth(stack))["import"]
        assert imports == [{"to": f"{resource.type_name}.example", "id": _identity(block)}]
    (command,) = blocks(page, "console")
    assert command.text == (
        f"% terraform import {resource.type_name}.example '{_identity(block)}'\n"
    )


def _identity(block: Block) -> str:
    found = re.search(r'id = "(.+)"', block.text)
    assert found
    return found[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_targets_of_all_links_exist(document: Path) -> None:
    for link in links(document):
        target, _, anchor = link.partition("#")
        if target.startswith("https://"):
            continue
        file = (document.parent / target) if target else document
        assert file.exists(), link
        assert not anchor or anchor in anchors(file), link


def test_the_changelog_lists_every_object() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    for kind, declarations in OBJECTS:
        word = kind.noun.replace("ephemeral resource", "ephemeral").replace(" ", "-")
        for declaration in declarations:
            assert f"`{word}/{declaration.type_name}`: " in text
    for function in FUNCTIONS:
        assert f"`function/{function.name}`: " in text


def _installed(program: str) -> str:
    return str(Path(sys.executable).with_name(program))


@functools.cache
def _help(program: str, command: str) -> str:
    """Return the help of a command, which many lines of the documents use."""
    with TemporaryDirectory() as folder:
        return _run([program, command, "--help"], Path(folder))


def _run(command: list[str], folder: Path) -> str:
    path = [str(PROGRAMS), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    done = subprocess.run(
        command,
        cwd=folder,
        env={
            **os.environ,
            "PATH": os.pathsep.join(path),
            "HOME": str(folder),
            "CHECKPOINT_DISABLE": "1",
            "TERRAFORM_BINARY_NAME": str(executable("1.15")),
            "CI": "1",
            "COLUMNS": "200",
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
